package dev.postern.execution;

/** The writing of a cell as JSON without an object in between; immutable. */
sealed interface CellWriter permits CellForm, EnumCells {

    /**
     * Whether this writer can write a cell; if not, the scalar itself decides.
     *
     * @param cell Postgres's text, UTF-8
     */
    boolean takes(byte[] cell);

    /** Writes a cell, or nothing and returns false for one that it does not take. */
    boolean write(JsonBuffer out, byte[] cell);
}
