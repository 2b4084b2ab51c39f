package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.PagePart;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;

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
        var writers = new FieldWriter[plan.fields().size()];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = layout.field(plan, plan.fields().get(i));
        }
        return writers;
    }

    private FieldWriter field(ObjectPlan plan, FieldPlan field) {
        if (field.refusal() != null) {
            return new MissingField(field, AccessErrors.of(field.refusal()));
        }
        return switch (field.binding()) {
            case null -> new TypenameField(plan, field);
            case FieldBinding.Held held -> held(plan, field, held);
            case FieldBinding.Nested nested -> new LinkedField(field, parents.link(field));
            case FieldBinding.Root root -> new LinkedField(field, parents.link(field));
            case FieldBinding.Write write -> new LinkedField(field, parents.link(field));
            case FieldBinding.Subscribed root -> throw new IllegalStateException(root.coordinate() + " is in no row");
            case FieldBinding.Paged paged -> edge(plan, field, paged);
            case FieldBinding.Constant constant ->
                throw new IllegalStateException(constant.coordinate() + " is no field of rows");
            case FieldBinding.Java java -> throw new IllegalStateException("Java answers " + java.coordinate());
            case FieldBinding.Entities root -> throw new IllegalStateException(root.coordinate() + " is in no row");
        };
    }

    private FieldWriter edge(ObjectPlan plan, FieldPlan field, FieldBinding.Paged paged) {
        return paged.part() == PagePart.CURSOR
                ? new EdgeField(field, true, parents)
                : new EdgeField(field, false, (RowParents) parents.held(plan, field));
    }

    private FieldWriter held(ObjectPlan plan, FieldPlan field, FieldBinding.Held binding) {
        var completion = parents.completion(plan);
        if (completion != null && parents.isBrought(plan, binding)) {
            return completed(plan, field, binding, completion);
        }
        var rows = parents.rows();
        var column = parents.column(binding);
        if (column < 0) {
            return prefixed(plan, field, binding);
        }
        if (field.type() instanceof TypePlan.Leaf leaf) {
            var cells = leaves.cells(leaf, rows.columns().get(column).type());
            return new CellField(field, leaf, rows, column, cells);
        }
        var asks = field.type().objects().stream().anyMatch(ObjectPlan::asks);
        var trees = asks && parents.held(plan, field) instanceof TreeParents parsed ? parsed : null;
        return new ValueField(field, rows, column, trees);
    }

    private FieldWriter completed(ObjectPlan plan, FieldPlan field, FieldBinding.Held binding, Completion completion) {
        var whole = completion.objects();
        return whole == null
                ? new MissingField(field, completion.error())
                : new CompletedField(field, completion, new Layout(whole, leaves).held(plan, field, binding));
    }

    private FieldWriter prefixed(ObjectPlan plan, FieldPlan field, FieldBinding.Held binding) {
        var columns = parents.columnsOf(binding);
        if (field.type() instanceof TypePlan.Leaf || field.type() instanceof TypePlan.ListOf || columns.length == 0) {
            return new MissingField(
                    field,
                    parents.missing(binding.column(), binding.coordinate()).error());
        }
        return new PrefixedField(field, parents.rows(), columns, (RowParents) parents.held(plan, field));
    }
}
