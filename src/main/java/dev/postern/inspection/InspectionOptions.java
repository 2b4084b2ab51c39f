package dev.postern.inspection;

/**
 * What an inspection looks at, and who is told how far it is.
 *
 * @param role whether the connection's role is the one that will serve
 * @param progress told after each statement
 */
public record InspectionOptions(boolean role, Progress progress) {

    /** Somebody who waits. */
    public interface Progress {
        void accept(int done, int all);
    }
}
