package dev.postern.inspection;

import org.jspecify.annotations.Nullable;

/**
 * What an inspection looks at, and who is told how far it is.
 *
 * @param role whether the connection's role is the one that will serve
 * @param progress told after each statement, by one thread for each connection
 * @param answers the table of answers to mutations with an {@code Idempotency-Key}, which is looked at where it is there
 * @param needs what serving needs besides, null where nobody asks for grants
 */
public record InspectionOptions(
        boolean role,
        Progress progress,
        String answers,
        @Nullable ServingNeeds needs) {

    /** An inspection that works no grants out. */
    public InspectionOptions(boolean role, Progress progress, String answers) {
        this(role, progress, answers, null);
    }

    /** Somebody who waits. */
    public interface Progress {
        void accept(int done, int all);
    }
}
