package dev.postern.fetching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
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
            }
            type Vessel { id: ID! name: String! weather: Weather! columns: String! size: Size }
            type Size { length: Int! width: Int! area: Int! }
            type Weather { portId: ID summary: String! port: Port }
            type Port { id: ID! name: String! }
            """,
            "migrations/V1__fleet.sql",
            """
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

    private List<String> ran() {
        return Objects.requireNonNull(gateway).runs().stream()
                .map(run -> run.statement().name())
                .toList();
    }
}
