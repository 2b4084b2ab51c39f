package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.binding.FieldBinding;
import dev.postern.fetching.JavaFields;
import dev.postern.identity.TestTokens;
import dev.postern.inspection.ServingNeeds;
import dev.postern.statement.AnswerTable;
import dev.postern.statement.AnswerTableException;
import dev.postern.statement.Isolation;
import dev.postern.statement.Sessions;
import dev.postern.statement.StatementException;
import dev.postern.statement.StatementRun;
import dev.postern.testing.DemoProject;
import dev.postern.testing.Gateway;
import dev.postern.testing.ReadingsProject;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * What {@code check --grants} prints, in a database where nobody may do anything by default: a role with nothing but it serves
 * every operation of the demo, and one with any less does not.
 */
class GrantsTests {

    private static final Path OPERATIONS = Path.of("src/test/resources/grants/operations.graphql");
    private static final Path RIGHTS = Path.of("src/test/resources/grants/rights.txt");
    private static final Pattern GRANT =
            Pattern.compile("grant (.+?)(?: on (database|schema|sequence|function) (.+?)| on (.+?))? to (\\w+);");
    private static final Pattern NAMES = Pattern.compile(", (?![^(]*\\))");
    private static final String KEY = "grants-tests-key";
    private static final List<String> TAKEN = List.of("visitor", "analyst", "operator");

    private final String owner = TestServer.migrated(DemoProject.FOLDER);
    private final String role = owner.substring(owner.lastIndexOf('/') + 1) + "_role";
    private final Map<String, String> ids = ids(owner);
    private final String url = owner.replace("postgres@", role + "@");

    /** What ran for an operation when nothing was missing. */
    private final Map<Asked, List<StatementRun>> runs = new HashMap<>();

    /** A right that is granted: {@code select on vessel}, or a role. */
    private record Right(String words) {}

    private record Asked(String caller, String operation) {}

    private void harden() {
        TestServer.execute(owner, """
                revoke all on database %s from public;
                revoke all on schema public from public;
                revoke execute on all functions in schema public from public;
                grant usage on schema public to visitor, analyst, operator;
                create table postern_api_key (hash text primary key, name text not null, scopes text[] not null default '{}',
                  claims jsonb not null default '{}', expires_at timestamptz);
                insert into postern_api_key (hash, name, claims)
                values (encode(sha256('%s'), 'hex'), 'billing', '{"company": 12, "role": "operator"}')""".formatted(owner.substring(owner.lastIndexOf('/') + 1), KEY));
    }

    private List<Right> serve(ServingNeeds needs) {
        var lines = InspectedProject.grants(DemoProject.FOLDER, owner, needs, role);
        TestServer.execute(owner, String.join("\n", lines));
        return lines.stream()
                .map(GRANT::matcher)
                .filter(found -> found.matches())
                .flatMap(found -> {
                    var kind = found.group(2) == null ? "" : found.group(2) + " ";
                    var objects = found.group(3) == null ? found.group(4) : found.group(3);
                    return Stream.of(found.group(1).split(", ", -1))
                            .flatMap(right -> objects == null
                                    ? Stream.of(right)
                                    : NAMES.splitAsStream(objects).map(object -> right + " on " + kind + object))
                            .map(Right::new);
                })
                .toList();
    }

    private Gateway gateway(String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.add("--postern.database.pool-size=2");
        all.add("--postern.identity.api-keys.table=postern_api_key");
        return DemoProject.start(url, all.toArray(String[]::new));
    }

    private Gateway gatewayWithoutRoles() {
        return Gateway.start(
                DemoProject.FOLDER,
                url,
                "--postern.migration.user=postgres",
                "--postern.database.pool-size=2",
                "--postern.claims.setting=postern.claims",
                "--postern.identity.api-keys.table=postern_api_key",
                "--postern.identity.jwt.secret=" + TestTokens.SECRET,
                "--postern.identity.jwt.issuer=" + TestTokens.ISSUER,
                "--postern.identity.jwt.audience=" + TestTokens.AUDIENCE);
    }

