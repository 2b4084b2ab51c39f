package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Rows;

/** A leaf that a row holds. */
record CellField(FieldPlan field, TypePlan.Leaf leaf, Rows rows, int column, CellWriter cells) implements FieldWriter {

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        answer.out().raw(field.label());
        var cell = rows.cell(parent, column);
        if (cell == null) {
            return nothing(answer);
        }
        return cells.write(answer.out(), cell) || value(answer, parent);
    }

    private boolean nothing(AnswerWriter answer) {
        if (!leaf.nonNull()) {
            answer.out().nothing();
            return true;
        }
        answer.path().enter(field);
        var complete = answer.nothing(true);
        answer.path().leave();
        return complete;
    }

    private boolean value(AnswerWriter answer, int parent) {
        answer.path().enter(field);
        var complete = answer.value(leaf, rows.row(parent).value(column), null);
        answer.path().leave();
        return complete;
    }
}
