package dev.postern.plan;

import dev.postern.binding.EntityType;
import dev.postern.binding.FieldBinding;
import dev.postern.schema.Transactions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an operation takes to be answered, known before any of it runs; immutable.
 *
 * @param root the fields that the operation selects
 * @param stages what runs one after the other: all of a query is one stage, each field of a mutation is one
 * @param transactions what of it is kept together
 */
public record Plan(ObjectPlan root, List<Stage> stages, Transactions transactions) {

    public Plan {
        stages = List.copyOf(stages);
    }

    /** The number of statements that run at the most, whatever the data. */
    public int statements() {
        return stages.stream().mapToInt(Stage::statements).sum();
    }

    /**
     * Fields of the root that are answered together.
     *
     * @param fields in the order of the answer
     * @param levels from the root down; the first one runs these fields' own statements
     */
    public record Stage(List<FieldPlan> fields, List<Level> levels) {

        public Stage {
            fields = List.copyOf(fields);
            levels = List.copyOf(levels);
        }

        int statements() {
            var statements = levels.stream()
                    .flatMap(level -> level.statements().stream())
                    .filter(StatementPlan::runs)
                    .count();
            var entities = levels.stream()
                    .flatMap(level -> level.entities().stream())
                    .mapToInt(Stage::lookups)
                    .sum();
            return Math.toIntExact(statements) + entities;
        }

        /** Whatever is asked for: of each type that anything is selected of, each statement that brings its objects. */
        private static int lookups(FieldUse use) {
            if (!(use.field().binding() instanceof FieldBinding.Entities entities)) {
                return 0;
            }
            var unselected = use.field().type().objects().stream()
                    .filter(object -> object.fields().isEmpty())
                    .map(ObjectPlan::typeName)
                    .collect(Collectors.toSet());
            return entities.types().values().stream()
                    .filter(type -> !unselected.contains(type.name()))
                    .mapToInt(EntityType::statements)
                    .sum();
        }
    }

    /**
     * The fields at one depth of the operation.
     *
     * @param statements what runs side by side, each once for all parents at this depth
     * @param held fields whose objects the parents' rows hold, and below which something runs
     * @param entities fields that bring what other services name by their keys
     */
    public record Level(List<StatementPlan> statements, List<FieldUse> held, List<FieldUse> entities) {

        public Level {
            statements = List.copyOf(statements);
            held = List.copyOf(held);
            entities = List.copyOf(entities);
        }
    }
}
