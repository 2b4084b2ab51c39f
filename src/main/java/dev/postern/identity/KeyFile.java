package dev.postern.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import dev.postern.identity.TokenKeys.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in a file, which is read again with the first token after it has changed.
 *
 * <p>Where it holds no keys any more, those that it held stay good: whoever replaces a file may be in the middle of it. Safe for
 * use by several threads.
 */
final class KeyFile implements JWSKeySelector<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private final Path file;
    private final Function<String, List<VerificationKey>> reading;
    private volatile Read read;

    /** @param version null where there was no file */
    private record Read(@Nullable FileVersion version, List<VerificationKey> keys) {}

    /**
     * @param setting what names the file, behind {@code postern.identity.jwt.}
     * @param reading throws an {@link IdentityException} for a text with no keys
     * @throws IdentityException when it cannot be read, or holds no keys
     */
    KeyFile(Path file, String setting, Function<String, List<VerificationKey>> reading) {
        this.file = file;
        this.reading = reading;
        try {
            this.read = new Read(FileVersion.of(file), keys());
        } catch (IOException unreadable) {
            throw new IdentityException(
                    "postern.identity.jwt." + setting + " is '" + file
                            + "', and there is no file that can be read. Correct the path.",
                    unreadable);
        }
    }

    @Override
    public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context) {
        var known = read;
        var version = version();
        if (version != null && !version.equals(known.version)) {
            known = new Read(version, keys(known.keys));
            read = known;
        }
        return TokenKeys.matching(known.keys, header);
    }

    private @Nullable FileVersion version() {
        try {
            return FileVersion.of(file);
        } catch (IOException gone) {
            return null;
        }
    }

    private List<VerificationKey> keys(List<VerificationKey> known) {
        try {
            var keys = keys();
            LOG.info("The keys of tokens were read anew: {} now", keys.size());
            return keys;
        } catch (IOException | IdentityException unreadable) {
            LOG.warn("The keys of tokens cannot be read, and stay what they were: {}", unreadable.getMessage());
            return known;
        }
    }

    private List<VerificationKey> keys() throws IOException {
        var keys = reading.apply(Files.readString(file));
        if (keys.isEmpty()) {
            throw new IdentityException("The file " + file + " of tokens' keys is empty.");
        }
        return keys;
    }
}
