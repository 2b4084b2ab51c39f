package dev.postern.server;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key}: a string in quotes, or without them where it has nothing in it that calls for them.
 *
 * <p>Source: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header, and RFC 9651 for strings.
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    /** A UUID has 36 characters; an index of Postgres takes 2,700 bytes. */
    private static final int LONGEST = 255;

    private static final Pattern BARE = Pattern.compile("[!-~&&[^\",;\\\\]]+");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[ -~&&[^\"\\\\]]|\\\\[\"\\\\])+)\"");

    private IdempotencyKey() {}

    /**
     * The header as it was sent, null where there is none.
     *
     * @throws RequestFault when there are several
     */
    static @Nullable String sent(HttpFields headers) {
        var values = headers.getValuesList(HEADER);
        if (values.size() > 1) {
            throw RequestFault.input("There are " + values.size() + " Idempotency-Keys: one is expected.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** @throws RequestFault when it cannot be read */
    static String parse(String header) {
        var quoted = QUOTED.matcher(header);
        if (quoted.matches()) {
            return bounded(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        if (BARE.matcher(header).matches()) {
            return bounded(header);
        }
        throw RequestFault.input("The Idempotency-Key cannot be read: 1 to " + LONGEST
                + " characters of ASCII in double quotes are expected.");
    }

    private static String bounded(String key) {
        if (key.length() > LONGEST) {
            throw RequestFault.input(
                    "The Idempotency-Key has " + key.length() + " characters; the most is " + LONGEST + ".");
        }
        return key;
    }
}
