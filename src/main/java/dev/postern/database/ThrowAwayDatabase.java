package dev.postern.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * A database made from a project's migrations for as long as it is looked at: an embedded server in a temporary folder,
 * which goes when it is closed.
 */
public final class ThrowAwayDatabase implements AutoCloseable {

    private final Path folder;
    private final EmbeddedServer server;
    private final int migrations;

    private ThrowAwayDatabase(Path folder, EmbeddedServer server, int migrations) {
        this.folder = folder;
        this.server = server;
        this.migrations = migrations;
    }

    /**
     * The database of a project's migrations.
     *
     * @param last the version of the last one that runs, null for all
     * @throws DatabaseException when the server does not start, or a migration fails
     */
    public static ThrowAwayDatabase of(Path project, @Nullable String last) {
        var target = target(last);
        var folder = folder();
        @Nullable EmbeddedServer server = null;
        try {
            server = EmbeddedServer.startIn(folder);
            return new ThrowAwayDatabase(folder, server, Migrations.run(project, server.owner(), target));
        } catch (RuntimeException failure) {
            if (server != null) {
                server.close();
            }
            delete(folder);
            throw failure;
        }
    }

    private static MigrationVersion target(@Nullable String last) {
        try {
            return last == null ? MigrationVersion.LATEST : MigrationVersion.fromVersion(last);
        } catch (FlywayException malformed) {
            throw new DatabaseException("'" + last + "' is no version of a migration, such as 7 or 2.1.");
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("postern-check");
        } catch (IOException failure) {
            throw new DatabaseException("No temporary folder can be made: " + failure.getMessage() + ".", failure);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(ThrowAwayDatabase::deleteFile);
        } catch (IOException | UncheckedIOException leftBehind) {
            // the machine empties its temporary folder itself
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A connection of its superuser, which the caller closes. */
    public Connection connect() throws SQLException {
        return PlainConnections.to(server.owner()).getConnection();
    }

    /** How many migrations it has. */
    public int migrationCount() {
        return migrations;
    }

    @Override
    public void close() {
        server.close();
        delete(folder);
    }
}
