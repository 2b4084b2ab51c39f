package dev.postern.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/** The files of a project's {@code migrations/} as they were at one time; immutable. */
record MigrationFiles(Map<Path, Version> versions) {

    MigrationFiles {
        versions = Map.copyOf(versions);
    }

    /** What changes when a file is saved. */
    record Version(FileTime time, long size) {}

    static MigrationFiles of(Path project) {
        var folder = project.resolve(Migrations.FOLDER);
        if (!Files.isDirectory(folder)) {
            return new MigrationFiles(Map.of());
        }
        try (var found = Files.walk(folder)) {
            var versions = new HashMap<Path, Version>();
            for (var file : found.toList()) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                versions.put(file, new Version(attributes.lastModifiedTime(), attributes.size()));
            }
            return new MigrationFiles(versions);
        } catch (IOException goneMeanwhile) {
            throw new UncheckedIOException(goneMeanwhile);
        }
    }
}
