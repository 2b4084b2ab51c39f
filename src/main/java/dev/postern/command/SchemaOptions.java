package dev.postern.command;

import dev.postern.command.CheckOptions.OptionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked {@code schema} for.
 *
 * @param federation whether the SDL is for gateways that compose, instead of for clients
 * @param against the file with an earlier SDL to compare with, null to print today's
 * @param allowBreaking whether what breaks is printed only
 * @param settings flags that are not ours, for Spring
 */
public record SchemaOptions(
        boolean federation, @Nullable String against, boolean allowBreaking, List<String> settings) {

    public SchemaOptions {
        settings = List.copyOf(settings);
    }

    /**
     * The options behind these words.
     *
     * @throws OptionException for a word that is none, or a value that is missing
     */
    static SchemaOptions parse(List<String> words) {
        var settings = new ArrayList<String>();
        var federation = false;
        var allowBreaking = false;
        String against = null;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            switch (word.split("=", 2)[0]) {
                case "--federation" -> federation = true;
                case "--allow-breaking" -> allowBreaking = true;
                case "--against" -> {
                    against = word.contains("=") ? word.split("=", 2)[1] : value(words, ++i);
                }
                default -> settings.add(setting(word));
            }
        }
        if (allowBreaking && against == null) {
            throw new OptionException("--allow-breaking goes with --against. Try 'schema --help'.");
        }
        return new SchemaOptions(federation, against, allowBreaking, settings);
    }

    private static String value(List<String> words, int at) {
        if (at >= words.size() || words.get(at).startsWith("--")) {
            throw new OptionException("--against needs a value. Try 'schema --help'.");
        }
        return words.get(at);
    }

    private static String setting(String word) {
        if (!word.startsWith("--") || !word.contains("=")) {
            throw new OptionException("schema does not take '" + word + "'. Try 'schema --help'.");
        }
        return word;
    }
}
