package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Projects written down by a test. */
public final class Folders {

    private Folders() {}

    /** Files by their path below a folder, each with its text. */
    public static Path write(Path folder, Map<String, String> files) {
        files.forEach((name, text) -> write(folder.resolve(name), text));
        return folder;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
