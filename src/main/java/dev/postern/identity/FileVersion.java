package dev.postern.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one text of a file from the next, whether it was written over, moved there, or reached by a link that now leads
 * elsewhere.
 *
 * @param file the system's own name for it, null where it has none
 */
record FileVersion(FileTime changed, long size, @Nullable Object file) {

    static FileVersion of(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileVersion(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
