package dev.postern.rate;

import dev.postern.identity.Caller;
import dev.postern.identity.Sha256;
import dev.postern.statement.RateTable;
import java.net.InetAddress;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much may be asked for in a time: by one caller, whatever they present and from wherever, and from one address, whoever asks.
 *
 * <p>Safe for use by several threads.
 */
public final class RateLimits {

    private final @Nullable Allowance caller;
    private final @Nullable Allowance address;
    private final Accounts accounts;

    private RateLimits(@Nullable Allowance caller, @Nullable Allowance address, Accounts accounts) {
        this.caller = caller;
        this.address = address;
        this.accounts = accounts;
    }

    /**
     * The limits as they are set.
     *
     * @param statements the most that one operation may have
     * @param tables makes the table by its name, where there is one
     * @throws IllegalArgumentException for limits that would refuse an operation for ever
     */
    public static RateLimits of(RateProperties rates, int statements, Function<String, RateTable> tables) {
        rates.requireRoomFor(statements);
        return new RateLimits(
                allowance(rates.caller(), rates),
                allowance(rates.address(), rates),
                rates.table() == null
                        ? new OwnAccounts(rates.period())
                        : new SharedAccounts(tables.apply(rates.table())));
    }

    private static @Nullable Allowance allowance(@Nullable Integer statements, RateProperties rates) {
        return statements == null ? null : new Allowance(statements, rates.period());
    }

    /** Whether there is any. */
    public boolean isSetUp() {
        return caller != null || address != null;
    }

    /**
     * Counts statements before they run; nothing is counted of what is refused to a caller.
     *
     * @throws RateException when they are too many
     * @throws UncountedException when they cannot be counted
     */
    public void charge(Caller asking, InetAddress from, int statements) {
        if (asking.isAuthenticated()) {
            take(caller, "caller " + whose(asking), "one caller", statements);
        }
        take(address, "address " + AddressBlock.of(from), "one address", statements);
    }

    private void take(@Nullable Allowance allowance, String key, String whose, int statements) {
        if (allowance == null) {
            return;
        }
        var wait = accounts.take(key, statements, allowance);
        if (!wait.isZero()) {
            throw new RateException(whose, statements, allowance, wait);
        }
    }

    /** Not the token or the key, of which somebody may have many; and nothing personal where it is kept. */
    private static String whose(Caller asking) {
        var sub = asking.claims().get("sub");
        var name = sub == null ? asking.lasting() : asking.claims().get("iss") + " " + sub;
        return Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(name));
    }
}
