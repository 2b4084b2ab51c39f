package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who connects, from settings that may each stand on their own.
 *
 * @param user null for whatever the URL says
 * @param password null likewise
 */
record Credentials(@Nullable String user, @Nullable String password) {

    /**
     * The credentials of some settings.
     *
     * @param prefix the settings' own, for messages: {@code postern.database}
     * @throws DatabaseException when the password stands twice, or its file cannot be read
     */
    static Credentials of(
            String prefix, @Nullable String user, @Nullable String password, @Nullable String passwordFile) {
        if (passwordFile == null) {
            return new Credentials(user, password);
        }
        if (password != null) {
            throw new DatabaseException(
                    "Both " + prefix + ".password and " + prefix + ".password-file are set. Keep one of the two.");
        }
        try {
            return new Credentials(user, Files.readString(Path.of(passwordFile)).replaceFirst("\\R$", ""));
        } catch (IOException unreadable) {
            throw new DatabaseException(
                    prefix + ".password-file is '" + passwordFile
                            + "', and there is no file that can be read. Correct the" + " path, or set " + prefix
                            + ".password.",
                    unreadable);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
