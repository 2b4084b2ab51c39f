package dev.postern.inspection;

import org.jspecify.annotations.Nullable;

/**
 * What an inspection looks at, and who is told how far it is.
 *
 * @param role whether the connection's role is the one that will serve
 * @param progress told after each statement
 * @param needs what serving needs besides, null where nobody asks for grants
 */
public record InspectionOptions(
        boolean role, Progress progress, @Nullable ServingNeeds needs) {

    /** An inspection that works no grants out. */
    public InspectionOptions(boolean role, Progress progress) {
        this(role, progress, null);
    }

    /** Somebody who waits. */
    public interface Progress {
        void accept(int done, int all);
    }
}
