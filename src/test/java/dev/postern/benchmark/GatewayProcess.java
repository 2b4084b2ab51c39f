package dev.postern.benchmark;

import dev.postern.testing.ReadingsProject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A gateway of the readings in a process of its own, with a heap of 512 MiB, that can be killed. */
final class GatewayProcess implements AutoCloseable {

    private final int port;
    private final List<String> command;
    private Process process;

    GatewayProcess(String url, List<String> settings) throws IOException, InterruptedException {
        this.port = freePort();
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.postern.Main",
                "--server.port=" + port,
                "--postern.project=" + ReadingsProject.FOLDER,
                "--postern.database.url=" + url,
                "--postern.limits.connections=20000",
                "--postern.streams.connections=20000",
                "--logging.level.dev.postern=warn"));
        command.addAll(settings);
        this.process = new ProcessBuilder(command).inheritIO().start();
        awaitStart();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    URI graphql() {
        return URI.create("http://localhost:" + port + "/graphql");
    }

    private void awaitStart() throws InterruptedException {
        while (process.isAlive()) {
            try (var socket = new Socket("localhost", port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the gateway has not started");
    }

    /** Without a word to anybody, and again. */
    void killAndStart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = new ProcessBuilder(command).inheritIO().start();
        awaitStart();
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory now and at most, and threads, where {@code /proc} says so. */
    List<String> status() throws IOException {
        var file = Path.of("/proc", String.valueOf(process.pid()), "status");
        return !Files.exists(file)
                ? List.of()
                : Files.readAllLines(file).stream()
                        .filter(line -> line.matches("(VmRSS|VmHWM|Threads).*"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
