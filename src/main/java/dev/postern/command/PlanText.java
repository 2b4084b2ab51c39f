package dev.postern.command;

import dev.postern.plan.Plan;
import dev.postern.plan.StatementPlan;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementSource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan for somebody at a terminal: what runs, in which order, and where it stands. */
public final class PlanText {

    private PlanText() {}

    /**
     * The text of a plan, a line for each field that has a statement.
     *
     * @param project whose mapper files have the statements
     */
    public static String of(Plan plan, Path project) {
        var text = new StringBuilder();
        var source = new StatementSource(project);
        var shown = new HashSet<SqlStatement>();
        var number = 0;
        for (var stage : plan.stages()) {
            for (var level : stage.levels()) {
                if (level.statements().isEmpty() && level.entities().isEmpty()) {
                    continue;
                }
                number++;
                text.append("Level ").append(number).append('\n');
                level.statements().forEach(statement -> add(statement, source, shown, text));
                level.entities()
                        .forEach(use ->
                                text.append("  ").append(use.field().name()).append(": objects by their keys\n"));
            }
        }
        return text.append(plan.statements())
                .append(plan.statements() == 1 ? " statement" : " statements")
                .append(" at the most, whatever the data\n")
                .toString();
    }

    private static void add(StatementPlan plan, StatementSource source, Set<SqlStatement> shown, StringBuilder text) {
        var statement = plan.binding().statementOrNull();
        if (statement == null || !plan.runs()) {
            return;
        }
        var fields = plan.uses().stream()
                .map(use -> use.field().responseKey() + " (" + use.field().line() + ":"
                        + use.field().column() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        text.append("  %s for %s  %s%n".formatted(plan.binding().coordinate(), fields, statement.place()));
        if (shown.add(statement)) {
            text.append(source.of(statement).indent(4));
        }
    }
}
