package dev.postern.identity;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * API keys in a file, a line for each: its hash, its name, its scopes with commas or {@code -}, and further claims as a JSON
 * object if there are any. Empty lines and those behind {@code #} are left out.
 *
 * <p>The file is read again with the first request after it has changed. Safe for use by several threads.
 */
final class ApiKeyFile implements ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFile.class);
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})\\s+(\\S+)\\s+(\\S+)(?:\\s+(\\{.*}))?\\s*");

    private final Path file;
    private volatile Read read;

    /** What was read. */
    private record Read(FileVersion version, Map<String, ApiKey> keys) {}

    /** @throws IdentityException when it cannot be read, or a line of it */
    ApiKeyFile(Path file) {
        this.file = file;
        try {
            this.read = read();
        } catch (IOException unreadable) {
            throw new IdentityException(
                    "postern.identity.api-keys.file is '" + file
                            + "', and there is no file that can be read. Correct the path.",
                    unreadable);
        }
    }

    /** A file that has gone, or that cannot be read as it is now, holds no key: who cannot see them cannot revoke them. */
    @Override
    public @Nullable ApiKey find(String hash) {
        var known = read;
        try {
            if (!FileVersion.of(file).equals(known.version)) {
                known = read();
                read = known;
            }
        } catch (IOException | IdentityException unreadable) {
            LOG.warn("The API keys cannot be read: {}", unreadable.getMessage());
            throw new UnidentifiedException(
                    UnidentifiedException.Reason.UNAVAILABLE, "API keys cannot be verified at the moment.");
        }
        return known.keys.get(hash);
    }

    private Read read() throws IOException {
        var version = FileVersion.of(file);
        return new Read(version, keys(lines()));
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException binary) {
            throw new IdentityException("The file of API keys is not UTF-8.", binary);
        }
    }

    private static Map<String, ApiKey> keys(List<String> lines) {
        var keys = new HashMap<String, ApiKey>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(keys, line, i + 1);
            }
        }
        return Map.copyOf(keys);
    }

    private static void add(Map<String, ApiKey> keys, String line, int number) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IdentityException("Line " + number
                    + " of the file of API keys is not '<SHA-256 in hexadecimal> <name> <scope,scope or -> <JSON or"
                    + " nothing>'. 'postern.jar key' prints one.");
        }
        var scopes = parts.group(3).equals("-")
                ? List.<String>of()
                : List.of(parts.group(3).split(","));
        keys.put(parts.group(1), new ApiKey(parts.group(2), scopes, claims(parts.group(4), number)));
    }

    private static Map<String, @Nullable Object> claims(@Nullable String json, int number) {
        try {
            return json == null ? Map.of() : ClaimsText.read(json);
        } catch (JacksonException broken) {
            throw new IdentityException(
                    "Line " + number + " of the file of API keys has claims that are no JSON object.", broken);
        }
    }
}
