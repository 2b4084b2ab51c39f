package dev.postern.execution;

import dev.postern.plan.ObjectPlan;

/** The writing of one field of the objects that came together, label and value. */
interface FieldWriter {

    /** See {@link AnswerWriter} for what comes back. */
    boolean write(AnswerWriter answer, int parent);

    /**
     * Whether it is certain beforehand that no error is met, for all objects of a plan and everything below them.
     *
     * <p>False may also mean that nobody looked.
     */
    boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves);
}
