package dev.postern.server;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of GraphQL over HTTP.
 *
 * @param batchSize the operations that one request may hold; 1, the default, means no batches
 * @param persistedQueries whether a document may be named by its hash once it was sent; default true
 * @param compressFrom the least size of an answer that is compressed for clients that take it; default 2 KB, 0 for never
 * @param hsts how long a browser that came by TLS is told to come by nothing else; default 365 days, 0 for not at all
 * @param trustedProxies addresses, or ranges of them as {@code 10.0.0.0/8}, whose {@code X-Forwarded-For} is believed; default none
 * @param serverTiming whether answers say in a header where their time went; default false, and always in development
 */
@ConfigurationProperties(prefix = "postern.http")
public record HttpProperties(
        @DefaultValue("1") int batchSize,
        @DefaultValue("true") boolean persistedQueries,
        @DefaultValue("2KB") DataSize compressFrom,
        @DefaultValue("365d") Duration hsts,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("false") boolean serverTiming) {

    public HttpProperties {
        if (batchSize < 1) {
            throw new IllegalArgumentException("postern.http.batch-size is " + batchSize + "; the least is 1.");
        }
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(HttpProperties::range);
    }

    /** Whose word for somebody else's address is taken. */
    List<AddressRange> proxies() {
        return trustedProxies.stream().map(HttpProperties::range).toList();
    }

    private static AddressRange range(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "postern.http.trusted-proxies has '" + text
                            + "'; an address or a range such as 10.0.0.0/8 is expected.",
                    malformed);
        }
    }
}
