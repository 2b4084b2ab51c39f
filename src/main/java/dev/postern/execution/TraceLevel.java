package dev.postern.execution;

import dev.postern.statement.StatementCall;
import dev.postern.statement.TracedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statements of one level of an operation, as far as they have run. Not safe for use by several threads. */
final class TraceLevel {

    private final List<Entry> entries = new ArrayList<>();
    private long waited;
    private long waitedFrom = Long.MAX_VALUE;

    /** A statement. */
    static final class Entry {

        private final @Nullable LevelRun run;
        private final StatementCall call;
        private @Nullable TracedRun came;

        private Entry(@Nullable LevelRun run, StatementCall call) {
            this.run = run;
            this.call = call;
        }

        /** Whom it is for, null where nobody said. */
        @Nullable
        LevelRun run() {
            return run;
        }

        StatementCall call() {
            return call;
        }

        /** What came of it, null when it failed or never ran. */
        @Nullable
        TracedRun came() {
            return came;
        }

        /** A call that was made anew for the same parameters is the same. */
        private boolean isFor(StatementCall other) {
            return came == null
                    && call.statement().equals(other.statement())
                    && Objects.equals(call.parameters(), other.parameters());
        }
    }

    void expect(LevelRun run, StatementCall call) {
        entries.add(new Entry(run, call));
    }

    void waited(long begun, long nanos) {
        waitedFrom = Math.min(waitedFrom, begun);
        waited += nanos;
    }

    void ran(TracedRun run) {
        var entry = entries.stream()
                .filter(one -> one.isFor(run.call()))
                .findFirst()
                .orElseGet(() -> add(run.call()));
        entry.came = run;
    }

    private Entry add(StatementCall call) {
        var entry = new Entry(null, call);
        entries.add(entry);
        return entry;
    }

    /** Whether a run began before the last one here had ended. */
    boolean isBeside(TracedRun run) {
        return entries.isEmpty() || run.start() - end() < 0;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The wait for connections. */
    long waited() {
        return waited;
    }

    /** When the first of its statements was sent, or a connection was asked for. */
    long start() {
        return runs().stream().mapToLong(TracedRun::start).reduce(waitedFrom, Math::min);
    }

    /** When the last of its rows was there. */
    long end() {
        return runs().stream().mapToLong(run -> run.start() + run.nanos()).max().orElse(start());
    }

    List<TracedRun> runs() {
        return entries.stream().map(Entry::came).filter(Objects::nonNull).toList();
    }
}
