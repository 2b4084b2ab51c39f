package dev.postern.execution;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors that are ours to mend: the log has all of it, the client a number to name it by. */
public final class InternalErrors {

    private static final Logger LOG = LoggerFactory.getLogger(InternalErrors.class);

    private InternalErrors() {}

    /**
     * The error for something unexpected, which is logged under the same id.
     *
     * @param what the field or statement that it happened to
     */
    public static FieldError report(String what, Throwable cause) {
        var id = id();
        LOG.error("Internal error {} at {}", id, what, cause);
        return new FieldError(ErrorCode.INTERNAL, "Internal error " + id);
    }

    /** The same for a fault that has no exception; {@code what} says all there is. */
    public static FieldError report(String what) {
        var id = id();
        LOG.error("Internal error {}: {}", id, what);
        return new FieldError(ErrorCode.INTERNAL, "Internal error " + id);
    }

    private static String id() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
