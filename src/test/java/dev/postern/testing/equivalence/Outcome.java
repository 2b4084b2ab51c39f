package dev.postern.testing.equivalence;

import dev.postern.statement.StatementRun;
import dev.postern.testing.Gateway;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of an operation, in a form in which equal answers are equal.
 *
 * <p>Numbers go by value, errors in the order of their texts, because siblings fail side by side, and the id of an internal
 * error is left out.
 *
 * @param status of HTTP
 * @param data as JSON, {@code absent} when there is none
 * @param errors each as JSON
 * @param statements each that ran, with its number of rows, but for entities: graphql-java's path has more runs of them
 */
public record Outcome(int status, String data, List<String> errors, List<String> statements) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Of version 4, as {@code gen_random_uuid()} makes them. */
    private static final String RANDOM_UUID = "\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"";

    static Outcome of(HttpResponse<String> response, List<StatementRun> runs) {
        var body = JSON.readTree(response.body());
        return new Outcome(
                response.statusCode(),
                body.has("data") ? text(body.get("data")) : "absent",
                body.path("errors")
                        .valueStream()
                        .map(Outcome::text)
                        .map(Outcome::anonymous)
                        .sorted()
                        .toList(),
                runs.stream()
                        .filter(run -> !run.statement().name().endsWith(".entity"))
                        .map(run -> run.statement().name() + ": " + run.rows())
                        .sorted()
                        .toList());
    }

    /** An answer's JSON with numbers by value. */
    public static String text(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT ->
                node.properties().stream()
                        .map(field -> Gateway.JSON.writeValueAsString(field.getKey()) + ":" + text(field.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case ARRAY -> node.valueStream().map(Outcome::text).collect(Collectors.joining(",", "[", "]"));
            case NUMBER -> number(node);
            default -> node.toString();
        };
    }

    /** The smallest doubles have few digits, of which Java writes two and Postgres one. */
    private static String number(JsonNode node) {
        var number = node.decimalValue();
        if (number.signum() == 0) {
            return "0";
        }
        var isSubnormal = number.abs().doubleValue() < Double.MIN_NORMAL;
        return isSubnormal
                ? Double.toString(number.doubleValue())
                : number.stripTrailingZeros().toString();
    }

    private static String anonymous(String error) {
        return error.replaceAll("Internal error [0-9a-f]{8}", "Internal error <id>");
    }

    /** The outcome with a word in place of each moment of today and random UUID: the two databases have clocks and dice of their own. */
    Outcome without(String today) {
        var timeless = data.replaceAll('"' + today + "T[0-9:.]+Z\"", "\"<today>\"");
        return new Outcome(status, timeless.replaceAll(RANDOM_UUID, "\"<random>\""), errors, statements);
    }

    /** What this one has and the other has not, in few words. */
    String but(Outcome other) {
        return "status " + status
                + (data.equals(other.data) ? "" : ", data " + data)
                + only(", errors ", errors, other.errors)
                + only(", statements ", statements, other.statements);
    }

    private static String only(String what, List<String> these, List<String> others) {
        var only = new ArrayList<>(these);
        others.forEach(only::remove);
        return only.isEmpty() ? "" : what + only;
    }
}
