package dev.postern.execution;

import dev.postern.execution.TraceLevel.Entry;
import dev.postern.plan.FieldPlan;
import dev.postern.statement.SentStatement;
import dev.postern.statement.TracedRun;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form in which programs get a trace; times are in milliseconds. */
final class TraceValue {

    /** A longer value of a parameter is cut; an array of keys may be as long as the answer. */
    private static final int CHARACTERS = 10_000;

    private final long start;
    private final IdentityHashMap<FieldPlan, String> paths;
    private final Explanations explanations;

    /** @param start from which times count */
    TraceValue(long start, IdentityHashMap<FieldPlan, String> paths, Explanations explanations) {
        this.start = start;
        this.paths = paths;
        this.explanations = explanations;
    }

    Map<String, @Nullable Object> of(boolean isPlanned, List<TraceLevel> all) {
        var levels = all.stream().filter(level -> !level.entries().isEmpty()).toList();
        var statements = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < levels.size(); i++) {
            for (var entry : levels.get(i).entries()) {
                statements.add(statement(i, entry));
            }
        }
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("version", 1);
        value.put("path", isPlanned ? "plan" : "graphql-java");
        value.put("statements", statements);
        value.put("levels", levels.stream().map(this::level).toList());
        value.put("totals", totals(levels));
        return value;
    }

    private Map<String, @Nullable Object> statement(int level, Entry entry) {
        var statement = entry.call().statement();
        var run = entry.run();
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("level", level);
        value.put("field", run == null ? statement.name() : run.coordinate());
        value.put(
                "uses",
                run == null ? List.of() : run.fields().stream().map(this::use).toList());
        value.put("statement", statement.name());
        value.put("kind", statement.kind().element());
        value.put("file", statement.place().file());
        value.put("line", statement.place().line());
        value.put("keys", run == null ? null : run.keys());
        var came = entry.came();
        value.put("ran", came != null);
        if (came != null) {
            add(came, value);
        }
        return value;
    }

    private Map<String, Object> use(FieldPlan field) {
        return Map.of(
                "path", paths.getOrDefault(field, field.responseKey()), "line", field.line(), "column", field.column());
    }

    private void add(TracedRun came, Map<String, @Nullable Object> value) {
        value.put("rows", came.rows());
        value.put("bytes", came.bytes());
        value.put("start", millis(came.start() - start));
        value.put("took", millis(came.nanos()));
        value.put("together", came.together());
        value.put("sql", came.sent().sql());
        value.put(
                "parameters",
                came.sent().parameters().stream().map(TraceValue::parameter).toList());
        value.put("settings", came.sent().settings());
        value.put("explain", explanations.remember(came.sent()));
    }

    private static Map<String, @Nullable Object> parameter(SentStatement.Parameter parameter) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        var text = parameter.value();
        value.put("type", parameter.type());
        if (text != null && text.length() > CHARACTERS) {
            value.put("value", text.substring(0, CHARACTERS));
            value.put("length", text.length());
        } else {
            value.put("value", text);
        }
        return value;
    }

    private Map<String, @Nullable Object> level(TraceLevel level) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("start", millis(level.start() - start));
        value.put("wait", millis(level.waited()));
        value.put("took", millis(level.end() - level.start()));
        return value;
    }

    private Map<String, @Nullable Object> totals(List<TraceLevel> levels) {
        var runs = levels.stream().flatMap(level -> level.runs().stream()).toList();
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("statements", runs.size());
        value.put("rows", runs.stream().mapToLong(TracedRun::rows).sum());
        value.put("bytes", runs.stream().mapToLong(TracedRun::bytes).sum());
        value.put("wait", millis(levels.stream().mapToLong(TraceLevel::waited).sum()));
        value.put(
                "database",
                millis(levels.stream()
                        .mapToLong(level -> level.end() - level.start() - level.waited())
                        .sum()));
        value.put("total", millis(System.nanoTime() - start));
        return value;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
