package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.HttpStream;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attempts of company B, of strangers and of people without rights to see or change what is company A's, over the demo.
 *
 * <p>{@code tenants/attacks.json} holds the requests, {@code tenants/answers.txt} the whole of what comes, the same on both
 * paths. No answer has anything of company A's in it, and nothing of company A's is changed. Run with
 * {@code -Dcases.write=true} to write the answers, and read the difference before you commit it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantAttackTests {

    private static final Path FOLDER = Path.of("src/test/resources/tenants");
    private static final int A = 12;

    /** What only company A may see. */
    private static final Pattern SECRET = Pattern.compile("secret-a|SECRET-1|Ansgar|77777|88888888");

    private static final Pattern LEAK = Pattern.compile(
            "Exception|java\\.|org\\.|(?i)select .* from |insert into|delete from|pg_|policy|row-level|relation |set_config"
                    + "|charter_\\w+_|current_setting");

    private final String url = DemoProject.newDatabase();
    private final String owner = url.replace("demo_gateway@", "postgres@");
    private final Gateway direct = start("direct");
    private final Gateway reference = start("reference");
    private final Map<String, String> values = new LinkedHashMap<>();

    private Gateway start(String path) {
        return DemoProject.start(
                url,
                "--postern.execution.path=" + path,
                "--postern.database.pool-size=3",
                "--postern.cache.default-max-age=60s",
                "--postern.http.batch-size=4");
    }

    @BeforeAll
    void fill() throws Exception {
        var free = "select min(v.id) from vessel v where v.owner_id = %d and v.retired_at is null"
                + " and not exists (select from voyage y where y.vessel_id = v.id and y.arrived_at is null)";
        var b = TestServer.text(
                owner,
                "select min(owner_id) from vessel where owner_id <> 12 and retired_at is null and id > 40 and owner_id in"
                        + " (select y.owner_id from vessel y where not exists (select from voyage x where x.vessel_id = y.id"
                        + " and x.arrived_at is null) and y.retired_at is null)");
        values.put("B", b);
        values.put("VESSEL_A", TestServer.text(owner, free.formatted(A)));
        values.put("VESSEL_B", TestServer.text(owner, free.formatted(Integer.parseInt(b))));
        values.put(
                "IMO_A", TestServer.text(owner, "select imo_number from vessel where id = " + values.get("VESSEL_A")));
        values.put(
                "VOYAGE_A",
                TestServer.text(
                        owner,
                        "select min(y.id) from voyage y join vessel v on v.id = y.vessel_id where v.owner_id = 12 and y.arrived_at is null"));
        TestServer.execute(owner, """
                update vessel_account set insured_value = 88888888, daily_cost = 77777 where vessel_id = %1$s;
                insert into charter (id, company_id, vessel_id, reference, charterer, first_day, last_day, daily_rate) values
                  ('00000000-0000-4000-8000-00000000000a', 12, %1$s, 'secret-a', 'Ansgar', '2040-01-01', '2040-12-31', 77777),
                  ('00000000-0000-4000-8000-00000000000b', %2$s, %3$s, 'of-b', 'Birgit', '2040-01-01', '2040-12-31', 500)""".formatted(values.get("VESSEL_A"), b, values.get("VESSEL_B")));
        values.put("CURSOR_A", cursorOfA());
        keepAnAnswerForA();
        fillBooks(b);
        fillFuel(b);
        fillPositions();
        fillWatch(b);
        TestServer.execute(owner, """
                insert into incident_report (id, company_id, reference, occurred_on, category, severity, title, body) values
                  ('00000000-0000-4000-8000-0000000000fa', 12, 'secret-a', '2026-02-01', 'FIRE', 5, 'Ansgar''s zeppelin', 'It burnt, said Ansgar.'),
                  ('00000000-0000-4000-8000-0000000000fb', %s, 'of-b', '2026-02-01', 'FIRE', 5, 'Birgit''s zeppelin', 'It landed.')""".formatted(b));
    }

    private void fillPositions() {
        TestServer.execute(owner, """
                alter table track_point disable trigger user;
                insert into track_point (company_id, vessel_id, reported_at, latitude, longitude, speed_knots, course)
                values (12, %1$s, '2039-06-01 00:00Z', 51.77777, 3.77777, 7.7777, 77.777), (12, %1$s, '2025-06-02 00:00Z', 51, 3, 7, 7);
                alter table track_point enable trigger user;
                insert into geofence (id, company_id, name, area)
                values ('00000000-0000-4000-8000-0000000000fe', 12, 'secret-a', '{"type": "Polygon", "coordinates":
                  [[[3, 51], [4, 51], [4, 52], [3, 51]]]}')""".formatted(values.get("VESSEL_A")));
    }

    private void fillFuel(String b) {
        values.put(
                "IMO_B", TestServer.text(owner, "select imo_number from vessel where id = " + values.get("VESSEL_B")));
        TestServer.execute(owner, """
                insert into fuel_feed (company_id, name) values (12, 'secret-a-feed'), (%2$s, 'nordic-bunker') on conflict do nothing;
                insert into fuel_batch (id, company_id, feed, file, read_from, read_to)
                values ('00000000-0000-4000-8000-0000000000fa', 12, 'secret-a-feed', 'secret-a.csv', '2039-01-01', '2039-12-31');
                insert into fuel_staging (batch_id, line, note)
                values ('00000000-0000-4000-8000-0000000000fa', 1, 'SECRET-1');
                insert into fuel_rejection (batch_id, line, column_name, rule, written, reason)
                values ('00000000-0000-4000-8000-0000000000fa', 1, 'port', 'x', 'SECRET-1', 'x');
                insert into bunkering (company_id, feed, note, vessel_id, port, fuel, delivered_at, tonnes, price, sulphur, changed_at, batch_id)
                values (12, 'secret-a-feed', 'SECRET-1', %1$s, 'NLRTM', 'MGO', '2039-06-01', 777.77, 1, 0, '2039-06-02',
                  '00000000-0000-4000-8000-0000000000fa')""".formatted(values.get("VESSEL_A"), b));
    }

    private void fillWatch(String b) {
        TestServer.execute(owner, """
                insert into access_event (id, company_id, occurred_at, user_name, kind, address, device, message, details) values
                  ('00000000-0000-4000-8000-0000000000ea', 12, '2026-02-01Z', 'Ansgar', 'LOGIN', '203.0.113.77', 'd', 'secret-a came in',
                    '{"rows": 77777, "token": {"kid": "secret-a"}}'),
                  ('00000000-0000-4000-8000-0000000000eb', %s, '2026-02-01Z', 'Birgit', 'LOGIN', '203.0.113.77', 'd', 'of-b came in',
                    '{"rows": 500}')""".formatted(b));
        values.put("SNAPSHOT_A", booked("""
                mutation { booked: takeSnapshot(input: { reason: "secret-a", from: "2026-01-31T00:00:00Z", to: "2026-02-02T00:00:00Z" }) {
                  id } }"""));
    }

    private void fillBooks(String b) {
        var account = "select id from account where currency = 'USD' and company_id = " + b + " and name = ";
        values.put("C", b.equals("1") ? "2" : "1");
        values.put("BANK_B", TestServer.text(owner, account + "'Bank'"));
        values.put("CAPITAL_B", TestServer.text(owner, account + "'Capital'"));
        values.put("ENTRY_A", booked("""
                mutation { booked: book(input: { description: "Ansgar", reference: "secret-a", postings: [
                  { accountId: 91, amount: "77777" }, { accountId: 90, amount: "-77777" }] }) { id } }"""));
        values.put("PAID_A", booked("""
                mutation { booked: transfer(input: { fromId: 90, toId: %s, amount: 250, description: "Pilotage", reference: "paid-by-a" }) {
                  id } }""".formatted(values.get("BANK_B"))));
        var page = Gateway.JSON.readTree(
                ask("{ account(id: 90) { postings(first: 2) { pageInfo { endCursor } } } }", null));
        values.put(
                "POSTING_A",
                page.path("data")
                        .path("account")
                        .path("postings")
                        .path("pageInfo")
                        .path("endCursor")
                        .asString());
    }

    private String booked(String mutation) {
        var answer = ask(mutation, null);
        assertFalse(answer.contains("errors"), answer);
        return Gateway.JSON
                .readTree(answer)
                .path("data")
                .path("booked")
                .path("id")
                .asString();
    }

    @AfterAll
    void stop() {
        direct.close();
        reference.close();
    }

    private String cursorOfA() {
        var answer = Gateway.JSON.readTree(
                ask("{ charters(first: 1, orderBy: DEAREST) { pageInfo { endCursor } nodes { reference } } }", null));
        var page = answer.get("data").get("charters");
        assertEquals("secret-a", page.get("nodes").get(0).get("reference").asString());
        return page.get("pageInfo").get("endCursor").asString();
    }

    private void keepAnAnswerForA() {
        var answer = ask(
                "mutation { updateVessel(id: " + values.get("VESSEL_A")
                        + ", input: { grossTonnage: 40000 }) { charters(last: 1) { reference } } }",
                "attack");
        assertTrue(answer.contains("secret-a"), answer);
    }

    private String ask(String query, @Nullable String key) {
        var request = HttpRequest.newBuilder(direct.uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("Authorization", DemoProject.token("operator", A))
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(Map.of("query", query))));
        if (key != null) {
            request.header("Idempotency-Key", "\"" + key + "\"");
        }
        return direct.send(request.build()).body();
    }

    /** A fingerprint of what company A has. */
    private String possessions() {
        return TestServer.text(owner, """
                select md5(string_agg(line, '|' order by line)) from (
                  select c::text as line from charter c where company_id = 12
                  union all select v::text from vessel v where owner_id = 12
                  union all select a::text from vessel_account a
                  union all select y::text from voyage y where vessel_id in (select id from vessel where owner_id = 12)
                  union all select count(*)::text from position_report
                  union all select a::text from account a where company_id = 12
                  union all select p::text from posting p join account a on a.id = p.account_id where a.company_id = 12
                  union all select e::text from entry e where company_id = 12
                  union all select h::text from account_change h join account a on a.id = h.account_id where a.company_id = 12
                  union all select f::text from fuel_feed f where company_id = 12
                  union all select f::text from fuel_batch f where company_id = 12
                  union all select s::text from fuel_staging s join fuel_batch f on f.id = s.batch_id where f.company_id = 12
                  union all select r::text from fuel_rejection r join fuel_batch f on f.id = r.batch_id where f.company_id = 12
                  union all select k::text from bunkering k where company_id = 12
                  union all select m::text from fuel_month m where company_id = 12
                  union all select t::text from track_point t where company_id = 12
                  union all select g::text from geofence g where company_id = 12
                  union all select e::text from access_event e where company_id = 12
                  union all select s::text from snapshot s where company_id = 12
                  union all select n::text from network n
                  union all select r::text from incident_report r where company_id = 12 or company_id is null
                  union all select rolname || rolsuper from pg_roles where rolname in ('visitor', 'analyst', 'operator', 'demo_gateway')) t""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "reference"})
    void nothingIsLetInAndNothingLeaks(String path) throws Exception {
        var gateway = path.equals("direct") ? direct : reference;
        var before = possessions();
        var answers = new ArrayList<String>();
        var rows = TenantRow.read(FOLDER.resolve("attacks.json"), values);
        assertTrue(rows.size() >= 80, "there are only " + rows.size());
        for (var row : rows) {
            var response = row.ask(gateway);
            var told = TenantRow.told(response);
            assertFalse(SECRET.matcher(response.body()).find(), () -> row.name() + ": " + told);
            assertFalse(LEAK.matcher(response.body()).find(), () -> row.name() + ": " + told);
            answers.add(row.name() + ": " + told);
        }
        var file = FOLDER.resolve("answers.txt");
        var text = String.join("\n", answers) + "\n";
        if (Boolean.getBoolean("cases.write") && path.equals("direct")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
        assertEquals(before, possessions());
        assertTrue(
                ask("{ charter(id: \"00000000-0000-4000-8000-00000000000a\") { reference } }", null)
                        .contains("secret-a"),
                "the server answers, and company A sees its own");
    }

    /** One batch of keys for all parents of a level, of many callers at once: each sees its own company's rows only. */
    @Test
    void callersAtOnceShareNoRow() {
        var query =
                "{ vessels(filter: { ownerId: %s }, limit: 3) { account { insuredValue } charters { reference } } charters(first: 3) { totalCount } }";
        var expected = new LinkedHashMap<String, String>();
        for (var company : List.of("12", values.getOrDefault("B", ""), "1")) {
            for (var owner : List.of("12", values.getOrDefault("B", ""))) {
                expected.put(company + " " + owner, answer(direct, company, query.formatted(owner)));
            }
        }
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 600; i++) {
                var gateway = i % 3 == 0 ? reference : direct;
                var one = List.copyOf(expected.entrySet()).get(i % expected.size());
                var words = one.getKey().split(" ", -1);
                threads.execute(() -> {
                    var told = answer(gateway, words[0], query.formatted(words[1]));
                    if (!told.equals(one.getValue())) {
                        wrong.add(one.getKey() + ": " + told);
                    }
                });
            }
        }
        assertEquals(List.of(), wrong.stream().limit(3).toList());
        assertTrue(expected.values().stream().distinct().count() >= 4, expected.toString());
    }

    /** Who has subscribed is told of a vessel's report by one notification for all, and sees its own company's rows only. */
    @Test
    void subscribersShareNoRow() {
        var query =
                "subscription { positionReported { vessel { account { insuredValue } charters(last: 1) { reference } } } }";
        var moved =
                "subscription { vesselMoved(vesselId: %s) { vessel { account { insuredValue } charters(last: 1) { reference } } } }"
                        .formatted(values.get("VESSEL_A"));
        try (var ofA = subscribed(query, DemoProject.token("operator", A));
                var ofB = subscribed(query, DemoProject.token("operator", Long.valueOf(values.getOrDefault("B", ""))));
                var nobody = subscribed(query, "");
                var movedForA = subscribed(moved, DemoProject.token("analyst", A));
                var movedForB =
                        subscribed(moved, DemoProject.token("analyst", Long.valueOf(values.getOrDefault("B", ""))))) {
            TestServer.execute(
                    owner,
                    "insert into position_report values (" + values.get("VESSEL_A")
                            + ", '2001-01-01', 1, 1, 10, 90, 'UNDER_WAY')");
            var own =
                    "{\"vessel\":{\"account\":{\"insuredValue\":\"88888888.00\"},\"charters\":[{\"reference\":\"secret-a\"}]}}";
            var nothing = "{\"vessel\":{\"account\":null,\"charters\":[]}}";
            assertEquals(event("positionReported", own), ofA.take());
            assertEquals(event("positionReported", nothing), ofB.take());
            assertEquals(event("vesselMoved", own), movedForA.take());
            assertEquals(event("vesselMoved", nothing), movedForB.take());
            var refused = nobody.take();
            assertFalse(SECRET.matcher(refused).find(), refused);
            assertFalse(LEAK.matcher(refused).find(), refused);
            assertTrue(refused.contains("\"code\":\"FORBIDDEN\""), refused);
        } finally {
            TestServer.execute(owner, "delete from position_report where reported_at = '2001-01-01'");
        }
    }

    private static String event(String field, String row) {
        return "event: next\ndata: {\"data\":{\"" + field + "\":" + row + "}}";
    }

    private HttpStream subscribed(String query, String token) {
        var before = direct.subscriptions().size();
        var request = HttpRequest.newBuilder(direct.uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(Map.of("query", query))));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        var stream = new HttpStream(request.build(), "\n\n");
        ReadingsProject.await("nobody subscribed", () -> direct.subscriptions().size() > before);
        return stream;
    }

    private static String answer(Gateway gateway, String company, String query) {
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("Authorization", DemoProject.token("analyst", Long.valueOf(company)))
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(Map.of("query", query))))
                .build();
        return gateway.send(request).body();
    }
}
