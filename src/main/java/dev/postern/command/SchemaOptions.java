package dev.postern.command;

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
        var options = new OptionWords("schema", words);
        var settings = new ArrayList<String>();
        var federation = false;
        var allowBreaking = false;
        @Nullable String against = null;
        while (options.hasNext()) {
            switch (options.name()) {
                case "--federation" -> federation = true;
                case "--allow-breaking" -> allowBreaking = true;
                case "--against" -> against = options.value();
                default -> settings.add(options.setting());
            }
        }
        if (allowBreaking && against == null) {
            throw new OptionException("--allow-breaking goes with --against. Try 'schema --help'.");
        }
        return new SchemaOptions(federation, against, allowBreaking, settings);
    }
}
