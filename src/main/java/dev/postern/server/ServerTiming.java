package dev.postern.server;

import dev.postern.execution.Phase;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The header {@code Server-Timing} of one answer, which browsers show beside a request. Not safe for use by several threads.
 *
 * <p>Source: https://www.w3.org/TR/server-timing/
 */
final class ServerTiming {

    static final String HEADER = "Server-Timing";

    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);

    void add(Phase phase, long took) {
        nanos.merge(phase, took, Long::sum);
    }

    /** {@code plan;dur=0.02, database;dur=1.31}, in milliseconds; empty when nothing was measured. */
    String value() {
        return nanos.entrySet().stream()
                .map(took -> String.format(
                        Locale.ROOT,
                        "%s;dur=%.2f",
                        took.getKey().name().toLowerCase(Locale.ROOT),
                        took.getValue() / 1e6))
                .collect(Collectors.joining(", "));
    }
}
