package dev.postern.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of Debian's packages with its extensions, in a folder of its own, which goes away with it. */
public final class DebianServer implements AutoCloseable {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

    private final Path binaries;
    private final Path folder;
    private final int port;
    private int databases;

    private DebianServer(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    /** A server whose package has this extension: where there is none a test is skipped, and fails in CI. */
    public static DebianServer start(String extension) throws IOException {
        var binaries = binaries(extension);
        NodeScript.require(binaries != null, "no " + extension + ": install Debian's package postgresql-15-postgis-3");
        var folder = Files.createTempDirectory("debian");
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        var server = new DebianServer(binaries, folder, freePort());
        server.initialize();
        server.control("start", "-w", "-t", "300", "-o", "-p " + server.port + " -k " + folder + " -F");
        return server;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static @Nullable Path binaries(String extension) throws IOException {
        if (!Files.isDirectory(PACKAGES)) {
            return null;
        }
        try (var versions = Files.list(PACKAGES)) {
            return versions.filter(version -> Files.exists(Path.of(
                            "/usr/share/postgresql",
                            version.getFileName().toString(),
                            "extension",
                            extension + ".control")))
                    .max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .map(version -> version.resolve("bin"))
                    .orElse(null);
        }
    }

    private void initialize() throws IOException {
        asPostgres(List.of(
                binaries.resolve("initdb").toString(), "-D", data(), "-A", "trust", "-N", "-E", "UTF8", "--locale=C"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void control(String... words) throws IOException {
        var command = new ArrayList<>(List.of(binaries.resolve("pg_ctl").toString(), "-D", data()));
        command.addAll(List.of("-l", folder.resolve("log").toString()));
        command.addAll(List.of(words));
        asPostgres(command);
    }

    /** Postgres refuses to run as root. */
    private static void asPostgres(List<String> command) throws IOException {
        var whole = new ArrayList<>(
                isRoot() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of());
        whole.addAll(command);
        run(whole);
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.onExit().orTimeout(5, TimeUnit.MINUTES).join().exitValue(), command::toString);
    }

    /** A fresh database, as {@code postgresql://…}. */
    public String newDatabase() throws SQLException {
        var name = "test_" + ++databases;
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&sslmode=disable");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return "postgresql://postgres@127.0.0.1:" + port + "/" + name + "?sslmode=disable";
    }

    @Override
    public void close() throws IOException {
        control("stop", "-m", "immediate");
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
