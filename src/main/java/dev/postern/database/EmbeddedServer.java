package dev.postern.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL of our own, for whoever has none at hand; its data stays in the project's {@code .postern/}. */
final class EmbeddedServer implements AutoCloseable {

    static final String FOLDER = ".postern";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final DataLock lock;

    private EmbeddedServer(EmbeddedPostgres server, DataLock lock) {
        this.server = server;
        this.lock = lock;
    }

    /**
     * The server on a project's data, made at the first start.
     *
     * @throws DatabaseException when another process has the data, or the server does not start
     */
    static EmbeddedServer start(Path project) {
        return startIn(project.toAbsolutePath().normalize().resolve(FOLDER));
    }

    /** The same in any folder. */
    static EmbeddedServer startIn(Path folder) {
        var data = folder.resolve("data");
        if (isRoot()) {
            requireOpenTo(folder);
        }
        var lock = DataLock.take(folder);
        try {
            Orphan.stop(data);
            if (!Files.exists(data.resolve("postgresql.conf"))) {
                LOG.info("Creating a database in {}/ (the first start takes some seconds longer)", FOLDER);
            }
            return made(new EmbeddedServer(start(folder, data), lock));
        } catch (IOException | UncheckedIOException | IllegalStateException failure) {
            lock.close();
            throw new DatabaseException(
                    "The embedded PostgreSQL does not start in " + folder + ": " + failure.getMessage()
                            + ". Delete that folder to start afresh, look at its server.log, or set postern.database.url.",
                    failure);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL never runs as root: the server has its id and none of its powers, so permissions hold for it. */
    private static void requireOpenTo(Path folder) {
        for (var parent = folder.getParent(); parent != null; parent = parent.getParent()) {
            if (isClosed(parent)) {
                throw new DatabaseException("The embedded PostgreSQL cannot start in " + folder
                        + ": it runs without the rights of root, and " + parent + " is open to its owner only. Start as"
                        + " that folder's owner, or in another folder, or set postern.database.url.");
            }
        }
    }

    /** False also where a file system has no owners or permissions to read: then only the server's own start can tell. */
    private static boolean isClosed(Path folder) {
        try {
            return !Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"))
                    && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return false;
        }
    }

    private static EmbeddedPostgres start(Path folder, Path data) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .start();
    }

    private static EmbeddedServer made(EmbeddedServer server) {
        try {
            EmbeddedRole.create(server.owner());
            return server;
        } catch (DatabaseException failure) {
            server.close();
            throw failure;
        }
    }

    /** The way in of who migrates, the superuser; the server trusts whoever comes from this machine. */
    DatabaseUrl owner() {
        return url("postgres");
    }

    /** The way in of who serves. */
    DatabaseUrl url() {
        return url(EmbeddedRole.NAME);
    }

    private DatabaseUrl url(String role) {
        return new DatabaseUrl("localhost:" + server.getPort() + "/postgres", role, "", Map.of());
    }

    @Override
    public void close() {
        try (lock) {
            server.close();
        } catch (IOException failure) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly: {}", failure.getMessage());
        }
    }
}
