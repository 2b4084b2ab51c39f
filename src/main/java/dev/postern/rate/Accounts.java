package dev.postern.rate;

import java.time.Duration;

/** Where it is counted who has asked for how much; safe for use by several threads. */
interface Accounts {

    /**
     * Takes statements off somebody's allowance, or nothing when not so many are left.
     *
     * @param key whose it is
     * @param cost no more than the allowance
     * @return zero when they were taken; otherwise how long it takes until they could be
     * @throws UncountedException when nobody can say
     */
    Duration take(String key, int cost, Allowance allowance);
}
