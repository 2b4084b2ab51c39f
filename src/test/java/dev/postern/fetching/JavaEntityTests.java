package dev.postern.fetching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's entity fetchers beside statements that bring entities. */
class JavaEntityTests {

    private static final Map<String, String> PROJECT = Map.of(
            "schema/port.graphqls",
            """
            extend schema
              @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires"])
            type Query { boats: [Boat!]! }
            type Station @key(fields: "id") { id: ID! name: String! boats: [Boat!]! }
            type Boat @key(fields: "id") {
              id: ID!
              name: String!
              speed: Float @external
              wake: String! @requires(fields: "speed")
            }
            """,
            "migrations/V1__port.sql",
            """
            create table boat (id int primary key, name text not null, station_id int not null);
            create index on boat (station_id);
            insert into boat values (1, 'Anna', 2), (2, 'Berta', 2), (3, 'Cora', 4);
            """,
            "sql-mappers/Query.xml",
            """
            <mapper namespace="Query">
              <select id="boats">select id, name from boat order by id</select>
            </mapper>
            """,
            "sql-mappers/Boat.xml",
            """
            <mapper namespace="Boat">
              <select id="entity">select id as key_id, id, name from boat where id = any(#{keys.id})</select>
            </mapper>
            """,
            "sql-mappers/Station.xml",
            """
            <mapper namespace="Station">
              <select id="boats">
                select station_id as key_id, id, name from boat where station_id = any(#{keys.id}) order by id
              </select>
            </mapper>
            """);

    @Test
    void eachIsBroughtByWhoKnowsIt(@TempDir Path folder) {
        try (var gateway = Gateway.start(
                Folders.write(folder, PROJECT),
                TestServer.newDatabase(),
                "--postern.components=dev.postern.testing.station")) {
            assertEquals("""
                    {"errors":[{"message":"Internal error ID","locations":[{"line":1,"column":3}],"path":["_entities",3],\
                    "extensions":{"code":"INTERNAL","errorType":"INTERNAL"}}],"data":{"_entities":[\
                    {"name":"Anna","wake":"Anna at 4.5"},\
                    {"name":"Station 2","boats":[{"name":"Anna"},{"name":"Berta"}]},null,null,null,\
                    {"name":"Station 4","boats":[{"name":"Cora"}]}]}}""", gateway.ask("""
                    { _entities(representations: [
                        {__typename: "Boat", id: 1, speed: 4.5}, {__typename: "Station", id: "2"},
                        {__typename: "Station", id: "3"}, {__typename: "Station", id: "broken"},
                        {__typename: "Boat", id: 9, speed: 1}, {__typename: "Station", id: "4"}
                      ]) { ... on Boat { name wake } ... on Station { name boats { name } } } }""").toString().replaceFirst("error [0-9a-f]{8}\"", "error ID\""));
            assertEquals(
                    List.of("Boat.entity", "Station.boats"),
                    gateway.runs().stream()
                            .map(run -> run.statement().name())
                            .sorted()
                            .toList());
        }
    }
}
