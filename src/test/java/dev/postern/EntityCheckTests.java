package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other services name by a key alone is held against the rows that are looked up for it. */
class EntityCheckTests {

    @TempDir
    Path folder;

    @Test
    void anEntityBringsAllThatAKeyDoesNot() throws IOException {
        write("schema/stock.graphqls", """
                extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
                type Crate @key(fields: "number") {
                  number: Int!
                  label: String!
                  weight: Float
                  price: Int @external
                  postage: Float @requires(fields: "price")
                  shelf: Shelf
                }
                type Shelf {
                  code: String!
                }
                """);
        write("sql-mappers/stock.xml", """
                <mapper namespace="Crate">
                  <select id="entity">
                    select c.number as key_number, c.number, c.label from crate c where c.number = any(#{keys.number})
                  </select>
                  <select id="postage">
                    select k.number as key_number, k.price as key_price, k.price * 0.5::float8 as postage
                    from unnest(#{keys.number}::int[], #{keys.price}::int[]) as k (number, price)
                  </select>
                  <select id="shelf">
                    select s.id as key_shelf_id, s.code from shelf s where s.id = any(#{keys.shelf_id})
                  </select>
                </mapper>
                """);
        var url = TestServer.newDatabase();
        TestServer.execute(
                url,
                "create table shelf (id int primary key, code text not null);"
                        + " create table crate (number int primary key, label text, weight float8, shelf_id int references shelf)");
        assertEquals("""
                ERROR SQL-124 schema/stock.graphqls:4 Crate.label: the field is String!, and the column 'label' of Crate.entity \
                (sql-mappers/stock.xml:2) can be null: crate.label may be null. Take the '!' away, replace the null by \
                coalesce, or declare the column not null.
                ERROR SQL-103 sql-mappers/stock.xml:2 Crate.weight: the statement Crate.entity returns no column 'weight', only \
                key_number, number, label. Return it, or write a statement 'Crate.weight'.
                ERROR SQL-104 sql-mappers/stock.xml:2 Crate.shelf: the statement Crate.entity returns no column 'shelf_id', only \
                key_number, number, label. Its statement Crate.shelf (sql-mappers/stock.xml:9) takes it as a key: return it.\
                """, InspectedProject.findings(InspectedProject.at(folder, url)));
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
