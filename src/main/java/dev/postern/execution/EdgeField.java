package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;

/**
 * The node or the cursor of edges, which are the same rows.
 *
 * @param nodes the rows as nodes, or as edges for a cursor
 */
record EdgeField(FieldPlan field, boolean isCursor, RowParents nodes) implements FieldWriter {

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        answer.out().raw(field.label());
        answer.path().enter(field);
        var complete =
                isCursor ? answer.cursor(field, nodes.cursors(), parent) : answer.object(field.type(), nodes, parent);
        answer.path().leave();
        return complete;
    }

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        return false;
    }
}
