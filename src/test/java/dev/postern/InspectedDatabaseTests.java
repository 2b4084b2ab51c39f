package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.inspection.InspectedDatabase;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second inspection of a database asks, and what it has to see though it asks less. */
class InspectedDatabaseTests {

    private static final String MAPPER = "sql-mappers/Query.xml";

    /** Each view that is made takes a number, which the rollback does not give back. */
    private static final String COUNTED = """
            create table product (name text not null, price int not null);
            create sequence views;
            create function count_view() returns event_trigger language plpgsql as
              $$ begin perform nextval('views'); end $$;
            create event trigger counting on ddl_command_end when tag in ('CREATE VIEW') execute function count_view();""";

    private final String url = TestServer.newDatabase();
    private final InspectedDatabase database = new InspectedDatabase(() -> TestServer.connect(url), 1);

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        TestServer.execute(url, COUNTED);
        Folders.write(
                folder,
                Map.of(
                        "schema/shop.graphqls",
                        "type Query {\n  names: [String!]!\n  prices: [Int!]!\n}\n",
                        MAPPER,
                        mapper("select name from product")));
    }

    @Test
    void whatIsTheSameIsNotAskedAgain() {
        assertEquals("", inspected());
        assertEquals("1", views());
        assertEquals("", inspected());
        assertEquals("1", views());
        Folders.write(folder, Map.of(MAPPER, mapper("select upper(name) from product")));
        assertEquals("", inspected());
        assertEquals("2", views());
        Folders.write(folder, Map.of(MAPPER, mapper("select name from product")));
        assertEquals("", inspected());
        assertEquals("3", views());
    }

    @Test
    void aChangeOfTheCatalogueIsSeen() {
        assertEquals("", inspected());
        TestServer.execute(url, "alter table product alter name drop not null");
        assertEquals(
                "ERROR SQL-124 schema/shop.graphqls:2 Query.names: the field is String!, and the column 'name' of Query.names"
                        + " (sql-mappers/Query.xml:2) can be null: product.name may be null. Take the '!' away, replace the"
                        + " null by coalesce, or declare the column not null.",
                inspected());
        TestServer.execute(
                url, "alter table product alter name set not null; alter table product rename price to cost");
        assertEquals(
                "ERROR SQL-101 sql-mappers/Query.xml:3:30 Query.prices: Postgres refuses it: column \"price\" does not exist."
                        + " Correct the SQL, or migrate the database.\n"
                        + "NOT CHECKED sql-mappers/Query.xml:3 what Query.prices takes and returns: Postgres refuses 1 of its 1 texts",
                inspected());
        TestServer.execute(url, "alter table product rename cost to price");
        assertEquals("", inspected());
    }

    @Test
    void whatIsRememberedStandsWhereItIsNow() {
        Folders.write(folder, Map.of(MAPPER, mapper("select null::text")));
        var fault = "ERROR SQL-124 schema/shop.graphqls:2 Query.names: the field is String!, and the column 'text' of"
                + " Query.names (sql-mappers/Query.xml:%d) can be null: it is null. Take the '!' away, replace the null by"
                + " coalesce, or declare the column not null.";
        assertEquals(fault.formatted(2), inspected());
        var views = views();
        Folders.write(folder, Map.of(MAPPER, "\n\n" + mapper("select null::text")));
        assertEquals(fault.formatted(4), inspected());
        assertEquals(views, views());
    }

    private static String mapper(String names) {
        return """
                <mapper namespace="Query">
                  <select id="names">%s</select>
                  <select id="prices">select price from product</select>
                </mapper>
                """.formatted(names);
    }

    private String inspected() {
        return InspectedProject.shown(InspectedProject.by(folder, database));
    }

    private String views() {
        return TestServer.text(url, "select last_value from views");
    }
}
