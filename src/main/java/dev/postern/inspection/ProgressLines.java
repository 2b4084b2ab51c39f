package dev.postern.inspection;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A line every two seconds for whoever waits, and none for a check that is done by then; safe for use by several threads. */
public final class ProgressLines implements InspectionOptions.Progress {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<String> lines;
    private Instant due = Instant.now().plus(PATIENCE);

    /** @param lines takes each */
    public ProgressLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void accept(int done, int all) {
        if (Instant.now().isAfter(due)) {
            due = Instant.now().plus(PATIENCE);
            lines.accept("%d of %d statements prepared".formatted(done, all));
        }
    }
}
