package dev.postern.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody asked {@code explain} for.
 *
 * @param document the GraphQL text
 * @param operationName which of its operations, null when there is only one
 * @param variables as JSON has them
 * @param analyze whether it runs
 * @param settings flags that are not ours, for Spring
 */
public record ExplainOptions(
        String document,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables,
        boolean analyze,
        List<String> settings) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    public ExplainOptions {
        settings = List.copyOf(settings);
    }

    /**
     * The options behind these words.
     *
     * @throws OptionException for a word that is none, or a value that is missing
     */
    static ExplainOptions parse(List<String> words) {
        var options = new OptionWords("explain", words);
        var settings = new ArrayList<String>();
        @Nullable String document = null;
        @Nullable String operationName = null;
        Map<String, @Nullable Object> variables = Map.of();
        var analyze = false;
        while (options.hasNext()) {
            switch (options.name()) {
                case "--analyze" -> analyze = true;
                case "--variables" -> variables = variables(options.value());
                case "--operation" -> operationName = options.value();
                default -> {
                    if (document == null && !options.word().startsWith("--")) {
                        document = options.word();
                    } else {
                        settings.add(options.setting());
                    }
                }
            }
        }
        if (document == null) {
            throw new OptionException("explain needs an operation, as in explain '{ … }'. Try 'explain --help'.");
        }
        return new ExplainOptions(document, operationName, variables, analyze, settings);
    }

    private static Map<String, @Nullable Object> variables(String text) {
        try {
            return JSON.readValue(text, OBJECT);
        } catch (JacksonException broken) {
            throw new OptionException("--variables is no JSON object: '" + text + "'.");
        }
    }
}
