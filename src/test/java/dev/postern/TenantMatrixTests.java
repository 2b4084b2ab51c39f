package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Who may do what in the demo, as {@code docs/security.md} has it in a table: each operation by each kind of caller, on both
 * paths. Run with {@code -Dcases.write=true} to write the table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantMatrixTests {

    private static final Path PAGE = Path.of("docs/security.md");
    private static final String HEAD = "| operation | anonymous | analyst of A | operator of A | operator of B |\n";

    /** Of company A, which is number 12; changes are for trial. */
    private static final Map<String, String> OPERATIONS = operations();

    private final String url = DemoProject.newDatabase();
    private final Gateway direct = DemoProject.start(url, "--postern.execution.path=direct");
    private final Gateway reference = DemoProject.start(url, "--postern.execution.path=reference");
    private final Map<String, String> ids = ids();

    @AfterAll
    void stop() {
        direct.close();
        reference.close();
    }

    private static Map<String, String> operations() {
        var operations = new LinkedHashMap<String, String>();
        operations.put(
                "`vessel`, `voyages`, `port`, `search`: what is public",
                "{ vessel(id: $FREE) { name position { heading } } }");
        operations.put("`vessel.account` of a vessel of A", "{ vessel(id: $FREE) { account { dailyCost } } }");
        operations.put("`vessel.charters` of a vessel of A", "{ vessel(id: $FREE) { charters { reference } } }");
        operations.put("`charter` of A by its id", "{ charter(id: \"$CHARTER\") { reference } }");
        operations.put(
                "`_entities` of a charter of A",
                "{ _entities(representations: [{ __typename: \"Charter\", id: \"$CHARTER\" }]) { ... on Charter { reference } } }");
        operations.put(
                "`charters`, of vessels of A", "{ charters(filter: { vesselIds: [$FREE] }) { nodes { reference } } }");
        operations.put(
                "`charters.totalCount`, likewise", "{ charters(filter: { vesselIds: [$FREE] }) { totalCount } }");
        operations.put("`company.charterIncome` of A", "{ company(id: 12) { charterIncome } }");
        operations.put("`account` of A by its id", "{ account(id: 90) { name } }");
        operations.put("`company.accounts` of A", "{ company(id: 12) { accounts { name } } }");
        operations.put("`entry` of A by its id", "{ entry(key: { id: \"$ENTRY\" }) { description } }");
        operations.put("`trialBalance` of the caller's own company", "{ trialBalance { balance } }");
        operations.put(
                "`registerVessel` for A",
                "mutation @dryRun { registerVessel(input: { imoNumber: 9876543, name: \"M\", flag: \"NO\", type: REEFER,"
                        + " builtYear: 2025, grossTonnage: 1, dimensions: { lengthMetres: 200.5, beamMetres: 32.2,"
                        + " draughtMetres: 11.4 }, ownerId: 12 }) { name } }");
        operations.put(
                "`updateVessel` of A",
                "mutation @dryRun { updateVessel(id: $FREE, input: { grossTonnage: 7 }) { name } }");
        operations.put("`retireVessel` of A", "mutation @dryRun { retireVessel(id: $FREE) { name } }");
        operations.put(
                "`startVoyage` of a vessel of A",
                "mutation @dryRun { startVoyage(input: { vesselId: $FREE, from: \"NLRTM\", to: \"NOBGO\","
                        + " expectedAt: \"2200-01-01T00:00:00Z\" }) { expectedAt } }");
        operations.put("`finishVoyage` of a vessel of A", "mutation @dryRun { finishVoyage(id: $VOYAGE) { status } }");
        operations.put(
                "`reportPosition` of a vessel of A",
                "mutation @dryRun { reportPosition(input: { vesselId: $FREE, latitude: 1, longitude: 1, speedKnots: 0,"
                        + " heading: 1 }) { heading } }");
        operations.put(
                "`fixCharter` of a vessel of A",
                "mutation @dryRun { fixCharter(input: { vesselId: $FREE, reference: \"M\", charterer: \"M\","
                        + " firstDay: \"2050-01-01\", lastDay: \"2050-01-02\", dailyRate: \"1\" }) { reference } }");
        operations.put("`cancelCharter` of A", "mutation @dryRun { cancelCharter(id: \"$CHARTER\") { reference } }");
        operations.putAll(changesOfBooks());
        operations.putAll(fuel());
        operations.putAll(positions());
        operations.putAll(watched());
        operations.putAll(known());
        return operations;
    }

    private static Map<String, String> changesOfBooks() {
        var transfer =
                "mutation @dryRun { transfer(input: { fromId: %d, toId: %d, amount: 1, description: \"M\" }) { id } }";
        var operations = new LinkedHashMap<String, String>();
        operations.put(
                "`openAccount` in the caller's own books",
                "mutation @dryRun { openAccount(input: { name: \"M\", kind: ASSET, currency: \"USD\" }) { id } }");
        operations.put(
                "`changeAccount` of A", "mutation @dryRun { changeAccount(id: 90, input: { name: \"M\" }) { name } }");
        operations.put("`transfer` within A", transfer.formatted(90, 91));
        operations.put("`transfer` from A to B", transfer.formatted(90, 50));
        operations.put("`transfer` from B to A", transfer.formatted(50, 90));
        operations.put(
                "`book` from A's income to A's bank",
                "mutation @dryRun { book(input: { description: \"M\", postings: [{ accountId: 90, amount: 1 },"
                        + " { accountId: 93, amount: -1 }] }) { id } }");
        operations.put(
                "`reverse` of an entry of A",
                "mutation @dryRun { reverse(entryId: \"$ENTRY\", reason: \"M\") { id } }");
        return operations;
    }

    private static Map<String, String> fuel() {
        var operations = new LinkedHashMap<String, String>();
        operations.put(
                "`fuelFeeds`, with `batches`, of the caller's own company",
                "{ fuelFeeds { name batches(first: 1) { nodes { file } } } }");
        operations.put(
                "`fuelMonths` of the caller's own company",
                "{ fuelMonths(from: \"2025-11-01\", to: \"2025-11-30\") { tonnes } }");
        operations.put(
                "`vessel.fuelMonths` of a vessel of A",
                "{ vessel(id: 12) { fuelMonths(from: \"2025-01-01\", to: \"2025-12-31\") { tonnes } } }");
        operations.put(
                "`bunkering` of A by its note",
                "{ bunkering(feed: \"nordic-bunker\", note: \"NB-10250\") { tonnes } }");
        operations.put(
                "`addFuelFeed` for the caller's own company", "mutation @dryRun { addFuelFeed(name: \"m\") { name } }");
        operations.put(
                "`openFuelBatch`, `stageFuelRows`, `mergeFuelBatch` of the caller's own",
                "mutation @dryRun { openFuelBatch(input: { feed: \"nordic-bunker\", file: \"m\", readFrom: \"2025-11-01T00:00:00Z\","
                        + " readTo: \"2026-01-01T00:00:00Z\" }) { id } stageFuelRows(batch: { feed: \"nordic-bunker\", file: \"m\" },"
                        + " rows: [{}]) { id } mergeFuelBatch(batch: { feed: \"nordic-bunker\", file: \"m\" }) { rejectedCount } }");
        operations.put(
                "`mergeFuelBatch` with a vessel of A",
                "mutation @dryRun { openFuelBatch(input: { feed: \"nordic-bunker\", file: \"m\", readFrom: \"2025-11-01T00:00:00Z\","
                        + " readTo: \"2026-01-01T00:00:00Z\" }) { insertedCount } stageFuelRows(batch: { feed: \"nordic-bunker\", file: \"m\" },"
                        + " rows: [{ imoNumber: \"9250658\", note: \"M\", port: \"NLRTM\", fuel: \"MGO\", tonnes: \"1\","
                        + " price: \"1\", sulphur: \"0\", deliveredAt: \"2025-12-01T00:00Z\", changedAt: \"2025-12-01T00:00Z\" }])"
                        + " { insertedCount } mergeFuelBatch(batch: { feed: \"nordic-bunker\", file: \"m\" }) { insertedCount } }");
        return operations;
    }

    private static Map<String, String> positions() {
        var time = "from: \"2025-12-20T00:00:00Z\", to: \"2026-01-01T00:00:00Z\"";
        var operations = new LinkedHashMap<String, String>();
        operations.put(
                "`trackPoints` of a vessel of A",
                "{ trackPoints(filter: { vesselIds: [482], " + time + " }, first: 1) { nodes { latitude } } }");
        operations.put(
                "`vessel.trackLine`, `vessel.speed` of a vessel of A",
                "{ vessel(id: 482) { trackLine(" + time + ") { pointCount } speed(" + time + ") { reportCount } } }");
        operations.put(
                "`port.vesselsNearby`, where a vessel of A is",
                "{ port(unlocode: \"NLRTM\") { vesselsNearby(at: \"2025-12-22T12:00:00Z\") { nauticalMiles } } }");
        operations.put(
                "`geofence` of A by its id", "{ geofence(id: \"5e32fffc-148f-162c-7c78-6159cfb3d153\") { name } }");
        operations.put(
                "`reportTrack` of a vessel of A",
                "mutation @dryRun { reportTrack(points: [{ imoNumber: 9250658, reportedAt: \"2026-01-02T00:00:00Z\","
                        + " latitude: 1, longitude: 1, speedKnots: 1, course: 1 }]) { accepted } }");
        operations.put(
                "`addGeofence` for the caller's own company",
                "mutation @dryRun { addGeofence(name: \"M\", area: { type: \"Polygon\","
                        + " coordinates: [[[1, 1], [2, 1], [2, 2], [1, 1]]] }) { name } }");
        operations.put(
                "`removeGeofence` of A",
                "mutation @dryRun { removeGeofence(id: \"5e32fffc-148f-162c-7c78-6159cfb3d153\") { name } }");
        return operations;
    }

    private static Map<String, String> watched() {
        var operations = new LinkedHashMap<String, String>();
        operations.put("`accessEvent` of A by its id", "{ accessEvent(id: \"$EVENT\") { message } }");
        operations.put(
                "`accessEvents` of a person of A",
                "{ accessEvents(filter: { userNames: [\"jonas.lind\"] }) { nodes { message } } }");
        operations.put(
                "`accessEvents` by words that only A has",
                "{ accessEvents(filter: { text: \"jonas.lind\" }) { nodes { message } } }");
        operations.put(
                "`anomalies` of the caller's own company",
                "{ anomalies(from: \"2025-11-10T00:00:00Z\", to: \"2025-11-20T00:00:00Z\") { kind } }");
        operations.put("`network`, its reputation", "{ network(address: \"203.0.113.140\") { score } }");
        operations.put("`snapshot` of A by its id", "{ snapshot(id: \"$SNAPSHOT\") { reason events { message } } }");
        operations.put(
                "`recordAccess` for the caller's own company",
                "mutation @dryRun { recordAccess(events: [{ occurredAt: \"2026-01-05T00:00:00Z\", userName: \"m\", kind: LOGIN,"
                        + " address: \"192.0.2.1\", device: \"M\", message: \"M\" }]) { message } }");
        operations.put(
                "`annotateAccessEvent` of A",
                "mutation @dryRun { annotateAccessEvent(id: \"$EVENT\", input: { note: \"M\" }) { message } }");
        operations.put(
                "`takeSnapshot` of the caller's own company",
                "mutation @dryRun { takeSnapshot(input: { reason: \"M\", from: \"2025-11-12T00:00:00Z\", to: \"2025-11-13T00:00:00Z\" }) { reason } }");
        return operations;
    }

    private static Map<String, String> known() {
        var operations = new LinkedHashMap<String, String>();
        operations.put(
                "`searchReports`, of the whole trade",
                "{ searchReports(text: \"pirates\", filter: { own: false }) { report { title } } }");
        operations.put("`incidentReport` of A by its id", "{ incidentReport(id: \"$REPORT\") { title } }");
        operations.put(
                "`searchReports` by words that only A has",
                "{ searchReports(text: \"jellyfish\", mode: LEXICAL) { report { title } } }");
        operations.put(
                "`searchReports` by what only A means",
                "{ searchReports(text: \"jellyfish\", filter: { words: \"jellyfish\" }) { report { title } } }");
        operations.put(
                "`fileReport` for the caller's own company",
                "mutation @dryRun { fileReport(input: { reference: \"M\", occurredOn: \"2025-01-01\", category: FIRE, severity: 1,"
                        + " title: \"M\", body: \"M\" }) { title } }");
        operations.put(
                "`embedReport` of A",
                "mutation @dryRun { embedReport(id: \"$REPORT\", vector: [" + "1, ".repeat(64) + "]) { title } }");
        return operations;
    }

    private Map<String, String> ids() {
        var owner = url.replace("demo_gateway@", "postgres@");
        var free = "select min(v.id) from vessel v where v.owner_id = 12 and v.retired_at is null"
                + " and not exists (select from voyage y where y.vessel_id = v.id and y.arrived_at is null)";
        return Map.of(
                "$FREE", TestServer.text(owner, free),
                "$VOYAGE",
                        TestServer.text(
                                owner,
                                "select min(y.id) from voyage y join vessel v on v.id = y.vessel_id"
                                        + " where v.owner_id = 12 and y.arrived_at is null"),
                "$CHARTER",
                        TestServer.text(owner, "select min(id::text) from charter where vessel_id = (" + free + ")"),
                "$ENTRY",
                        TestServer.text(
                                owner,
                                "select min(id::text) from entry where company_id = 12 and reference like 'PD-%'"),
                "$EVENT",
                        TestServer.text(
                                owner,
                                "select min(id::text) from access_event where company_id = 12 and user_name = 'jonas.lind'"),
                "$REPORT", TestServer.text(owner, "select id from incident_report where reference = 'AOK-101'"),
                "$SNAPSHOT", TestServer.text(owner, "select min(id::text) from snapshot where company_id = 12"));
    }

    @Test
    void thePageSaysWhatHappens() throws IOException {
        var onBoth = table(direct);
        assertEquals(onBoth, table(reference));
        var page = Files.readString(PAGE);
        var start = page.indexOf(HEAD);
        var end = page.indexOf("\n\n", start) + 1;
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(PAGE, page.substring(0, start) + onBoth + page.substring(end));
        }
        page = Files.readString(PAGE);
        assertEquals(page.substring(start, page.indexOf("\n\n", start) + 1), onBoth);
    }

    private String table(Gateway gateway) {
        return OPERATIONS.entrySet().stream()
                .map(operation -> "| " + operation.getKey() + " | "
                        + String.join(
                                " | ",
                                cell(gateway, null, operation.getValue()),
                                cell(gateway, DemoProject.token("analyst", 12), operation.getValue()),
                                cell(gateway, DemoProject.token("operator", 12), operation.getValue()),
                                cell(gateway, DemoProject.token("operator", 7), operation.getValue()))
                        + " |\n")
                .collect(Collectors.joining("", HEAD + "|---|---|---|---|---|\n", ""));
    }

    private String cell(Gateway gateway, @Nullable String authorization, String operation) {
        var query = operation;
        for (var id : ids.entrySet()) {
            query = query.replace(id.getKey(), id.getValue());
        }
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(Map.of("query", query))));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var answer = Gateway.JSON.readTree(gateway.send(request.build()).body());
        if (answer.has("errors")) {
            var code = answer.get("errors").get(0).get("extensions").get("code").asString();
            return "`" + code + "`";
        }
        var isChange = operation.startsWith("mutation");
        return isEmpty(answer.get("data")) ? "nothing" : isChange ? "done" : "seen";
    }

    /** Whether nothing is in it but null, no elements and zero. */
    private static boolean isEmpty(JsonNode value) {
        return value.isContainer()
                ? value.valueStream().allMatch(TenantMatrixTests::isEmpty)
                : value.isNull() || value.asString().matches("0(\\.0+)?");
    }
}
