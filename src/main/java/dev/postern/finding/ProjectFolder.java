package dev.postern.finding;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of a project with files of one kind.
 *
 * @param project the project's folder
 * @param name the folder below it, {@code schema}
 * @param phase the phase of its findings' codes, {@code SCHEMA}
 * @param ending how its files' names end, {@code .graphqls}
 */
public record ProjectFolder(Path project, String name, String phase, String ending) {

    /** All its files by name, at any depth; a finding and none when there is no such folder. */
    public List<Path> files(List<Finding> findings) {
        var folder = project.resolve(name);
        if (!Files.isDirectory(folder)) {
            findings.add(Finding.error(
                    phase + "-100",
                    new Place(name + "/", 0),
                    "",
                    "there is no such folder in " + project.toAbsolutePath().normalize(),
                    "Start in a folder that has schema/ and sql-mappers/, or name one with postern.project."));
            return List.of();
        }
        try (var walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            findings.add(unreadable(name + "/", failure));
            return List.of();
        }
    }

    /** A file's name as findings have it: relative to the project, with {@code /}. */
    public String nameOf(Path file) {
        return project.relativize(file).toString().replace('\\', '/');
    }

    /** The finding for a file that could not be read as text. */
    public Finding unreadable(String file, IOException failure) {
        var fact = failure instanceof MalformedInputException
                ? "it is not UTF-8"
                : "it cannot be read: " + failure.getMessage();
        return Finding.error(
                phase + "-109", new Place(file, 0), "", fact, "Files are UTF-8 and readable by the gateway's user.");
    }
}
