package dev.postern.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations that a project shows to whoever opens GraphiQL: each {@code *.graphql} file below {@code schema/}.
 *
 * <p>The SDL beside them is {@code *.graphqls}. They are read at each visit, so a new one needs no restart.
 *
 * @param folder the project's {@code schema/}
 */
public record ExampleOperations(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleOperations.class);
    private static final int MOST = 24;

    /** A tab for each, by file name; none when they cannot be read. */
    List<Map<String, String>> read() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .limit(MOST)
                    .<Map<String, String>>mapMulti(
                            (file, tabs) -> text(file).forEach(query -> tabs.accept(Map.of("query", query))))
                    .toList();
        } catch (IOException unreadable) {
            LOG.warn("The example operations cannot be read: {}", unreadable.getMessage());
            return List.of();
        }
    }

    private static List<String> text(Path file) {
        try {
            return List.of(Files.readString(file));
        } catch (IOException unreadable) {
            LOG.warn("The example operation {} cannot be read: {}", file, unreadable.getMessage());
            return List.of();
        }
    }
}
