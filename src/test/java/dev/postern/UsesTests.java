package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.DemoProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operations that {@code docs/uses/} shows, asked of the demo in the order in which they stand there: each is followed by its
 * answer. Run with {@code -Dcases.write=true} to write what came, and read the difference before you commit it.
 */
class UsesTests {

    private static final Path PAGES = Path.of("docs/uses");
    private static final Pattern SHOWN = Pattern.compile("(?s)```graphql\n(.*?)```\n\n```json\n(.*?)```");
    private static final int LEAST = 3;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void operationsAreAnsweredAsThePagesSay() throws IOException {
        try (var gateway = DemoProject.startForDevelopment(DemoProject.newDatabase())) {
            for (var page : pages()) {
                var text = Files.readString(page);
                assertTrue(SHOWN.matcher(text).results().count() >= LEAST, page.toString());
                var answered = SHOWN.matcher(text)
                        .replaceAll(shown -> Matcher.quoteReplacement("```graphql\n" + shown.group(1)
                                + "```\n\n```json\n" + JSON.writeValueAsString(gateway.ask(shown.group(1)))
                                + "\n```"));
                if (Boolean.getBoolean("cases.write")) {
                    Files.writeString(page, answered);
                }
                assertEquals(Files.readString(page), answered);
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (var files = Files.list(PAGES)) {
            return files.sorted().toList();
        }
    }
}
