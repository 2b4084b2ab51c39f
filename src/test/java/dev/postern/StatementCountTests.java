package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.postern.binding.FieldBinding;
import dev.postern.fetching.JavaFields;
import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** No nested field of the demo costs a statement more for three parents than for two. */
class StatementCountTests {

    /** How to reach two or three objects of each type; {@code %d} is how many, {@code %s} what is asked of each. */
    private static final Map<String, String> PARENTS = Map.ofEntries(
            Map.entry("Account", "{ company(id: 12) { accounts(limit: %d) { %s } } }"),
            Map.entry(
                    "AccountStatement",
                    "{ company(id: 12) { accounts(limit: %d) { statement(from: \"2025-01-01\", to: \"2025-12-31\") { %s } } } }"),
            Map.entry("Posting", "{ account(id: 90) { postings(first: %d) { nodes { %s } } } }"),
            Map.entry("Entry", "{ account(id: 90) { postings(first: %d) { nodes { entry { %s } } } } }"),
            Map.entry("FuelFeed", "{ companies(limit: %d) { __typename } fuelFeeds { %s } }"),
            Map.entry("FuelBatch", "{ fuelFeed(name: \"nordic-bunker\") { batches(first: %d) { nodes { %s } } } }"),
            Map.entry("Bunkering", "{ vessel(id: 12) { bunkerings(last: %d) { %s } } }"),
            Map.entry(
                    "TrackPoint",
                    "{ trackPoints(filter: { from: \"2025-12-20T00:00:00Z\", to: \"2026-01-01T00:00:00Z\" }, first: %d) { nodes { %s } } }"),
            Map.entry("Geofence", "{ companies(limit: %d) { __typename } geofences { %s } }"),
            Map.entry(
                    "GeofenceVisit",
                    "{ companies(limit: %d) { __typename } geofences { visits(from: \"2025-12-20T00:00:00Z\", to: \"2026-01-01T00:00:00Z\") { %s } } }"),
            Map.entry(
                    "NearbyVessel",
                    "{ companies(limit: %d) { __typename } port(unlocode: \"NLRTM\") { vesselsNearby(at: \"2025-12-22T12:00:00Z\") { %s } } }"),
            Map.entry("AccessEvent", "{ accessEvents(first: %d) { nodes { %s } } }"),
            Map.entry("Network", "{ accessEvents(first: %d) { nodes { network { %s } } } }"),
            Map.entry("Snapshot", "{ snapshots(limit: %d) { %s } }"),
            Map.entry(
                    "IncidentReport",
                    "{ searchReports(text: \"engine\", mode: SEMANTIC, limit: %d, filter: { own: true, ports: [\"JPYOK\", \"JPOSA\", \"SGSIN\"] })"
                            + " { report { %s } } }"),
            Map.entry("Company", "{ companies(limit: %d) { %s } }"),
            Map.entry("Vessel", "{ vessels(limit: %d) { %s } }"),
            Map.entry("Voyage", "{ vessel(id: 1) { voyages(last: %d) { %s } } }"),
            Map.entry("PositionReport", "{ vessel(id: 1) { track(last: %d) { %s } } }"),
            Map.entry("Charter", "{ charters(first: %d) { nodes { %s } } }"),
            Map.entry("Port", "{ vessel(id: 1) { voyages(last: %d) { toPort { %s } } } }"),
            Map.entry("Arrival", "{ port(unlocode: \"NLRTM\") { calls(last: %d0) { ... on Arrival { %s } } } }"),
            Map.entry("Departure", "{ port(unlocode: \"NLRTM\") { calls(last: %d0) { ... on Departure { %s } } } }"));

    /** What fields need that cannot do without. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "Account.statement",
            "(from: \"2025-01-01\", to: \"2025-12-31\")",
            "Vessel.fuelMonths",
            "(from: \"2025-01-01\", to: \"2025-12-31\")",
            "Vessel.trackLine",
            "(from: \"2025-12-20T00:00:00Z\", to: \"2026-01-01T00:00:00Z\")",
            "Vessel.speed",
            "(from: \"2025-12-20T00:00:00Z\", to: \"2026-01-01T00:00:00Z\")",
            "Geofence.visits",
            "(from: \"2025-12-20T00:00:00Z\", to: \"2026-01-01T00:00:00Z\")");

    @Test
    void threeParentsCostWhatTwoDo() {
        var project = Project.read(Path.of("."), new JavaFields(new StaticListableBeanFactory()));
        var counted = new TreeSet<String>();
        try (var gateway = DemoProject.startForDevelopment(DemoProject.newDatabase())) {
            for (var binding : project.bindings().all()) {
                if (binding instanceof FieldBinding.Nested nested) {
                    var two = statements(gateway, nested, 2);
                    assertEquals(two, statements(gateway, nested, 3), nested.coordinate());
                    assertEquals(
                            1,
                            two.stream()
                                    .filter(nested.statement().name()::equals)
                                    .count(),
                            nested.coordinate());
                    counted.add(nested.coordinate());
                }
            }
        }
        assertFalse(counted.isEmpty());
    }

    private static List<String> statements(Gateway gateway, FieldBinding.Nested nested, int parents) {
        var query = PARENTS.get(nested.typeName());
        assertNotNull(query, "how are objects of " + nested.typeName() + " reached? Add it to PARENTS");
        var typename = nested.shape().connection() ? " { nodes { __typename } }" : " { __typename }";
        var arguments = ARGUMENTS.getOrDefault(nested.coordinate(), "");
        var selection = nested.fieldName() + arguments + (nested.shape().leaf() ? "" : typename);
        gateway.runs();
        var answer = gateway.ask(query.formatted(parents, selection));
        assertFalse(answer.has("errors"), () -> nested.coordinate() + ": " + answer);
        return gateway.runs().stream()
                .map(run -> run.statement().name())
                .sorted()
                .toList();
    }
}
