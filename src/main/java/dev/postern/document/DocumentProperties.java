package dev.postern.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of registered documents.
 *
 * @param path of a folder or a manifest, from the project's folder; default none
 * @param mode what they are good for; default {@code off}
 */
@ConfigurationProperties(prefix = "postern.documents")
public record DocumentProperties(
        @Nullable String path, @DefaultValue("off") DocumentMode mode) {

    public DocumentProperties {
        if (path == null && mode != DocumentMode.OFF) {
            throw new IllegalArgumentException("postern.documents.mode is " + mode.name().toLowerCase(Locale.ROOT)
                    + ", and postern.documents.path names no documents.");
        }
    }
}
