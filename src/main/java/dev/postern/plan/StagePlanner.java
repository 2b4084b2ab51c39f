package dev.postern.plan;

import dev.postern.binding.FieldBinding;
import dev.postern.binding.NeededColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The levels of a stage: every selected field by its depth, uses that one run can answer put together. */
final class StagePlanner {

    private StagePlanner() {}

    static Plan.Stage stage(ObjectPlan root, List<FieldPlan> fields) {
        var levels = new ArrayList<Plan.Level>();
        var uses = fields.stream().map(field -> new FieldUse(root, field)).toList();
        while (uses.stream().anyMatch(use -> use.field().asks())) {
            levels.add(level(uses));
            uses = below(uses);
        }
        return new Plan.Stage(fields, levels);
    }

    private static Plan.Level level(List<FieldUse> uses) {
        var runs = new LinkedHashMap<Run, List<FieldUse>>();
        var held = new ArrayList<FieldUse>();
        var entities = new ArrayList<FieldUse>();
        for (var use : uses) {
            if (use.field().hasStatement()) {
                runs.computeIfAbsent(run(use), key -> new ArrayList<>()).add(use);
                use.field().totals().stream()
                        .map(total -> new FieldUse(use.parent(), total))
                        .forEach(total -> runs.computeIfAbsent(run(total), key -> new ArrayList<>())
                                .add(total));
            } else if (use.field().bringsEntities()) {
                entities.add(use);
            } else if (use.field().asks()) {
                held.add(use);
            }
        }
        return new Plan.Level(
                runs.entrySet().stream()
                        .map(run -> statement(run.getKey(), run.getValue()))
                        .toList(),
                held,
                entities);
    }

    /**
     * What is equal for uses that share a run.
     *
     * @param arguments theirs, or the field itself for a root statement, which answers nobody else
     */
    private record Run(FieldBinding binding, Object arguments, Set<String> selection) {}

    private static Run run(FieldUse use) {
        var field = use.field();
        var binding = field.binding();
        if (binding == null) {
            throw new IllegalStateException(field.name() + " has no statement");
        }
        return binding instanceof FieldBinding.Nested
                ? new Run(binding, field.arguments().identity(), selection(binding, field))
                : new Run(binding, field, selection(binding, field));
    }

    private static StatementPlan statement(Run run, List<FieldUse> uses) {
        var needed = uses.stream()
                .map(use -> needed(run.binding(), use.field().type()))
                .reduce(NeededColumns::and)
                .orElse(NeededColumns.ALL);
        return new StatementPlan(run.binding(), uses.getFirst().field().arguments(), run.selection(), needed, uses);
    }

    private static NeededColumns needed(FieldBinding binding, TypePlan type) {
        if (binding instanceof FieldBinding.Write || type.objects().isEmpty()) {
            return NeededColumns.ALL;
        }
        var fields = new ArrayList<FieldBinding>();
        var isAbstract = collect(type, fields);
        return NeededColumns.of(fields, isAbstract);
    }

    /** What is selected of rows, edges and nodes being the same ones; whether each must say of which type it is. */
    private static boolean collect(TypePlan type, List<FieldBinding> fields) {
        var isAbstract = type.isAbstract();
        for (var object : type.objects()) {
            for (var field : object.fields()) {
                Optional.ofNullable(field.binding()).ifPresent(fields::add);
                isAbstract |= field.binding() instanceof FieldBinding.Paged && collect(field.type(), fields);
            }
        }
        return isAbstract;
    }

    private static Set<String> selection(FieldBinding binding, FieldPlan field) {
        if (!binding.takesSelection()) {
            return Set.of();
        }
        var paths = new TreeSet<String>();
        collect(field.type(), "", paths);
        return paths;
    }

    private static void collect(TypePlan type, String prefix, Set<String> paths) {
        for (var object : type.objects()) {
            for (var field : object.fields()) {
                if (field.refusal() != null) {
                    continue;
                }
                paths.add(prefix + field.name());
                collect(field.type(), prefix + field.name() + ".", paths);
            }
        }
    }

    /** The fields of all objects one step down, each object once. */
    private static List<FieldUse> below(List<FieldUse> uses) {
        var objects = new LinkedHashSet<ObjectPlan>();
        uses.forEach(use -> objects.addAll(use.field().type().objects()));
        var below = new ArrayList<FieldUse>();
        objects.forEach(object -> object.fields().forEach(field -> below.add(new FieldUse(object, field))));
        return below;
    }
}
