package dev.postern.statement;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long each statement has taken of late, to judge how a level's statements are best run; safe for several threads. */
final class StatementTimes {

    /** A sample changes the average by an eighth of its distance. */
    private static final int WEIGHT = 8;

    private final Map<SqlStatement, Average> averages = new ConcurrentHashMap<>();

    /** Racing updates may lose a sample, which an average can bear. */
    private static final class Average {

        private volatile long nanos = -1;

        void add(long sample) {
            var before = nanos;
            nanos = before < 0 ? sample : before + (sample - before) / WEIGHT;
        }
    }

    void add(SqlStatement statement, long nanos) {
        averages.computeIfAbsent(statement, key -> new Average()).add(nanos);
    }

    /** What all of these will take one after the other; nothing for those that never ran. */
    Duration sum(Collection<SqlStatement> statements) {
        var sum = 0L;
        for (var statement : statements) {
            var average = averages.get(statement);
            sum += average == null ? 0 : Math.max(0, average.nanos);
        }
        return Duration.ofNanos(sum);
    }
}
