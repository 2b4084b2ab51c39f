package dev.postern.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A script of {@code src/test/node} that serves until it is closed: it ends when its standard input does, as with this JVM. */
public final class NodeService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path errors;
    private final String firstLine;

    private NodeService(Process process, Path errors, String firstLine) {
        this.process = process;
        this.errors = errors;
        this.firstLine = firstLine;
    }

    /** A script that serves, once it has printed its first line. */
    public static NodeService start(String script, String... arguments) throws IOException {
        NodeScript.requireModules();
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        var errors = Files.createTempFile("node", ".log");
        var process = new ProcessBuilder(command)
                .directory(NodeScript.FOLDER.toFile())
                .redirectError(errors.toFile())
                .start();
        var impatience = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        var line = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
        impatience.cancel(false);
        if (line == null) {
            process.destroyForcibly();
            var text = Files.readString(errors);
            Files.delete(errors);
            throw new IllegalStateException(script + " does not serve:\n" + text);
        }
        return new NodeService(process, errors, line);
    }

    /** What it printed when it was ready. */
    public String firstLine() {
        return firstLine;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.delete(errors);
    }
}
