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
     * @throws DatabaseException when one of the two stands twice, or a file cannot be read
     */
    static Credentials of(
            String prefix,
            @Nullable String user,
            @Nullable String userFile,
            @Nullable String password,
            @Nullable String passwordFile) {
        return new Credentials(
                given(prefix + ".user", user, userFile), given(prefix + ".password", password, passwordFile));
    }

    private static @Nullable String given(String setting, @Nullable String text, @Nullable String file) {
        if (file == null) {
            return text;
        }
        if (text != null) {
            throw new DatabaseException("Both " + setting + " and " + setting + "-file are set. Keep one of the two.");
        }
        try {
            return Files.readString(Path.of(file)).replaceFirst("\\R$", "");
        } catch (IOException unreadable) {
            throw new DatabaseException(
                    setting + "-file is '" + file
                            + "', and there is no file that can be read. Correct the path, or set " + setting + ".",
                    unreadable);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
