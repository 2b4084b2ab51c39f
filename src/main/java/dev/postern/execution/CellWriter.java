package dev.postern.execution;

/** The writing of a cell as JSON without an object in between. */
@FunctionalInterface
interface CellWriter {

    /** What writes no cell, so that every one goes through its scalar. */
    CellWriter NONE = (out, cell) -> false;

    /**
     * Writes the cell, or nothing and returns false: then the scalar itself decides.
     *
     * @param cell Postgres's text, UTF-8
     */
    boolean write(JsonBuffer out, byte[] cell);
}
