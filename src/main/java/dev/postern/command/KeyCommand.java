package dev.postern.command;

import dev.postern.identity.ApiKey;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** The command {@code key}: a new API key, which is shown once, and what is kept of it. */
public final class KeyCommand {

    private KeyCommand() {}

    public static void run(KeyOptions options, PrintStream out) {
        var key = ApiKey.random();
        var hash = ApiKey.hash(key);
        var scopes = options.scopes().isEmpty() ? "-" : String.join(",", options.scopes());
        var labels = options.scopes().stream().map(scope -> "'" + scope + "'").collect(Collectors.joining(", "));
        out.println(key);
        out.println();
        out.println("Give it to " + options.name() + "; it is shown only now. What is kept of it, in a file:");
        out.println("  " + hash + " " + options.name() + " " + scopes);
        out.println("or in a table:");
        out.println("  insert into postern_api_key (hash, name, scopes) values ('" + hash + "', '" + options.name()
                + "', array[" + labels + "]::text[]);");
    }
}
