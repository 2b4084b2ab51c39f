package dev.postern.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of something from {@code src/test/node}, where the machine has what it needs. */
public final class NodeScript {

    static final Path FOLDER = Path.of("src/test/node");

    private NodeScript() {}

    /** What a machine may lack: a reason to skip at home, a failure in CI. */
    public static void require(boolean there, String lacking) {
        if (System.getenv("CI") != null) {
            assertTrue(there, lacking);
        }
        assumeTrue(there, lacking);
    }

    /** A test goes on where there is a browser. */
    public static void requireBrowser() {
        require(
                List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path))),
                "no Chromium: install Debian's package chromium");
    }

    /** A test goes on where what the scripts need has been installed. */
    static void requireModules() {
        require(
                Files.isDirectory(FOLDER.resolve("node_modules")),
                "src/test/node has no node_modules: run 'npm ci --ignore-scripts' there");
    }

    /** What the command printed, once it has ended well. */
    public static String run(String... command) throws IOException, InterruptedException {
        requireModules();
        var output = Files.createTempFile("node", ".log");
        try {
            var process = new ProcessBuilder(List.of(command))
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            var ended = process.waitFor(5, TimeUnit.MINUTES);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            var text = Files.readString(output, StandardCharsets.UTF_8);
            assertTrue(ended, "it does not end:\n" + text);
            assertEquals(0, process.exitValue(), text);
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
