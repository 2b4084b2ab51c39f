package dev.postern.testing.types;

import dev.postern.testing.Gateway;
import dev.postern.testing.equivalence.Outcome;
import dev.postern.testing.equivalence.TwoPaths;
import dev.postern.testing.types.TypeTable.Pair;
import dev.postern.testing.types.TypeTable.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What comes of one pair's values in every role, held against what the table says. */
public final class TypeRoles {

    private final Pair pair;
    private final TwoPaths paths;
    private final List<Value.Sent> sent;
    private final List<Value.Stored> stored;
    private final List<String> faults = new ArrayList<>();

    public TypeRoles(Pair pair, TwoPaths paths) {
        this.pair = pair;
        this.paths = paths;
        this.sent = pair.values(Value.Sent.class);
        this.stored = pair.values(Value.Stored.class);
    }

    /** What is not as the table says, a line each. */
    public List<String> faults() {
        if (pair.isGiven()) {
            added();
            given();
            pair.values(Value.Refused.class).forEach(this::refused);
        }
        rows();
        if (pair.isKey() && pair.isGiven()) {
            entities();
        }
        if (pair.isCursor()) {
            pages();
        }
        return faults;
    }

    /** A mutation's argument, and a column of what it returns. */
    private void added() {
        var fields = fields("a%2$d: add%1$s(n: %2$d, v: $v%2$d) { v }");
        var expected = shown("\"a%d\":{\"v\":%s}");
        expect("mutation", ask("mutation (" + variables() + ") {" + fields + "}", values()), "{" + expected + "}");
    }

    private void given() {
        var query = "query (" + variables() + ") {"
                + fields("a%2$d: argument%1$s(v: $v%2$d) f%2$d: field%1$s(in: {v: $v%2$d})")
                + " list" + pair.name() + "(v: ["
                + numbers().mapToObj(i -> "$v" + i).collect(Collectors.joining(", ")) + ", null])}";
        var list = sent.stream().map(value -> Outcome.text(value.shown())).collect(Collectors.joining(","));
        var isRagged = pair.stored().endsWith("[]");
        if (isRagged) {
            query = query.replaceAll(" list.*\\)\\}$", "}");
        }
        var expected = "{" + shown("\"a%1$d\":%2$s,\"f%1$d\":%2$s")
                + (isRagged ? "" : ",\"list" + pair.name() + "\":[" + list + ",null]") + "}";
        expect("argument, input field, list", ask(query, values()), expected);
    }

    private void rows() {
        var again = pair.isKey() ? " again { v }" : "";
        var outcome = ask("{rows" + pair.name() + " {v" + again + "}}", "{}");
        var values = Stream.concat(
                        (pair.isGiven() ? sent : List.<Value.Sent>of()).stream().map(Value.Sent::shown),
                        stored.stream().map(value -> value.shown()))
                .map(value -> value == null ? "null" : Outcome.text(value))
                .map(value -> "{\"v\":" + value + (pair.isKey() ? ",\"again\":{\"v\":" + value + "}" : "") + "}")
                .collect(Collectors.joining(","));
        expectData("result, key", outcome, "{\"rows" + pair.name() + "\":[" + values + "]}");
        var misfits = stored.stream().filter(value -> !value.reason().isEmpty()).toList();
        var errors = pair.isKey() ? misfits.size() * 2 : misfits.size();
        if (outcome.errors().size() != errors) {
            faults.add(pair + " result: " + errors + " errors expected, and there are " + outcome.errors());
        }
        for (var misfit : misfits) {
            var place = sent.size() + stored.indexOf(misfit);
            var path = "\"path\":[\"rows" + pair.name() + "\"," + place + ",";
            if (outcome.errors().stream()
                            .filter(error -> error.contains(path)
                                    && error.contains(Gateway.JSON
                                            .writeValueAsString(misfit.reason())
                                            .substring(1)))
                            .count()
                    != errors / misfits.size()) {
                faults.add(pair + " result of " + misfit + ": " + outcome.errors());
            }
        }
    }

