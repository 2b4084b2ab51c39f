package dev.postern.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to use an embedded server's data, held by one process at a time; it goes with the process. */
final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws DatabaseException naming the process that has it */
    static DataLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve("lock");
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tried(channel)) {
                var holder = Files.readString(file).strip();
                channel.close();
                throw new DatabaseException(
                        folder + " is in use by process " + (holder.isEmpty() ? "(unknown)" : holder)
                                + ". Stop it, set postern.database.url, or start in another folder.");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DataLock(channel);
        } catch (IOException failure) {
            throw new DatabaseException(
                    folder + " cannot be written: " + failure.getMessage()
                            + ". Start in a folder that can be, or set postern.database.url.",
                    failure);
        }
    }

    private static boolean tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // the lock goes with the process at the latest
        }
    }
}
