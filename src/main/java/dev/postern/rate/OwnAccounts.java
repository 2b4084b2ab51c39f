package dev.postern.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Accounts in this process.
 *
 * <p>There are as many at the most as fit into some 30 MB. Where more addresses than that ask at once, those that ask most often are
 * the ones that are remembered.
 */
final class OwnAccounts implements Accounts {

    private static final int MOST = 100_000;

    private final Cache<String, Bucket> accounts;

    /** @param period after which an account that nobody used is full again, and so may be forgotten */
    OwnAccounts(Duration period) {
        this.accounts = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(period)
                .build();
    }

    @Override
    public Duration take(String key, int cost, Allowance allowance) {
        var account = accounts.get(key, first -> account(allowance));
        var taken = account.tryConsumeAndReturnRemaining(cost);
        return taken.isConsumed() ? Duration.ZERO : Duration.ofNanos(taken.getNanosToWaitForRefill());
    }

    private static Bucket account(Allowance allowance) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(allowance.statements()).refillGreedy(allowance.statements(), allowance.period()))
                .build();
    }
}
