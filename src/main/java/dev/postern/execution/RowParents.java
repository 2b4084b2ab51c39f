package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.PagePart;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Column;
import dev.postern.statement.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of a result as objects, or what each of them holds in the columns that begin with a prefix. */
final class RowParents extends Parents {

    private final Rows rows;
    private final String prefix;
    private final TypePlan type;
    private final @Nullable ObjectPlan only;
    private final int typename;
    private final @Nullable BitSet unseen;
    private final @Nullable Cursors cursors;
    private final FieldBinding.@Nullable Nested lookup;
    private final Map<ObjectPlan, Completion> completions = new HashMap<>();
    private final Map<ObjectPlan, FieldWriter[]> layouts = new HashMap<>();
    private @Nullable ObjectPlan latestPlan;
    private FieldWriter[] latestLayout = {};

    /**
     * @param prefix empty for the rows themselves, {@code dimensions_} for objects inside of them
     * @param type of the objects, no list
     * @param unseen the rows that no answer shows, so that nothing is asked below them; null where there are none
     */
    RowParents(Rows rows, String prefix, TypePlan type, @Nullable BitSet unseen) {
        this(rows, prefix, type, unseen, null);
    }

    /** @param cursors where the rows are edges */
    RowParents(Rows rows, String prefix, TypePlan type, @Nullable BitSet unseen, @Nullable Cursors cursors) {
        this(rows, prefix, type, unseen, cursors, null);
    }

    /**
     * Rows that nobody but a client vouches for.
     *
     * @param lookup the statement that brings all of each object, null where nothing does
     */
    static RowParents given(Rows rows, ObjectPlan plan, FieldBinding.@Nullable Nested lookup) {
        return new RowParents(rows, "", new TypePlan.Concrete(plan, false), null, null, lookup);
    }

    private RowParents(
            Rows rows,
            String prefix,
            TypePlan type,
            @Nullable BitSet unseen,
            @Nullable Cursors cursors,
            FieldBinding.@Nullable Nested lookup) {
        this.lookup = lookup;
        this.cursors = cursors;
        this.rows = rows;
        this.prefix = prefix;
        this.type = type;
        this.only = type instanceof TypePlan.Concrete object ? object.object() : null;
        this.unseen = unseen;
        this.typename = only == null ? rows.column(prefix + "__typename") : -1;
    }

    @Override
    int size() {
        return rows.size();
    }

    @Override
    @Nullable
    ObjectPlan plan(int number) {
        var plan = isUnseen(number) ? null : typePlan(number);
        return plan == null || completions.isEmpty() || !(isAbsent(plan, number) || hasFailed(plan, number))
                ? plan
                : null;
    }

    private @Nullable ObjectPlan typePlan(int number) {
        if (only != null) {
            return only;
        }
        var name = typename(number);
        return name == null || !(type instanceof TypePlan.Abstract wider)
                ? null
                : wider.possible().get(name);
    }

    /** Whether there is no such object, though a row has its keys. */
    boolean isAbsent(int number) {
        var plan = isUnseen(number) ? null : typePlan(number);
        return plan != null && isAbsent(plan, number);
    }

    private boolean isAbsent(ObjectPlan plan, int number) {
        var completion = completions.get(plan);
        return completion != null && completion.isAbsent(number);
    }

    private boolean hasFailed(ObjectPlan plan, int number) {
        return lookup != null && failure(plan, number) != null;
    }

    /** Why an object that was looked up did not come, null where it did, or there is none. */
    @Nullable
    FieldError failure(ObjectPlan plan, int number) {
        var completion = completions.get(plan);
        return completion == null ? null : completion.failure(number);
    }

    /** Whether anything could bring columns that its rows lack. */
    boolean mayBeCompleted(ObjectPlan plan) {
        return lookup != null || !plan.entities().isEmpty();
    }

    /** What brings the columns that its rows lack, null where nothing can, or need not. */
    FieldBinding.@Nullable Nested entity(ObjectPlan plan, List<FieldBinding> lacking) {
        if (lookup != null) {
            return lookup;
        }
        return lacking.isEmpty()
                ? null
                : plan.entities().stream()
                        .filter(entity -> has(entity.keys()))
                        .findFirst()
                        .orElse(null);
    }

    /** The columns that its rows lack, brought for one of its plans. */
    void complete(ObjectPlan plan, Completion completion) {
        completions.put(plan, completion);
    }

    /** Null where nothing was lacking, or nothing could bring it. */
    @Nullable
    Completion completion(ObjectPlan plan) {
        return completions.get(plan);
    }

    /** Whether the rows have these columns. */
    boolean has(List<String> names) {
        return names.stream().allMatch(name -> rows.column(prefix + name) >= 0);
    }

    /** The selected fields that the rows lack a column for; all of them where they are looked up. */
    List<FieldBinding> missing(ObjectPlan plan) {
        var missing = new ArrayList<FieldBinding>();
        for (var field : plan.fields()) {
            var binding = field.binding();
            if (binding instanceof FieldBinding.Held held ? lookup != null || isMissing(held) : lacksKeys(binding)) {
                missing.add(binding);
            }
        }
        return missing;
    }

    private boolean lacksKeys(@Nullable FieldBinding binding) {
        return binding instanceof FieldBinding.Nested nested && !has(nested.keys());
    }

