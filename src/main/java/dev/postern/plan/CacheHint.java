package dev.postern.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For how long an answer may be kept, and by whom; immutable.
 *
 * @param maxAge null where nothing is said of it, zero for not at all; whole seconds
 * @param isPrivate whether it is one person's
 */
public record CacheHint(@Nullable Duration maxAge, boolean isPrivate) {

    /** That of an answer of which nothing is said. */
    public static final CacheHint NONE = new CacheHint(null, false);

    /** Whether anybody may keep it. */
    public boolean isKept() {
        return maxAge != null && !maxAge.isZero();
    }

    /** The value of {@code Cache-Control}: {@code max-age=60, public}, or {@code no-store}. */
    public String header() {
        return maxAge == null || maxAge.isZero()
                ? "no-store"
                : "max-age=" + maxAge.toSeconds() + (isPrivate ? ", private" : ", public");
    }

    /** The same for an answer that is only for who has asked. */
    public CacheHint personal() {
        return new CacheHint(maxAge, true);
    }

    /** What holds for two parts together: the shorter time, and private if one is. */
    CacheHint and(CacheHint other) {
        return new CacheHint(shorter(maxAge, other.maxAge), isPrivate || other.isPrivate);
    }

    private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
