package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Rows;

/** A leaf that a row holds. */
final class CellField implements FieldWriter {

    private final FieldPlan field;
    private final byte[] label;
    private final TypePlan.Leaf leaf;
    private final Rows rows;
    private final int column;
    private final CellWriter cells;

    CellField(FieldPlan field, TypePlan.Leaf leaf, Rows rows, int column, CellWriter cells) {
        this.field = field;
        this.label = field.label();
        this.leaf = leaf;
        this.rows = rows;
        this.column = column;
        this.cells = cells;
    }

    @Override
    public boolean write(AnswerWriter answer, int parent) {
        var out = answer.out();
        out.raw(label);
        var cell = rows.cell(parent, column);
        if (cell == null) {
            return nothing(answer);
        }
        return cells.write(out, cell) || value(answer, parent);
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

    @Override
    public boolean isSure(RowParents parents, ObjectPlan plan, LeafWriters leaves) {
        for (int row = 0; row < rows.size(); row++) {
            var cell = rows.cell(row, column);
            var fits = cell == null ? !leaf.nonNull() : cells.takes(cell);
            if (!fits && parents.plan(row) == plan) {
                return false;
            }
        }
        return true;
    }
}
