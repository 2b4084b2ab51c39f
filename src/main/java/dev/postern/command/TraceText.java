package dev.postern.command;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
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

    /** @param explanations asked how Postgres runs each statement */
    public static String of(OperationTrace trace, Explanations explanations) {
        var written = new TraceText(explanations);
        written.add(JSON.valueToTree(trace.value()));
        return written.text.toString();
    }

    private void add(JsonNode trace) {
        var level = -1;
        for (var statement : trace.path("statements")) {
            if (statement.path("level").intValue() != level) {
                level = statement.path("level").intValue();
                var took = trace.path("levels").get(level);
                line(0, "Level %d  %.2f ms, of it %.2f ms for a connection",
                        level + 1, took.path("took").doubleValue(), took.path("wait").doubleValue());
            }
            statement(statement);
        }
        var totals = trace.path("totals");
        line(0, "%d statements, %d rows, %d bytes, %.2f ms in the database, %.2f ms for connections, %.2f ms in all",
                totals.path("statements").intValue(), totals.path("rows").longValue(), totals.path("bytes").longValue(),
                totals.path("database").doubleValue(), totals.path("wait").doubleValue(),
                totals.path("total").doubleValue());
    }

    private void statement(JsonNode statement) {
        line(1, "%s  %s:%d", statement.path("field").stringValue(), statement.path("file").stringValue(),
                statement.path("line").intValue());
        if (!statement.path("ran").booleanValue()) {
            line(2, "failed");
            return;
        }
        text.append(statement.path("sql").stringValue().lines()
                .filter(line -> !line.isBlank())
                .map(line -> "    " + line.stripTrailing() + "\n")
                .reduce("", String::concat));
        var number = 1;
        for (var parameter : statement.path("parameters")) {
            line(2, "$%d %s = %s", number++, parameter.path("type").stringValue(),
                    parameter.path("value").isNull() ? "null" : parameter.path("value").stringValue());
        }
        line(2, "%s%d rows, %d bytes, %.2f ms%s",
                statement.path("keys").intValue(0) > 0 ? statement.path("keys").intValue() + " keys, " : "",
                statement.path("rows").intValue(), statement.path("bytes").longValue(),
                statement.path("took").doubleValue(),
                statement.path("together").intValue() > 1
                        ? " for all " + statement.path("together").intValue() + " statements of the round trip" : "");
        explain(statement.path("explain").stringValue());
    }

    private void explain(String name) {
        try {
            explanations.explain(name).ifPresent(explanation -> {
                var root = JSON.readTree(explanation.json()).get(0).path("Plan");
                node(root, 3, costly(root, explanation.ran()), explanation.ran());
            });
        } catch (StatementException refused) {
            line(3, "cannot be explained: %s", refused.refusal().message());
        }
    }

    private void node(JsonNode node, int depth, JsonNode costly, boolean ran) {
        var relation = node.path("Relation Name").stringValue("");
        var index = node.path("Index Name").stringValue("");
        line(depth, "%s%s%s  %s%s", node.path("Node Type").stringValue(),
                index.isEmpty() ? "" : " using " + index, relation.isEmpty() ? "" : " on " + relation,
                ran
                        ? "%.3f ms, %.0f rows, %.0f expected, %d buffers".formatted(
                                own(node, true), node.path("Actual Rows").doubleValue(),
                                node.path("Plan Rows").doubleValue(),
                                node.path("Shared Hit Blocks").longValue() + node.path("Shared Read Blocks").longValue())
                        : "cost %.0f, %.0f rows expected".formatted(own(node, false), node.path("Plan Rows").doubleValue()),
                node.equals(costly) ? "  <- the most costly" : "");
        node.path("Plans").forEach(below -> node(below, depth + 1, costly, ran));
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
                ? node.path("Actual Total Time").doubleValue() * node.path("Actual Loops").doubleValue()
                : node.path("Total Cost").doubleValue();
    }

    @FormatMethod
    private void line(int depth, @FormatString String format, Object... values) {
        text.append("  ".repeat(depth)).append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
