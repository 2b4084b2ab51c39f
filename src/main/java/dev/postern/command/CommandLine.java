package dev.postern.command;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody asked for on the command line.
 *
 * <p>{@code postern.jar}, {@code postern.jar serve --server.port=9000} and {@code postern.jar --server.port=9000} all
 * serve; flags that are not ours are settings, and go on to Spring.
 */
public sealed interface CommandLine {

    /** To serve, with settings as flags. */
    record Serve(List<String> settings) implements CommandLine {

        public Serve {
            settings = List.copyOf(settings);
        }
    }

    /** To explain the command line. */
    record Help() implements CommandLine {}

    /** To name the version. */
    record Version() implements CommandLine {}

    /** Something that is no command. */
    record Unknown(String word) implements CommandLine {}

    /** The command behind these words. */
    static CommandLine parse(String... words) {
        var settings = new ArrayList<String>();
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "help", "-h", "--help" -> {
                    return new Help();
                }
                case "version", "-V", "--version" -> {
                    return new Version();
                }
                default -> {
                    if (words[i].startsWith("-")) {
                        settings.add(words[i]);
                    } else if (i > 0 || !words[i].equals("serve")) {
                        return new Unknown(words[i]);
                    }
                }
            }
        }
        return new Serve(settings);
    }
}
