package dev.postern.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** PgBouncer in transaction mode before a database of {@link TestServer}, of two connections that all clients share. */
public final class PgBouncer implements AutoCloseable {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"));

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A test goes on where there is one. */
    public static void require() {
        NodeScript.require(
                PROGRAMS.stream().anyMatch(Files::isExecutable), "no PgBouncer: install Debian's package pgbouncer");
    }

    /**
     * A PgBouncer that is ready.
     *
     * @param database {@code postgresql://user@host:port/name}
     */
    public static PgBouncer before(String database, Path folder) throws IOException, InterruptedException {
        var port = freePort();
        var server = database.replaceFirst(".*:(\\d+)/.*", "$1");
        var settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=localhost port=%s
                [pgbouncer]
                listen_addr = localhost
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                default_pool_size = 2
                max_client_conn = 100
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                server, port, Files.writeString(folder.resolve("users.txt"), "\"" + user(database) + "\" \"\"\n")));
        var command = new ArrayList<String>();
        command.add(PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString());
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        var started = new PgBouncer(process, port);
        started.await(database, folder);
        return started;
    }

    private static String user(String database) {
        return database.replaceFirst(".*//(\\w+)@.*", "$1");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(String database, Path folder) throws IOException, InterruptedException {
        var until = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(until) && process.isAlive()) {
            try (var connection = DriverManager.getConnection(url(database))) {
                if (connection.isValid(10)) {
                    return;
                }
            } catch (SQLException notYet) {
                Thread.sleep(50);
            }
        }
        close();
        throw new IllegalStateException(Files.readString(folder.resolve("pgbouncer.log")));
    }

    /** The way to a database through it, without prepared statements. */
    public String url(String database) {
        var name = database.substring(database.lastIndexOf('/') + 1);
        return "jdbc:postgresql://localhost:" + port + "/" + name + "?user=" + user(database)
                + "&sslmode=disable&gssEncMode=disable&prepareThreshold=0";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