    private void entities() {
        var list = sent.stream()
                .map(value -> "{\"__typename\":\"" + pair.name() + "\",\"v\":" + pair.key(value) + "}")
                .collect(Collectors.joining(","));
        var query = "query ($r: [_Any!]!) {_entities(representations: $r) {... on " + pair.name() + " {v}}}";
        var shown = sent.stream()
                .map(value -> "{\"v\":" + Outcome.text(value.shown()) + "}")
                .collect(Collectors.joining(","));
        expect("entity", ask(query, "{\"r\":[" + list + "]}"), "{\"_entities\":[" + shown + "]}");
    }

    /** Each cursor leads to the row behind it. */
    private void pages() {
        var all = paths.ask(body("{pages" + pair.name() + "(first: 100) {edges {cursor node {n}}}}", "{}"));
        same("cursor", all);
        var edges = Gateway.JSON
                .readTree(all.direct().data())
                .path("pages" + pair.name())
                .path("edges");
        if (edges.size() != stored.size() + (pair.isGiven() ? sent.size() : 0)) {
            faults.add(pair + " cursor: " + all.direct());
            return;
        }
        var fields = new ArrayList<String>();
        var expected = new ArrayList<String>();
        for (int i = 0; i < edges.size(); i++) {
            fields.add("p%d: pages%s(first: 1, after: %s) {nodes {n}}"
                    .formatted(i, pair.name(), edges.get(i).path("cursor")));
            var next = edges.path(i + 1).path("node");
            expected.add("\"p%d\":{\"nodes\":[%s]}".formatted(i, next.isMissingNode() ? "" : Outcome.text(next)));
        }
        expect("cursor", ask("{" + String.join(" ", fields) + "}", "{}"), "{" + String.join(",", expected) + "}");
    }

    private void refused(Value.Refused value) {
        var query = "query ($v: " + pair.given() + ") {argument" + pair.name() + "(v: $v)}";
        var outcome = ask(query, "{\"v\":" + value.json() + "}");
        var end = Gateway.JSON.writeValueAsString(value.reason()).substring(1);
        if (outcome.errors().size() != 1
                || !outcome.errors().getFirst().replaceAll("[.:]\",", "\",").contains(end)) {
            faults.add(pair + " " + value.json() + " is not refused so, but: " + outcome);
        }
    }

    private Outcome ask(String query, String variables) {
        var pairOfOutcomes = paths.ask(body(query, variables));
        same(query.substring(0, Math.min(60, query.length())), pairOfOutcomes);
        return pairOfOutcomes.direct();
    }

    private void same(String what, TwoPaths.Pair outcomes) {
        if (!outcomes.isEqual()) {
            faults.add(pair + " " + what + ":\n" + outcomes.difference());
        }
    }

    private static String body(String query, String variables) {
        return "{\"query\":" + Gateway.JSON.writeValueAsString(query) + ",\"variables\":" + variables + "}";
    }

    private void expect(String role, Outcome outcome, String data) {
        expectData(role, outcome, data);
        if (!outcome.errors().isEmpty()) {
            faults.add(pair + " " + role + ": " + outcome.errors());
        }
    }

    private void expectData(String role, Outcome outcome, String data) {
        if (!outcome.data().equals(data)) {
            faults.add(pair + " " + role + ":\nexpected " + data + "\nand got  " + outcome.data());
        }
    }

    private IntStream numbers() {
        return IntStream.range(0, sent.size());
    }

    private String fields(String form) {
        return numbers().mapToObj(i -> form.formatted(pair.name(), i)).collect(Collectors.joining(" "));
    }

    private String shown(String form) {
        return numbers()
                .mapToObj(i -> form.formatted(i, Outcome.text(sent.get(i).shown())))
                .collect(Collectors.joining(","));
    }

    private String variables() {
        return numbers().mapToObj(i -> "$v" + i + ": " + pair.given()).collect(Collectors.joining(", "));
    }

    private String values() {
        return numbers()
                .mapToObj(i -> "\"v" + i + "\":" + sent.get(i).json())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
