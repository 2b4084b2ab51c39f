package dev.postern.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for on the command line.
 *
 * <p>{@code postern.jar}, {@code postern.jar serve --server.port=9000} and {@code postern.jar --server.port=9000} all
 * serve; flags that are not ours are settings, and go on to Spring.
 */
public sealed interface CommandLine {

    /** The commands that have options of their own. */
    List<String> WITH_OPTIONS = List.of("check", "explain", "schema", "token", "key");

    /** To serve, with settings as flags. */
    record Serve(List<String> settings) implements CommandLine {

        public Serve {
            settings = List.copyOf(settings);
        }
    }

    /** To check the project and serve nothing. */
    record Check(CheckOptions options) implements CommandLine {}

    /** To tell which SQL answers an operation. */
    record Explain(ExplainOptions options) implements CommandLine {}

    /** To print the project's SDL, or what of it breaks clients. */
    record Schema(SchemaOptions options) implements CommandLine {}

    /** To make a token for development. */
    record Token(TokenOptions options) implements CommandLine {}

    /** To make an API key. */
    record Key(KeyOptions options) implements CommandLine {}

    /**
     * To explain the command line, or one command alone.
     *
     * @param command empty for all of it
     */
    record Help(String command) implements CommandLine {}

    /** To name the version. */
    record Version() implements CommandLine {}

    /** Something that is no command. */
    record Unknown(String word) implements CommandLine {}

    /** A command with an option that cannot be. */
    record Wrong(String message) implements CommandLine {}

    /** The command behind these words. */
    static CommandLine parse(String... words) {
        var all = List.of(words);
        var asked = asked(all);
        if (asked != null) {
            return asked;
        }
        var behind = all.isEmpty() ? all : all.subList(1, all.size());
        return switch (all.isEmpty() ? "serve" : all.getFirst()) {
            case "check" -> options(() -> new Check(CheckOptions.parse(behind)));
            case "explain" -> options(() -> new Explain(ExplainOptions.parse(behind)));
            case "schema" -> options(() -> new Schema(SchemaOptions.parse(behind)));
            case "token" -> options(() -> new Token(TokenOptions.parse(behind)));
            case "key" -> options(() -> new Key(KeyOptions.parse(behind)));
            default -> serve(all);
        };
    }

    private static @Nullable CommandLine asked(List<String> words) {
        for (var word : words) {
            switch (word) {
                case "help", "-h", "--help" -> {
                    return new Help(WITH_OPTIONS.stream()
                            .filter(words::contains)
                            .findFirst()
                            .orElse(""));
                }
                case "version", "-V", "--version" -> {
                    return new Version();
                }
                default -> {
                    if (!word.startsWith("-") && !word.equals("serve") && !WITH_OPTIONS.contains(word)) {
                        return null;
                    }
                }
            }
        }
        return null;
    }

    private static CommandLine options(Supplier<CommandLine> parsed) {
        try {
            return parsed.get();
        } catch (OptionException wrong) {
            return new Wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static CommandLine serve(List<String> words) {
        var settings = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--dev")) {
                settings.add("--postern.dev=true");
            } else if (words.get(i).startsWith("-")) {
                settings.add(words.get(i));
            } else if (i > 0 || !words.get(i).equals("serve")) {
                return new Unknown(words.get(i));
            }
        }
        return new Serve(settings);
    }
}
