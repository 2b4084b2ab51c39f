package dev.postern.plan;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for answers whose schema says nothing of how long they may be kept.
 *
 * @param defaultMaxAge of a field of {@code Query} and of one whose value is an object, where neither it nor its type has a
 *     {@code @cacheControl}; whole seconds, default 0
 */
@ConfigurationProperties(prefix = "postern.cache")
public record CacheProperties(@DefaultValue("0s") Duration defaultMaxAge) {

    public CacheProperties {
        if (defaultMaxAge.isNegative() || defaultMaxAge.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "postern.cache.default-max-age is " + defaultMaxAge + "; whole seconds from 0 are expected.");
        }
    }
}
