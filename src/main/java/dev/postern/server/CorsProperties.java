package dev.postern.server;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sites whose pages may ask, by a browser's leave.
 *
 * @param origins each as a browser sends it, {@code https://app.example}, or {@code *} for all; default none
 * @param credentials whether a page may send what the browser holds for this site, such as a certificate; default false
 * @param headers that a page may send besides those that are known here; default none
 * @param maxAge how long a browser may keep what it was told; default 1 h
 */
@ConfigurationProperties(prefix = "postern.cors")
public record CorsProperties(
        @DefaultValue({}) List<String> origins,
        @DefaultValue("false") boolean credentials,
        @DefaultValue({}) List<String> headers,
        @DefaultValue("1h") Duration maxAge) {

    static final String ANY = "*";

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-]+(:\\d+)?|https?://\\[[0-9a-f:]+](:\\d+)?");

    public CorsProperties {
        origins = List.copyOf(origins);
        headers = List.copyOf(headers);
        for (var origin : origins) {
            if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("postern.cors.origins has '" + origin
                        + "': expected as a browser sends it, https://app.example or http://localhost:3000, without a path.");
            }
        }
        if (credentials && origins.contains(ANY)) {
            throw new IllegalArgumentException(
                    "postern.cors.credentials is true, and postern.cors.origins has '*': list the sites that may.");
        }
    }

    boolean allows(String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }
}
