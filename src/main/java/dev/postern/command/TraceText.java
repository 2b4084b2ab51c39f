package dev.postern.command;

import dev.postern.execution.Explanations;
import dev.postern.execution.OperationTrace;
import dev.postern.statement.StatementException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operation had Postgres do, for somebody at a terminal. */
public final class TraceText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Explanations explanations;
    private final StringBuilder text = new StringBuilder();

    private TraceText(Explanations explanations) {
        this.explanations = explanations;
    }

    /**
     * The text of a trace, with the plan of each statement.
     *
     * @param explanations asked how Postgres runs each statement
     */
    public static String of(OperationTrace trace, Explanations explanations) {
        var written = new TraceText(explanations);
        written.add(JSON.valueToTree(trace.value()));
        return written.text.toString();
    }

    private void add(JsonNode trace) {
        var last = -1;
        for (var statement : trace.path("statements")) {
            var level = statement.path("level").intValue();
            if (level != last) {
                level(level, trace.path("levels").get(level));
            }
            last = level;
            statement(statement);
        }
        totals(trace.path("totals"));
    }

    private void level(int number, JsonNode level) {
        var took = millis(level.path("took"));
        line(0, "Level " + (number + 1) + "  " + took + ", of it " + millis(level.path("wait")) + " for a connection");
    }

    private void totals(JsonNode totals) {
        var came = "%d statements, %d rows, %d bytes, "
                .formatted(
                        totals.path("statements").intValue(),
                        totals.path("rows").longValue(),
                        totals.path("bytes").longValue());
        var took = millis(totals.path("database")) + " in the database, " + millis(totals.path("wait"))
                + " for connections, " + millis(totals.path("total")) + " in all";
        line(0, came + took);
    }

    private void statement(JsonNode statement) {
        var place = text(statement, "file") + ":" + statement.path("line").intValue();
        line(1, text(statement, "field") + "  " + place);
        if (!statement.path("ran").booleanValue()) {
            line(2, "failed");
            return;
        }
        text(statement, "sql").lines().filter(line -> !line.isBlank()).forEach(line -> line(2, line.stripTrailing()));
        var number = 1;
        for (var parameter : statement.path("parameters")) {
            line(2, "$" + number++ + " " + text(parameter, "type") + " = " + text(parameter, "value"));
        }
        line(2, came(statement));
        explain(text(statement, "explain"));
    }

    private static String came(JsonNode statement) {
        var keys = statement.path("keys").intValue(0);
        var together = statement.path("together").intValue();
        return (keys > 0 ? keys + " keys, " : "")
                + statement.path("rows").intValue() + " rows, "
                + statement.path("bytes").longValue() + " bytes, "
                + millis(statement.path("took"))
                + (together > 1 ? " for all " + together + " statements of the round trip" : "");
    }

    private void explain(String name) {
        try {
            explanations.explain(name).ifPresent(explanation -> {
                var root = JSON.readTree(explanation.json()).get(0).path("Plan");
                node(root, 3, costly(root, explanation.ran()), explanation.ran());
            });
        } catch (StatementException refused) {
            line(3, "cannot be explained: " + refused.refusal().message());
        }
    }

    private void node(JsonNode node, int depth, JsonNode costly, boolean ran) {
        var relation = node.path("Relation Name").stringValue("");
        var index = node.path("Index Name").stringValue("");
        line(
                depth,
                text(node, "Node Type")
                        + (index.isEmpty() ? "" : " using " + index)
                        + (relation.isEmpty() ? "" : " on " + relation)
                        + "  "
                        + (ran ? measured(node) : expected(node))
                        + (node.equals(costly) ? "  <- the most costly" : ""));
        node.path("Plans").forEach(below -> node(below, depth + 1, costly, ran));
    }

    private static String measured(JsonNode node) {
        var buffers = node.path("Shared Hit Blocks").longValue()
                + node.path("Shared Read Blocks").longValue();
        var rows = node.path("Actual Rows").doubleValue();
        return String.format(Locale.ROOT, "%.3f ms, %.0f rows, %d buffers, ", own(node, true), rows, buffers)
                + rowsExpected(node);
    }

    private static String expected(JsonNode node) {
        return String.format(Locale.ROOT, "cost %.0f, ", own(node, false)) + rowsExpected(node);
    }

    private static String rowsExpected(JsonNode node) {
        return node.path("Plan Rows").longValue() + " rows expected";
    }

    private static JsonNode costly(JsonNode node, boolean ran) {
        var most = node;
        for (var below : node.path("Plans")) {
            var other = costly(below, ran);
            most = own(other, ran) > own(most, ran) ? other : most;
        }
        return most;
    }

    /** Without what the nodes below take. */
    private static double own(JsonNode node, boolean ran) {
        var own = whole(node, ran);
        for (var below : node.path("Plans")) {
            own -= whole(below, ran);
        }
        return Math.max(0, own);
    }

    private static double whole(JsonNode node, boolean ran) {
        return ran
                ? node.path("Actual Total Time").doubleValue()
                        * node.path("Actual Loops").doubleValue()
                : node.path("Total Cost").doubleValue();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).stringValue("null");
    }

    private static String millis(JsonNode value) {
        return String.format(Locale.ROOT, "%.2f ms", value.doubleValue());
    }

    private void line(int depth, String words) {
        text.append("  ".repeat(depth)).append(words).append('\n');
    }
}
