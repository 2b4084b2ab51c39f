package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code target/postern.jar} as a process of its own, with its output in {@code out.log} of its working directory. */
public final class GatewayProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/postern.jar").toAbsolutePath();
    private static final Pattern ADDRESS = Pattern.compile("GraphQL {3}(http://localhost:\\d+/graphql)");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    private GatewayProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** A process that begins, not one that serves already. */
    public static GatewayProcess start(Path folder, String... arguments) throws IOException {
        // it starts sooner, and no test needs it to be fast for long
        return start(folder, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), List.of(arguments));
    }

    /** The same with other options of the JVM. */
    public static GatewayProcess start(Path folder, List<String> options, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(arguments);
        var output = folder.resolve("out.log");
        return new GatewayProcess(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /** Where it serves, once it does. */
    public URI address() throws InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until) && process.isAlive()) {
            var found = ADDRESS.matcher(log());
            if (found.find()) {
                return URI.create(found.group(1));
            }
            Thread.sleep(100);
        }
        throw new AssertionError("It does not serve:\n" + log());
    }

    /** What it has printed so far. */
    public String log() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What it has used of processors. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its memory now and at most, as far as the platform says that. */
    public String memory() throws IOException {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        return !Files.exists(status)
                ? ""
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .collect(Collectors.joining(", "));
    }

    /** The exit code of a process that ends by itself, or of one that was asked to. */
    public int ended() {
        return process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    /** Ends it without a warning. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Asks it to stop, and waits. */
    @Override
    public void close() {
        process.destroy();
        ended();
    }
}
