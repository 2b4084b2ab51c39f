package dev.postern.execution;

/** The writing of one field of the objects that came together, label and value. */
@FunctionalInterface
interface FieldWriter {

    /** See {@link AnswerWriter} for what comes back. */
    boolean write(AnswerWriter answer, int parent);
}
