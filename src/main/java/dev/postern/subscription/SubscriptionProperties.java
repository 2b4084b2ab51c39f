package dev.postern.subscription;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of subscriptions, whatever way they come.
 *
 * @param queue the events that may wait for one subscriber, and for one statement; at least 1, default 100
 * @param overflow what becomes of a subscriber for whom more would wait; default {@code drop-oldest}
 * @param lostConnection what becomes of subscribers when the connection to Postgres was lost; default {@code resume}
 * @param coalesce how long equal events are collected before they are run as one; default 0, each is run
 * @param runs the runs that may be under way at one time, each of which holds a connection; at least 1, default 4
 * @param statements that one event may run for one subscriber; at least 1, default 20
 * @param outbox the table of events that nobody may miss, with its schema or without; default {@code postern_outbox}
 */
@ConfigurationProperties(prefix = "postern.subscriptions")
public record SubscriptionProperties(
        @DefaultValue("100") int queue,
        @DefaultValue("drop-oldest") Overflow overflow,
        @DefaultValue("resume") LostConnection lostConnection,
        @DefaultValue("0s") Duration coalesce,
        @DefaultValue("4") int runs,
        @DefaultValue("20") int statements,
        @DefaultValue("postern_outbox") String outbox) {

    private static final Pattern NAME = Pattern.compile("([a-zA-Z_]\\w*\\.)?[a-zA-Z_]\\w*");

    /** What becomes of a slow subscriber. */
    public enum Overflow {
        /** The oldest event that waits is dropped; the next one that is sent says so. */
        DROP_OLDEST,
        /** Its stream ends with an error. */
        END
    }

    /** What becomes of subscribers after events may have been missed. */
    public enum LostConnection {
        /** The next event says that there is a gap before it. */
        RESUME,
        /** Their streams end with an error. */
        END
    }

    public SubscriptionProperties {
        atLeastOne("queue", queue);
        atLeastOne("runs", runs);
        atLeastOne("statements", statements);
        if (!NAME.matcher(outbox).matches()) {
            throw new IllegalArgumentException("postern.subscriptions.outbox is '" + outbox
                    + "'; a name of letters, digits and underscores is expected, with a schema or without.");
        }
        if (coalesce.isNegative()) {
            throw new IllegalArgumentException(
                    "postern.subscriptions.coalesce is " + coalesce.toMillis() + " ms; the least is 0.");
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("postern.subscriptions." + name + " is " + value + "; the least is 1.");
        }
    }
}
