package dev.postern;

import dev.postern.schema.SchemaLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look at a project's files, ten times a second: a change that is over is reloaded.
 *
 * <p>It looks instead of being told, because what tells of changes is slow on macOS and silent on mounted folders.
 */
final class ProjectWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectWatch.class);
    private static final List<String> FOLDERS = List.of(SchemaLoader.FOLDER, "sql-mappers", "migrations");
    private static final long PERIOD = 100;

    private final Path project;
    private final ProjectReload reload;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("project-watch").factory());
    private final ScheduledFuture<?> looking;
    private Map<Path, Version> reloaded;
    private Map<Path, Version> seen;

    ProjectWatch(Path project, ProjectReload reload) {
        this.project = project;
        this.reload = reload;
        this.reloaded = files();
        this.seen = reloaded;
        this.looking = looks.scheduleWithFixedDelay(this::look, PERIOD, PERIOD, TimeUnit.MILLISECONDS);
    }

    private record Version(FileTime time, long size) {}

    /** Several files that are saved together are one change: it waits until two looks see the same. */
    private void look() {
        try {
            var now = files();
            var isQuiet = now.equals(seen);
            seen = now;
            if (isQuiet && !now.equals(reloaded)) {
                reloaded = now;
                reload.run();
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("The project's files cannot be looked at: {}", unreadable.getMessage());
        }
    }

    private Map<Path, Version> files() {
        var files = new HashMap<Path, Version>();
        for (var name : FOLDERS) {
            var folder = project.resolve(name);
            if (Files.isDirectory(folder)) {
                files.putAll(files(folder));
            }
        }
        return files;
    }

    private static Map<Path, Version> files(Path folder) {
        try (var found = Files.find(folder, Integer.MAX_VALUE, (path, attributes) -> isRead(path, attributes))) {
            var files = new HashMap<Path, Version>();
            for (var file : found.toList()) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                files.put(file, new Version(attributes.lastModifiedTime(), attributes.size()));
            }
            return files;
        } catch (IOException goneMeanwhile) {
            throw new UncheckedIOException(goneMeanwhile);
        }
    }

    private static boolean isRead(Path file, BasicFileAttributes attributes) {
        var name = file.getFileName().toString();
        return attributes.isRegularFile()
                && (name.endsWith(".graphqls") || name.endsWith(".xml") || name.endsWith(".sql"));
    }

    @Override
    public void close() {
        looking.cancel(true);
        looks.shutdownNow();
    }
}