    /** Whether neither a column nor columns with its prefix hold a field. */
    boolean isMissing(FieldBinding.Held held) {
        var isObject = !held.shape().leaf() && !held.shape().list();
        return column(held) < 0 && !(isObject && columnsOf(held).length > 0);
    }

    /** Whether a completion holds a field: one that the rows lack, or any of those that are looked up. */
    boolean isBrought(ObjectPlan owner, FieldBinding.Held held) {
        var completion = completions.get(owner);
        if (completion == null) {
            return false;
        }
        var whole = completion.objects();
        return isMissing(held) || (lookup != null && whole != null && !whole.isMissing(held));
    }

    private boolean isUnseen(int number) {
        return unseen != null && unseen.get(number);
    }

    /** The name of the type that a row gives itself, or null. */
    private @Nullable String typename(int number) {
        var cell = typename < 0 ? null : rows.cell(number, typename);
        return cell == null ? null : new String(cell, StandardCharsets.UTF_8);
    }

    Rows rows() {
        return rows;
    }

    @Override
    KeyReader keys(ObjectPlan owner, List<String> keys, String coordinate) {
        var completion = completions.get(owner);
        if (has(keys) || completion == null) {
            var columns =
                    keys.stream().mapToInt(key -> required(key, coordinate)).toArray();
            return (parent, key) -> KeyedResult.read(rows, parent, columns, key);
        }
        var sources =
                keys.stream().map(key -> source(key, completion, coordinate)).toList();
        return (parent, key) -> {
            for (int i = 0; i < key.length; i++) {
                var text = sources.get(i).text(parent);
                if (text == null) {
                    return false;
                }
                key[i] = text;
            }
            return true;
        };
    }

    /** Where a key is found. */
    private interface KeySource {
        byte @Nullable [] text(int parent);
    }

    private KeySource source(String key, Completion completion, String coordinate) {
        var own = rows.column(prefix + key);
        if (own >= 0) {
            return parent -> rows.cell(parent, own);
        }
        var whole = completion.objects();
        if (whole == null) {
            throw new FieldException(completion.error(), null);
        }
        var column = whole.required(key, coordinate);
        return parent -> whole.rows.cell(completion.row(parent), column);
    }

    private int required(String name, String coordinate) {
        var column = rows.column(prefix + name);
        if (column < 0) {
            throw missing(name, coordinate);
        }
        return column;
    }

    /** The column that a field is read from, or -1. */
    int column(FieldBinding.Held field) {
        var column = rows.column(prefix + field.column());
        return column >= 0 ? column : rows.column(prefix + field.field());
    }

    /** The columns of the object that a field is, none if there are none with its prefix. */
    int[] columnsOf(FieldBinding.Held field) {
        var inner = prefix + field.column() + "_";
        return IntStream.range(0, rows.columns().size())
                .filter(i -> rows.columns().get(i).name().startsWith(inner))
                .toArray();
    }

    /** The exception for a column that the rows lack. */
    FieldException missing(String name, String coordinate) {
        var present = rows.columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return new FieldException(
                InternalErrors.report(
                        coordinate + " needs the column '" + prefix + name + "', and the row has " + present),
                null);
    }

    @Override
    Parents held(ObjectPlan owner, FieldPlan field) {
        var completion = completions.get(owner);
        if (completion == null || !(field.binding() instanceof FieldBinding.Held held) || !isBrought(owner, held)) {
            return super.held(owner, field);
        }
        var whole = completion.objects();
        return whole == null ? new RowParents(Rows.NONE, "", objectType(field.type()), null) : whole.held(owner, field);
    }

    @Override
    Parents hold(ObjectPlan owner, FieldPlan field) {
        if (field.shows(PagePart.NODE)) {
            return new RowParents(rows, prefix, objectType(field.type()), unseenBut(owner));
        }
        var binding = (FieldBinding.Held) Bound.to(field);
        var column = column(binding);
        if (column < 0) {
            return new RowParents(rows, prefix + binding.column() + "_", objectType(field.type()), unseenBut(owner));
        }
        var trees = new TreeParents(field.type());
        for (int i = 0; i < rows.size(); i++) {
            trees.add(plan(i) == owner ? rows.row(i).value(column) : null, i);
        }
        return trees;
    }

    /** Rows of other types hold nothing in this one's fields. */
    private @Nullable BitSet unseenBut(ObjectPlan owner) {
        if (owner == only) {
            return unseen;
        }
        var others = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            others.set(i, plan(i) != owner);
        }
        return others;
    }

    /** What makes the cursors of edges. */
    Cursors cursors() {
        if (cursors == null) {
            throw new IllegalStateException("these rows are no edges");
        }
        return cursors;
    }

    /** The writers of the fields of a selection, the same ones for every caller. */
    FieldWriter[] layout(ObjectPlan plan, LeafWriters leaves) {
        if (plan == latestPlan) {
            return latestLayout;
        }
        latestPlan = plan;
        latestLayout = layouts.computeIfAbsent(plan, selected -> Layout.of(selected, this, leaves));
        return latestLayout;
    }

    /** Whether it is certain that writing all of these meets no error. */
    boolean isSure(LeafWriters leaves) {
        for (int i = 0; i < rows.size(); i++) {
            if (!isUnseen(i) && plan(i) == null) {
                return false;
            }
        }
        for (var plan : type.objects()) {
            for (var field : layout(plan, leaves)) {
                if (!field.isSure(this, plan, leaves)) {
                    return false;
                }
            }
        }
        return true;
    }
}
