package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the check says of the demo: nothing is wrong, and what could not be checked has a reason. */
class DemoCheckTests {

    private static final Path EXPECTED = Path.of("src/test/resources/broken/demo.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Two seconds on a machine that does nothing else; a build shares a slower one with other tests. */
    @Test
    void theDemoIsClean() throws IOException {
        var url = TestServer.migrated(Path.of("."));
        InspectedProject.at(Path.of("."), url);
        var start = Instant.now();
        var report = InspectedProject.at(Path.of("."), url);
        var took = Duration.between(start, Instant.now());
        assertEquals("382 127 330", report.fields() + " " + report.statements() + " " + report.variants());
        assertTrue(took.compareTo(PATIENCE) < 0, "it took " + took);
        var shown = InspectedProject.shown(report) + "\n";
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(EXPECTED, shown);
        }
        assertEquals(Files.readString(EXPECTED), shown);
    }
}
