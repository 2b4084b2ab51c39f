package dev.postern.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of callers who are known by their certificate.
 *
 * @param enabled whether a certificate says who asks; default false
 * @param sub which of its names becomes the claim {@code sub}; default {@code cn}
 */
@ConfigurationProperties(prefix = "postern.identity.mtls")
public record CertificateProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("cn") Name sub) {

    /** A name in a certificate. */
    public enum Name {
        /** The common name of the subject. */
        CN,
        /** All of the subject. */
        DN,
        /** The subject's host, of its alternative names, and so on. */
        DNS,
        URI,
        EMAIL
    }
}
