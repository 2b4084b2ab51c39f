package dev.postern.rate;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of how much may be asked for in a time, in statements.
 *
 * @param caller by one caller who is known; null, the default, and 0 for no limit
 * @param address from one address, or one network /64 of IPv6; null, the default, and 0 for no limit
 * @param period in which as much is allowed again; 1 s to 24 h, default 1 min
 * @param table in which several gateways count together, with its schema or without; null, the default, for each its own
 */
@ConfigurationProperties(prefix = "postern.limits.rate")
public record RateProperties(
        @Nullable Integer caller,
        @Nullable Integer address,
        @DefaultValue("1m") Duration period,
        @Nullable String table) {

    private static final String PREFIX = "postern.limits.rate.";
    private static final Duration MOST = Duration.ofHours(24);
    private static final Pattern NAME = Pattern.compile("([a-zA-Z_]\\w*\\.)?[a-zA-Z_]\\w*");

    public RateProperties {
        caller = limit("caller", caller);
        address = limit("address", address);
        if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(PREFIX + "period is " + period.toMillis() + " ms; it is 1s to 24h.");
        }
        if (table != null && !NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(PREFIX + "table is '" + table
                    + "'; a name of letters, digits and underscores is expected, with a schema or without.");
        }
        if (table != null && caller == null && address == null) {
            throw new IllegalArgumentException(PREFIX + "table says where is counted, and nothing says how much may be."
                    + " Set " + PREFIX + "caller or " + PREFIX + "address, or remove it.");
        }
    }

    private static @Nullable Integer limit(String name, @Nullable Integer rate) {
        if (rate != null && rate < 0) {
            throw new IllegalArgumentException(PREFIX + name + " is " + rate + "; the least is 0, for no limit.");
        }
        return rate == null || rate == 0 ? null : rate;
    }

    /**
     * Holds them to what one operation may have, so that none can be refused for ever.
     *
     * @param statements the most of one operation
     */
    void requireRoomFor(int statements) {
        require("caller", caller, statements);
        require("address", address, statements);
    }

    private static void require(String name, @Nullable Integer rate, int statements) {
        if (rate != null && rate < statements) {
            throw new IllegalArgumentException(PREFIX + name + " is " + rate + ", and one operation may have "
                    + statements + " statements (postern.limits.statements). Raise the one or lower the other.");
        }
    }
}
