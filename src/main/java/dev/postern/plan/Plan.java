package dev.postern.plan;

import dev.postern.schema.Transactions;
import java.util.List;

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
            return Math.toIntExact(levels.stream()
                    .flatMap(level -> level.statements().stream())
                    .filter(StatementPlan::runs)
                    .count());
        }
    }

    /**
     * The fields at one depth of the operation.
     *
     * @param statements what runs side by side, each once for all parents at this depth
     * @param held fields whose objects the parents' rows hold, and below which something runs
     */
    public record Level(List<StatementPlan> statements, List<FieldUse> held) {

        public Level {
            statements = List.copyOf(statements);
            held = List.copyOf(held);
        }
    }
}
