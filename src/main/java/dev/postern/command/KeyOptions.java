package dev.postern.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked {@code key} for.
 *
 * @param name whose key it is, without spaces
 * @param scopes what it is good for
 */
record KeyOptions(String name, List<String> scopes) {

    private static final Pattern NAME = Pattern.compile("[\\w.@:/-]+");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

    public KeyOptions {
        scopes = List.copyOf(scopes);
    }

    /**
     * The options behind these words.
     *
     * @throws OptionException for a value that is missing or is none
     */
    static KeyOptions parse(List<String> words) {
        var options = new OptionWords("key", words);
        @Nullable String name = null;
        var scopes = new ArrayList<String>();
        while (options.hasNext()) {
            switch (options.name()) {
                case "--name" -> name = word("--name", options.value());
                case "--scope" ->
                    Arrays.stream(BETWEEN.split(options.value().strip()))
                            .forEach(scope -> scopes.add(word("--scope", scope)));
                default -> throw new OptionException("key does not take '" + words.getLast() + "'. Try 'key --help'.");
            }
        }
        if (name == null) {
            throw new OptionException("key needs --name, which says whose it is. Try 'key --help'.");
        }
        return new KeyOptions(name, scopes);
    }

    private static String word(String option, String text) {
        if (!NAME.matcher(text).matches()) {
            throw new OptionException(option + " is '" + text + "': letters, digits and . _ - @ : / are expected.");
        }
        return text;
    }
}
