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
    private final InspectedDatabase database = new InspectedDatabase(() -> TestServer.connect(url), false);

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
    void whatNoTableShowsIsSeen() {
        TestServer.execute(url, """
                create view goods as select distinct name from product;
                create function add_goods() returns trigger language plpgsql as $$ begin return new; end $$;
                create trigger adding instead of insert on goods for each row execute function add_goods();""");
        Folders.write(
                folder,
                Map.of(
                        "schema/shop.graphqls",
                        "type Query {\n  names: [String!]!\n}\ntype Mutation {\n  add(name: String!): Int!\n}\n",
                        "sql-mappers/Mutation.xml",
                        """
                        <mapper namespace="Mutation">
                          <insert id="add">insert into goods (name) values (#{name})</insert>
                        </mapper>
                        """,
                        MAPPER,
                        """
                        <mapper namespace="Query">
                          <select id="names">select name from product</select>
                        </mapper>
                        """));
        assertEquals("", inspected());
        TestServer.execute(url, "drop trigger adding on goods");
        assertEquals(
                "ERROR SQL-101 sql-mappers/Mutation.xml:2 Mutation.add: Postgres refuses it: cannot insert into view \"goods\"."
                        + " To enable inserting into the view, provide an INSTEAD OF INSERT trigger or an unconditional ON INSERT"
                        + " DO INSTEAD rule.\n"
                        + "NOT CHECKED sql-mappers/Mutation.xml:2 what Mutation.add takes and returns: Postgres refuses 1 of its 1"
                        + " texts",
                inspected());
    }

    @Test
    void aRightThatIsTakenAwayIsSeen() {
        TestServer.execute(url, """
                create role inspected_readers;
                create role inspected_app login in role inspected_readers;
                create schema stock;
                create table stock.item (name text not null);
                grant usage on schema stock to inspected_readers;
                grant select on stock.item to inspected_app;""");
        Folders.write(folder, Map.of(MAPPER, mapper("select name from stock.item")));
        TestServer.execute(url, "grant select on product to inspected_app");
        var served = new InspectedDatabase(() -> TestServer.connect(url, "inspected_app"), false);
        assertEquals("", InspectedProject.shown(InspectedProject.by(folder, served)));
        TestServer.execute(url, "revoke inspected_readers from inspected_app");
        assertEquals(
                "ERROR SQL-101 sql-mappers/Query.xml:2:39 Query.names: Postgres refuses it: permission denied for schema stock."
                        + " Correct the SQL, or migrate the database.\n"
                        + "NOT CHECKED sql-mappers/Query.xml:2 what Query.names takes and returns: Postgres refuses 1 of its 1 texts",
                InspectedProject.shown(InspectedProject.by(folder, served)));
    }

    @Test
    void aSessionThatIsAnotherIsAskedForItself() {
        TestServer.execute(url, "create schema other; create table other.product (name text, price int)");
        assertEquals("", inspected());
        TestServer.execute(
                url,
                "do $$ begin execute format('alter database %I set search_path = other', current_database()); end $$");
        assertEquals(
                "ERROR SQL-124 schema/shop.graphqls:2 Query.names: the field is String!, and the column 'name' of Query.names"
                        + " (sql-mappers/Query.xml:2) can be null: product.name may be null. Take the '!' away, replace the"
                        + " null by coalesce, or declare the column not null.\n"
                        + "ERROR SQL-124 schema/shop.graphqls:3 Query.prices: the field is Int!, and the column 'price' of"
                        + " Query.prices (sql-mappers/Query.xml:3) can be null: product.price may be null. Take the '!' away,"
                        + " replace the null by coalesce, or declare the column not null.",
                inspected());
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