    @Test
    void everythingThatIsPrintedIsNeededAndNothingElseIs() throws Exception {
        harden();
        var rights =
                serve(new ServingNeeds("postern_idempotency", "postern_outbox", "postern_api_key", List.of(), false));
        compare(rights);
        // roles that the demo's own settings name are not taken here
        try (var gateway = gatewayWithoutRoles()) {
            assertEquals(List.of(), broken(gateway, List.of("operator")));
            assertEquals(
                    statements(),
                    runs.values().stream()
                            .flatMap(List::stream)
                            .map(run -> run.statement().name())
                            .collect(Collectors.toCollection(TreeSet::new)));
            for (var right : rights) {
                revoked(gateway, right, List.of("operator"));
            }
            assertEquals(List.of(), broken(gateway, List.of("operator")));
        }
    }

    private static void compare(List<Right> rights) throws IOException {
        var words = String.join("\n", rights.stream().map(Right::words).toList())
                        .replaceFirst("database \\w+", "database DEMO")
                + "\n";
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(RIGHTS, words);
        }
        assertEquals(Files.readString(RIGHTS), words);
    }

    @Test
    void theTableOfEventsIsReadForThoseWhoMissNone() {
        var readings = TestServer.migrated(ReadingsProject.FOLDER);
        var needs = new ServingNeeds("postern_idempotency", "postern_outbox", null, List.of(), false);
        assertEquals(
                List.of("grant select on postern_outbox, sensor to reader;"),
                about("postern_outbox", InspectedProject.grants(ReadingsProject.FOLDER, readings, needs, "reader")));
        TestServer.execute(readings, "drop table postern_outbox");
        assertEquals(
                List.of("-- There is no table postern_outbox: a subscription with @resume is refused."),
                about("postern_outbox", InspectedProject.grants(ReadingsProject.FOLDER, readings, needs, "reader")));
    }

    private static List<String> about(String table, List<String> lines) {
        return lines.stream().filter(line -> line.contains(table)).toList();
    }

    @Test
    void aServerOfRolesNeedsThemAndLittleElse() throws Exception {
        harden();
        TestServer.execute(owner, "grant execute on all functions in schema public to visitor, analyst, operator");
        var rights = serve(new ServingNeeds("postern_idempotency", "postern_outbox", "postern_api_key", TAKEN, true));
        var database = owner.substring(owner.lastIndexOf('/') + 1);
        assertEquals(
                List.of(
                        "connect on database " + database,
                        "delete on postern_idempotency",
                        "select on postern_api_key",
                        "visitor",
                        "analyst",
                        "operator"),
                rights.stream().map(Right::words).toList());
        try (var gateway = gateway()) {
            assertEquals(List.of(), broken(gateway, TAKEN));
            for (var right : rights) {
                revoked(gateway, right, TAKEN);
            }
            assertEquals(List.of(), broken(gateway, TAKEN));
        }
    }

    /** Without one of its rights something no longer works; what names the object is tried first. */
    private void revoked(Gateway gateway, Right right, List<String> roles) throws Exception {
        TestServer.execute(owner, "revoke " + right.words() + " from " + role);
        var named = right.words().replaceFirst("\\(.*", "").replaceFirst(".* ", "");
        var asked = new ArrayList<>(asked(roles));
        asked.sort(Comparator.comparing(operation -> !names(operation, named)));
        var isForAll = right.words().startsWith("connect") || right.words().startsWith("usage on schema");
        var isNeeded = isForAll
                ? !entered().isEmpty()
                : faults(gateway, named, asked).findFirst().isPresent();
        assertTrue(isNeeded, "nothing needs " + right.words());
        TestServer.execute(owner, "grant " + right.words() + " to " + role);
    }

    private boolean names(Asked asked, String object) {
        return runs.getOrDefault(asked, List.of()).stream()
                .anyMatch(run -> run.sql().contains(object));
    }

    /** What is decided when somebody connects, or when a name is first looked up. */
    private List<String> entered() {
        try (var connection = TestServer.connect(url, role);
                var statement = connection.createStatement()) {
            statement.execute("select count(*) from vessel");
            return List.of();
        } catch (SQLException refused) {
            return List.of(refused.getSQLState());
        }
    }

    private List<String> broken(Gateway gateway, List<String> roles) throws Exception {
        return faults(gateway, "", asked(roles)).toList();
    }

    /** One after the other, for as long as somebody wants to know more: what our own tables are for comes first if one is named. */
    private Stream<String> faults(Gateway gateway, String named, List<Asked> asked) {
        var ours = Stream.<Supplier<List<String>>>of(() -> known(gateway), this::forget)
                .flatMap(fault -> fault.get().stream());
        var operations = asked.stream().flatMap(operation -> fault(gateway, operation).stream());
        return named.startsWith("postern_") ? Stream.concat(ours, operations) : Stream.concat(operations, ours);
    }

    private List<String> fault(Gateway gateway, Asked asked) {
        gateway.runs();
        var answer = asked.caller().equals("visitor")
                ? ask(gateway, "X-Nobody", "yes", asked.operation())
                : ask(gateway, "Authorization", DemoProject.token(asked.caller(), 12), asked.operation());
        if (answer.contains("\"errors\"")) {
            return List.of(asked.caller() + " " + asked.operation() + " " + answer);
        }
        runs.put(asked, gateway.runs());
        return List.of();
    }

    private List<String> known(Gateway gateway) {
        var answer = ask(gateway, "X-API-Key", KEY, "{ vessel(id: 38) { name } }");
        return answer.equals("{\"data\":{\"vessel\":{\"name\":\"Gold Lantern Star\"}}}")
                ? List.of()
                : List.of("API key " + answer);
    }

    private List<String> forget() {
        try (var database = TestServer.open(DemoProject.FOLDER, url, 1, false);
                var session = new Sessions(database, Isolation.DATABASE, List.of(), true).open()) {
            session.begin();
            new AnswerTable("postern_idempotency", Duration.ofDays(1)).forget(session, 10);
            return List.of();
        } catch (AnswerTableException | StatementException refused) {
            return List.of("forget " + refused.getMessage());
        }
    }

    private String ask(Gateway gateway, String header, String value, String operation) {
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(Map.of("query", operation))));
        if (operation.startsWith("mutation Kept")) {
            request.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
        }
        return gateway.send(request.build()).body();
    }

    /** An operator's are all, those of others the first. */
    private List<Asked> asked(List<String> callers) throws IOException {
        var text = Files.readString(OPERATIONS);
        for (var id : ids.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        var all = List.of(text.strip().split("\n\n", -1));
        assertTrue(all.size() > 10);
        return callers.stream()
                .flatMap(caller -> (caller.equals("operator") ? all : all.subList(0, 1))
                        .stream().map(operation -> new Asked(caller, operation)))
                .toList();
    }

    private static String company(String condition) {
        return "select min(v.id) from vessel v where v.owner_id = 12 and v.retired_at is null and " + condition;
    }

    private static Map<String, String> ids(String owner) {
        var sails = "exists (select from voyage y where y.vessel_id = v.id and y.arrived_at is null)";
        return Map.of(
                "$IN_PORT", TestServer.text(owner, company("not " + sails)),
                "$UNDER_WAY",
                        TestServer.text(
                                owner,
                                "select id from voyage where arrived_at is null and vessel_id = (" + company(sails)
                                        + ")"),
                "$IMO", TestServer.text(owner, "select imo_number from vessel where id = 38"),
                "$CHARTER", TestServer.text(owner, "select min(id::text) from charter where company_id = 12"),
                "$ENTRY",
                        TestServer.text(
                                owner,
                                "select min(id::text) from entry where company_id = 12 and reference like 'PD-%'"));
    }

    private static Set<String> statements() {
        var bindings = Project.read(DemoProject.FOLDER, new JavaFields(new StaticListableBeanFactory()))
                .bindings();
        var names = new TreeSet<String>();
        Stream.of(bindings.all(), bindings.totals().values(), bindings.allEntities())
                .flatMap(Collection::stream)
                .forEach(binding -> {
                    switch (binding) {
                        case FieldBinding.Root root ->
                            names.add(root.statement().name());
                        case FieldBinding.Write write ->
                            names.add(write.statement().name());
                        case FieldBinding.Nested nested ->
                            names.add(nested.statement().name());
                        case FieldBinding.Subscribed ignored -> {} // no request runs it
                        case FieldBinding.Held ignored -> {}
                        case FieldBinding.Java ignored -> {}
                        case FieldBinding.Constant ignored -> {}
                        case FieldBinding.Paged ignored -> {}
                        case FieldBinding.Entities ignored -> {}
                    }
                });
        return names;
    }
}
