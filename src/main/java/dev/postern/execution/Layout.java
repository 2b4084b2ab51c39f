package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import java.nio.charset.StandardCharsets;

/** Where the fields of a selection are found in rows: worked out once for all of them. */
final class Layout {

    private final RowParents parents;
    private final LeafWriters leaves;

    private Layout(RowParents parents, LeafWriters leaves) {
        this.parents = parents;
        this.leaves = leaves;
    }

    /** The writers of the fields, in order. */
    static FieldWriter[] of(ObjectPlan plan, RowParents parents, LeafWriters leaves) {
        var layout = new Layout(parents, leaves);
        return plan.fields().stream().map(field -> layout.field(plan, field)).toArray(FieldWriter[]::new);
    }

    private FieldWriter field(ObjectPlan plan, FieldPlan field) {
        return switch (field.binding()) {
            case null -> typename(plan, field);
            case FieldBinding.Held held -> held(field, held);
            case FieldBinding.Nested nested -> linked(field);
            case FieldBinding.Root root -> linked(field);
            case FieldBinding.Write write -> linked(field);
            case FieldBinding.Java java -> throw new IllegalStateException("Java answers " + java.coordinate());
        };
    }

    private static FieldWriter typename(ObjectPlan plan, FieldPlan field) {
        var json = (new String(field.label(), StandardCharsets.US_ASCII) + '"' + plan.typeName() + '"')
                .getBytes(StandardCharsets.US_ASCII);
        return (answer, parent) -> {
            answer.out().raw(json);
            return true;
        };
    }

    private FieldWriter linked(FieldPlan field) {
        var link = parents.link(field);
        return (answer, parent) -> {
            answer.out().raw(field.label());
            return answer.linked(field, link, parent);
        };
    }

    private FieldWriter held(FieldPlan field, FieldBinding.Held binding) {
        var column = parents.column(binding);
        if (column < 0) {
            return prefixed(field, binding);
        }
        if (field.type() instanceof TypePlan.Leaf leaf) {
            return new CellField(
                    field,
                    leaf,
                    parents.rows(),
                    column,
                    leaves.cells(leaf, parents.rows().columns().get(column).type()));
        }
        return value(field, column);
    }

    /** JSON or an array; objects below which something ran were parsed then. */
    private FieldWriter value(FieldPlan field, int column) {
        var rows = parents.rows();
        var asks = field.type().objects().stream().anyMatch(ObjectPlan::asks);
        var trees = asks && parents.held(field) instanceof TreeParents parsed ? parsed : null;
        return (answer, parent) -> {
            answer.out().raw(field.label());
            answer.path().enter(field);
            var value = trees == null ? rows.row(parent).value(column) : trees.value(parent);
            var complete = answer.value(field.type(), value, trees);
            answer.path().leave();
            return complete;
        };
    }

    private FieldWriter prefixed(FieldPlan field, FieldBinding.Held binding) {
        var columns = parents.columnsOf(binding);
        if (field.type() instanceof TypePlan.Leaf || field.type() instanceof TypePlan.ListOf || columns.length == 0) {
            return missing(field, binding);
        }
        var rows = parents.rows();
        var objects = (RowParents) parents.held(field);
        return (answer, parent) -> {
            answer.out().raw(field.label());
            answer.path().enter(field);
            var isNull = true;
            for (var column : columns) {
                isNull &= rows.cell(parent, column) == null;
            }
            var complete =
                    isNull ? answer.nothing(field.type().nonNull()) : answer.object(field.type(), objects, parent);
            answer.path().leave();
            return complete;
        };
    }

    private FieldWriter missing(FieldPlan field, FieldBinding.Held binding) {
        var error = parents.missing(binding.column(), binding.coordinate()).error();
        return (answer, parent) -> {
            answer.out().raw(field.label());
            answer.path().enter(field);
            var complete = answer.failed(field.type().nonNull(), error);
            answer.path().leave();
            return complete;
        };
    }
}
