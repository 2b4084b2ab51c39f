package dev.postern.fetching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Fields that Java answers, beside, above and below those that SQL does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaComponentTests {

    private static final Map<String, String> PROJECT = Map.of(
            "schema/fleet.graphqls",
            """
            type Query {
              vessels: [Vessel!]!
              forecasts(portIds: [Long!]!): [Weather!]!
              nowhere: Weather!
              broken: String
              brokenLater: String
              absent: String
              refused: String
              half: String
              asked(document: String!): String!
            }
            type Mutation { rename(id: ID!, name: String!): Vessel signal: String }
            type Vessel { id: ID! name: String! weather: Weather! columns: String! size: Size }
            type Size { length: Int! width: Int! area: Int! }
            type Weather { portId: ID summary: String! port: Port }
            type Port { id: ID! name: String! }
            """,
            "migrations/V1__fleet.sql",
            """
            create table postern_idempotency (
              key text primary key, request text not null, answer bytea not null, expires_at timestamptz not null);
            create table port (id bigint primary key, name text not null);
            create table vessel (
              id bigint primary key, name text not null, home_port_id bigint, size_length int, size_width int);
            insert into port values (1, 'Bremen'), (2, 'Oslo');
            insert into vessel values (17, 'Anna', 2, 100, 20), (18, 'Berta', null, null, null);
            """,
            "sql-mappers/Query.xml",
            """
            <mapper namespace="Query">
              <select id="vessels">select * from vessel order by id</select>
            </mapper>
            """,
            "sql-mappers/Mutation.xml",
            """
            <mapper namespace="Mutation">
              <update id="rename">
                update vessel set name = #{name} where id = #{id}
                returning id, name, home_port_id, size_length, size_width
              </update>
            </mapper>
            """,
            "sql-mappers/Weather.xml",
            """
            <mapper namespace="Weather">
              <select id="port">select id as key_port_id, id, name from port where id = any(#{keys.port_id})</select>
            </mapper>
            """);

    private @Nullable Gateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) {
        gateway = Gateway.start(
                Folders.write(folder, PROJECT),
                TestServer.newDatabase(),
                "--postern.components=dev.postern.testing.weather");
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void javaIsTheParentOfBoundFields() {
        assertEquals("""
                {"data":{"forecasts":[\
                {"portId":"1","summary":"calm","port":{"name":"Bremen"}},\
                {"portId":"2","summary":"calm","port":{"name":"Oslo"}},\
                {"portId":"3","summary":"calm","port":null}]}}""", answer("{ forecasts(portIds: [1, 2, 3]) { portId summary port { name } } }"));
        assertEquals(List.of("Weather.port"), ran());
    }

    @Test
    void javaWithoutAKeyIsNotAskedAbout() {
        assertEquals(
                "{\"data\":{\"nowhere\":{\"summary\":\"unknown\",\"port\":null}}}",
                answer("{ nowhere { summary port { name } } }"));
        assertEquals(List.of(), ran());
    }

    @Test
    void javaIsTheChildOfABoundRow() {
        assertEquals("""
                {"data":{"vessels":[\
                {"name":"Anna","weather":{"summary":"windy at Anna","port":{"name":"Oslo"}}},\
                {"name":"Berta","weather":{"summary":"windy at Berta","port":null}}]}}""", answer("{ vessels { name weather { summary port { name } } } }"));
        assertEquals(List.of("Query.vessels", "Weather.port"), ran());
    }

    @Test
    void javaSeesTheColumnsOfTheRow() {
        assertEquals("""
                {"data":{"vessels":[\
                {"columns":"{id=17, name=Anna, home_port_id=2, size_length=100, size_width=20}"},\
                {"columns":"{id=18, name=Berta, home_port_id=null, size_length=null, size_width=null}"}]}}""", answer("{ vessels { columns } }"));
    }

    @Test
    void javaSeesAnObjectInsideOfTheRowWithoutThePrefix() {
        assertEquals(
                "{\"data\":{\"vessels\":[{\"size\":{\"length\":100,\"area\":2000}},{\"size\":null}]}}",
                answer("{ vessels { size { length area } } }"));
    }

    @Test
    void whatJavaThrowsStaysInside() {
        assertEquals(internal("broken"), answer("{ broken }").replaceFirst("error [0-9a-f]{8}\"", "error ID\""));
        assertEquals(
                internal("brokenLater"), answer("{ brokenLater }").replaceFirst("error [0-9a-f]{8}\"", "error ID\""));
    }

    @Test
    void whatJavaThrowsForTheClientKeepsItsKind() {
        assertEquals("""
                {"errors":[{"message":"There is no such station.","locations":[{"line":1,"column":3}],\
                "path":["absent"],"extensions":{"code":"NOT_FOUND","errorType":"NOT_FOUND"}}],"data":{"absent":null}}""", answer("{ absent }"));
        assertEquals("""
                {"errors":[{"message":"A station has a number.","locations":[{"line":1,"column":3}],\
                "path":["refused"],"extensions":{"code":"BAD_USER_INPUT","errorType":"BAD_REQUEST"}}],"data":{"refused":null}}""", answer("{ refused }"));
    }

    @Test
    void whatJavaReturnsBesideItsDataIsPassedOn() {
        assertEquals("""
                {"errors":[{"message":"The forecast is from yesterday.",\
                "extensions":{"code":"CONFLICT","errorType":"FAILED_PRECONDITION"}},\
                {"message":"The wind is guessed.","extensions":{"by":3,"code":"GUESSED","errorType":"INTERNAL"}}],\
                "data":{"half":"calm"}}""", answer("{ half }"));
    }

    @Test
    void javaMayRunAnOperationItself() {
        assertEquals(
                "{data={vessels=[{name=Anna, weather={port={name=Oslo}}}, {name=Berta, weather={port=null}}]}}",
                asked("{ vessels { name weather { port { name } } } }"));
        assertEquals(List.of("Query.vessels", "Weather.port"), ran());
        assertEquals("{data={rename={name=Anna}}}", asked("mutation { rename(id: 17, name: \"Anna\") { name } }"));
        assertEquals(List.of("Mutation.rename"), ran());
    }

    @Test
    void javaHasNoTransactionOfAllFieldsOfItsOwn() {
        for (var directive : List.of("@transaction", "@dryRun")) {
            var answer = asked("mutation %s { rename(id: 17, name: \"X\") { name } }".formatted(directive));
            assertEquals(
                    "@transaction and @dryRun are for operations that a client sends: Java cannot run one itself.",
                    answer.replaceFirst("^\\{errors=\\[\\{message=([^,]*),.*$", "$1"));
        }
        assertEquals(List.of(), ran());
    }

    @Test
    void javaTakesNoPartInATransaction() {
        assertEquals("""
                {"errors":[{"message":"Mutation.signal cannot be part of a transaction, nor of a dry run. Ask for it alone.",\
                "locations":[{"line":1,"column":25}],"path":["signal"],\
                "extensions":{"code":"BAD_USER_INPUT","errorType":"BAD_REQUEST"}}],"data":null}""", answer("mutation @transaction { signal }"));
        var request = HttpRequest.newBuilder(Objects.requireNonNull(gateway).uri("/graphql"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"mutation { signal }\"}"))
                .build();
        assertEquals("""
                {"errors":[{"message":"Mutation.signal cannot be kept together with its answer. Ask for it alone, without an\
                 Idempotency-Key.","locations":[{"line":1,"column":12}],"path":["signal"],\
                "extensions":{"code":"BAD_USER_INPUT","errorType":"BAD_REQUEST"}}],"data":null}""", Objects.requireNonNull(gateway).send(request).body());
        assertEquals("{\"data\":{\"signal\":\"sent\"}}", answer("mutation { signal }"));
    }

    @Test
    void javaThatOnlyAnswersFieldsHasNoSayElsewhere() {
        assertEquals(List.of(), Objects.requireNonNull(gateway).hooks());
    }

    private static String internal(String field) {
        return """
                {"errors":[{"message":"Internal error ID","locations":[{"line":1,"column":3}],"path":["%s"],\
                "extensions":{"code":"INTERNAL","errorType":"INTERNAL"}}],"data":{"%s":null}}""".formatted(field, field);
    }

    private String answer(String query) {
        var started = Objects.requireNonNull(gateway);
        started.runs();
        return started.ask(query).toString();
    }

    private String asked(String document) {
        var started = Objects.requireNonNull(gateway);
        started.runs();
        return started.ask("query($document: String!) { asked(document: $document) }", Map.of("document", document))
                .at("/data/asked")
                .stringValue();
    }

    private List<String> ran() {
        return Objects.requireNonNull(gateway).runs().stream()
                .map(run -> run.statement().name())
                .toList();
    }
}
