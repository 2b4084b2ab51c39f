package dev.postern.server;

import dev.postern.rate.RateException;
import dev.postern.rate.RateLimits;
import dev.postern.rate.UncountedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What requests count as, and the end of those that are too many. Safe for use by several threads. */
final class RequestRates {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRates.class);

    private final RateLimits limits;

    RequestRates(RateLimits limits) {
        this.limits = limits;
    }

    /** Whether anything is counted. */
    boolean isSetUp() {
        return limits.isSetUp();
    }

    /**
     * Counts an operation, or something that was none; each is one statement at least, because reading and refusing it is work too.
     *
     * @throws RequestFault when it is too many, or nobody can say
     */
    void charge(Sender sender, int statements) {
        if (!limits.isSetUp()) {
            return;
        }
        try {
            limits.charge(sender.caller(), sender.address(), Math.max(1, statements));
        } catch (RateException tooMany) {
            throw RequestFault.rate(String.valueOf(tooMany.getMessage()), tooMany.seconds());
        } catch (UncountedException failure) {
            LOG.warn("A request was refused: {}", failure.getMessage());
            throw RequestFault.unavailable("Requests cannot be counted at the moment.");
        }
    }
}
