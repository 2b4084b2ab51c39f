package dev.postern.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The versioned DDL of a project's {@code migrations/}, by Flyway. */
final class Migrations {

    static final String FOLDER = "migrations";

    private Migrations() {}

    /**
     * The number of migrations that the database has after all pending ones ran.
     *
     * @param project the folder that may hold {@code migrations/}; without it there is nothing to do
     * @throws DatabaseException with Flyway's account of the one that failed
     */
    static int run(Path project, DatabaseUrl url) {
        return run(project, url, MigrationVersion.LATEST);
    }

    /** The same up to a version, which is the last to run. */
    static int run(Path project, DatabaseUrl url, MigrationVersion last) {
        return made(project, folder -> {
            requireVersion(folder, url, last);
            var flyway = flyway(folder, url, last);
            flyway.migrate();
            return flyway.info().applied().length;
        });
    }

    /**
     * Runs those that are new, without asking how many the database has then, which takes as long.
     *
     * @throws DatabaseException with Flyway's account of the one that failed
     */
    static void runPending(Path project, DatabaseUrl url) {
        made(project, folder -> flyway(folder, url, MigrationVersion.LATEST).migrate().migrationsExecuted);
    }

    private static int made(Path project, ToIntFunction<Path> running) {
        var folder = project.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try {
            return running.applyAsInt(folder);
        } catch (FlywayException failure) {
            throw new DatabaseException(
                    "A migration in " + FOLDER + "/ failed: "
                            + String.valueOf(failure.getMessage()).strip() + System.lineSeparator()
                            + "Correct the file and start again. One that ran already must stay as it was: add another, or,"
                            + " with the embedded server, delete .postern/ to start afresh.",
                    failure);
        }
    }

    private static void requireVersion(Path folder, DatabaseUrl url, MigrationVersion version) {
        if (version.equals(MigrationVersion.LATEST)) {
            return;
        }
        var migrations = flyway(folder, url, MigrationVersion.LATEST).info().all();
        var versions = Arrays.stream(migrations)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .toList();
        if (!versions.contains(version)) {
            throw new DatabaseException("No migration in " + FOLDER + "/ has the version " + version + ", only "
                    + versions.stream().map(MigrationVersion::toString).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static Flyway flyway(Path folder, DatabaseUrl url, MigrationVersion last) {
        return Flyway.configure()
                .dataSource(PlainConnections.to(url))
                .locations("filesystem:" + folder.toAbsolutePath().normalize())
                .target(last)
                .callbacks(new MigrationProgress())
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .load();
    }
}
