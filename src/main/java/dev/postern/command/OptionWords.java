package dev.postern.command;

import java.util.List;

/** The words behind a command, one option after the other. Not safe for use by several threads. */
final class OptionWords {

    private final String command;
    private final List<String> words;
    private int next;

    /** @param command for messages */
    OptionWords(String command, List<String> words) {
        this.command = command;
        this.words = words;
    }

    boolean hasNext() {
        return next < words.size();
    }

    /** The next option without its value. */
    String name() {
        return words.get(next++).split("=", 2)[0];
    }

    /** The value of the option that was last asked for: behind an equals sign, or the next word. */
    String value() {
        var parts = words.get(next - 1).split("=", 2);
        if (parts.length == 2) {
            return parts[1];
        }
        if (!hasNext() || words.get(next).startsWith("--")) {
            throw new OptionException(parts[0] + " needs a value. Try '" + command + " --help'.");
        }
        return words.get(next++);
    }

    /** The word that was last asked for, as it is. */
    String word() {
        return words.get(next - 1);
    }

    /** The same word as a setting for Spring. */
    String setting() {
        var word = words.get(next - 1);
        if (!word.startsWith("--") || !word.contains("=")) {
            throw new OptionException(command + " does not take '" + word + "'. Try '" + command + " --help'.");
        }
        return word;
    }
}
