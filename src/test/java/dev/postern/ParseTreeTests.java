package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever way a statement's text ends, its parse tree is to be had. */
class ParseTreeTests {

    @TempDir
    Path folder;

    @Test
    void aSemicolonAtTheEndTakesNothingAway() {
        Folders.write(folder, Map.of("schema/ships.graphqls", """
                        type Query {
                          ships: [Ship!]!
                          ship(id: Int!): Ship
                          last: Ship
                        }
                        type Ship {
                          id: Int!
                          name: String!
                        }
                        """, "sql-mappers/ships.xml", """
                        <mapper namespace="Query">
                          <select id="ships">select id, coalesce(name, 'none') as name from ship order by id limit 10</select>
                          <select id="ship">select id, coalesce(name, 'none') as name from ship where id = #{id};</select>
                          <select id="last">select id, coalesce(name, 'none') as name from ship order by id desc limit 1; -- newest</select>
                        </mapper>
                        """));
        var url = TestServer.newDatabase();
        TestServer.execute(url, "create table ship (id int primary key, name text)");
        var report = InspectedProject.at(folder, url);
        assertEquals("", InspectedProject.findings(report));
        assertEquals(List.of(), report.notChecked());
    }
}
