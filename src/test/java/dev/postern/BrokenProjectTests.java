package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.postern.fetching.JavaFields;
import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.finding.ProjectException;
import dev.postern.inspection.Operations;
import dev.postern.schema.SchemaChanges;
import dev.postern.testing.Folders;
import dev.postern.testing.weather.WeatherService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Projects with one fault each, and everything that is found in them.
 *
 * <p>A fault is a file put beside or over those of a sound project. {@code broken/findings.txt} holds what is found; run
 * with {@code -Dcases.write=true} to write it, and read the difference before you commit it.
 */
class BrokenProjectTests {

    private static final Path EXPECTED = Path.of("src/test/resources/broken/findings.txt");
    private static final String SCHEMA = "schema/shop.graphqls";
    private static final String QUERY = "sql-mappers/Query.xml";
    private static final String PRODUCT = "sql-mappers/Product.xml";

    private static final Map<String, String> SOUND =
            Map.of(SCHEMA, """
            type Query {
              product(id: ID!): Product
              products(filter: Filter): [Product!]!
            }
            input Filter {
              name: String
              size: Int
            }
            type Product {
              id: ID!
              name: String!
              maker: Maker
            }
            type Maker {
              name: String
            }
            type Mutation {
              rename(id: ID!, name: String!): Product
            }
            """, QUERY, """
            <mapper namespace="Query">
              <sql id="columns">p.id, p.name, p.maker_id</sql>
              <select id="product">select <include refid="columns"/> from product p where p.id = #{id}</select>
              <select id="products">
                select <include refid="columns"/>
                from product p
                <where><if test="filter.name != null">p.name = #{filter.name}</if></where>
              </select>
            </mapper>
            """, PRODUCT, """
            <mapper namespace="Product">
              <select id="maker">select id as key_maker_id, name from maker where id = any(#{keys.maker_id})</select>
            </mapper>
            """, "sql-mappers/Mutation.xml", """
            <mapper namespace="Mutation">
              <update id="rename">update product set name = #{name} where id = #{id} returning *</update>
            </mapper>
            """);

    private static final String MORE = "schema/more.graphqls";
    private static final String MORE_SQL = "sql-mappers/more.xml";

    private static final String PAGED = """
            <select id="all">
                <bind name="p" value="page.by('p.id')"/>
                select p.*, ${p.cursor} from product p where ${p.seek} order by ${p.order} limit #{p.limit}
              </select>""";

    @TempDir
    Path folder;

    @Test
    void aSoundProjectHasNoFindings() {
        Folders.write(folder, SOUND);
        assertEquals(0, Project.read(folder, noJava()).warnings().size());
    }

    @Test
    void eachFaultIsFoundWhereItStands() throws IOException {
        var found = new StringJoiner("\n\n", "", "\n");
        var faults = new LinkedHashMap<String, Fault>();
        faults().forEach((name, files) -> faults.put(name, project -> told(Folders.write(project, files))));
        otherFaults(faults);
        for (var fault : faults.entrySet()) {
            var project = folder.resolve(fault.getKey().replaceAll("\\W", "-"));
            Folders.write(project, SOUND);
            var told = fault.getValue().told(project);
            assertNotEquals("", told, fault.getKey());
            found.add("# " + fault.getKey() + "\n"
                    + told.replace(project + "/", "").replace(project.toString(), "/srv/app"));
        }
        if (Boolean.getBoolean("cases.write")) {
            Files.writeString(EXPECTED, found.toString());
        }
        assertEquals(Files.readString(EXPECTED), found.toString());
    }

    /** A fault, and what is told of a project once it is there. */
    private interface Fault {
        String told(Path project) throws IOException;
    }

    private static String told(Path project) {
        return told(project, noJava());
    }

    private static String told(Path project, JavaFields java) {
        try {
            return lines(Project.read(project, java).warnings());
        } catch (ProjectException unsound) {
            return String.valueOf(unsound.getMessage());
        }
    }

    private static String lines(List<Finding> findings) {
        return findings.stream()
                .map(finding -> (finding.severity() == Severity.WARNING ? "warning " : "") + finding)
                .collect(Collectors.joining("\n"));
    }

    private static JavaFields noJava() {
        return new JavaFields(new StaticListableBeanFactory());
    }

    private static Map<String, Map<String, String>> faults() {
        var faults = new LinkedHashMap<String, Map<String, String>>();
        schemaFaults(faults);
        mapperFaults(faults);
        bindingFaults(faults);
        parameterFaults(faults);
        connectionFaults(faults);
        entityFaults(faults);
        FederationFaults.addTo(faults);
        return faults;
    }

    private static void schemaFaults(Map<String, Map<String, String>> faults) {
        faults.put("SDL that ends too soon", Map.of(MORE, "type A {\n  id: ID!\n"));
        faults.put("SDL with a word too many", Map.of(MORE, "type A {\n  id: ID! now\n  more: }\n}\n"));
        faults.put("two faulty files", Map.of(MORE, "type {\n}\n", "schema/other.graphqls", "input 5\n"));
        faults.put("a type twice", Map.of(MORE, "type Maker {\n  id: ID\n}\n"));
        faults.put("a type that is not there", Map.of(MORE, "extend type Maker {\n  city: Town\n}\n"));
        faults.put("a scalar that is not known", Map.of(MORE, "scalar Money\n"));
        faults.put(
                "an interface without its fields",
                Map.of(MORE, "interface I { id: ID! }\ntype B implements I { x: Int }\n"));
        faults.put("a directive that is not there", Map.of(MORE, "extend type Maker {\n  city: String @cached\n}\n"));
        faults.put("no Query", Map.of(SCHEMA, "type Maker {\n  name: String\n}\n"));
    }

    private static void mapperFaults(Map<String, Map<String, String>> faults) {
        faults.put(
                "XML that is not closed",
                Map.of(MORE_SQL, "<mapper namespace=\"X\">\n  <select id=\"a\">select 1\n</mapper>\n"));
        faults.put(
                "a less-than sign in SQL",
                Map.of(MORE_SQL, "<mapper namespace=\"X\">\n  <select id=\"a\">select 1 < 2</select>\n</mapper>\n"));
        faults.put("another root", Map.of(MORE_SQL, "<beans/>\n"));
        faults.put("no namespace", Map.of(MORE_SQL, "<mapper>\n</mapper>\n"));
        faults.put(
                "an element that MyBatis has not",
                Map.of(MORE_SQL, "<mapper namespace=\"X\">\n  <query id=\"a\">select 1</query>\n</mapper>\n"));
        faults.put(
                "a test without an expression",
                Map.of(
                        MORE_SQL,
                        "<mapper namespace=\"X\">\n  <select id=\"a\">select 1 <if>x</if></select>\n</mapper>\n"));
        faults.put(
                "a statement twice",
                Map.of(
                        MORE_SQL,
                        "<mapper namespace=\"Product\">\n\n  <select id=\"maker\">select 1</select>\n</mapper>\n"));
        faults.put(
                "a fragment twice",
                Map.of(MORE_SQL, "<mapper namespace=\"Query\">\n  <sql id=\"columns\">x</sql>\n</mapper>\n"));
        faults.put(
                "an include of nothing",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\">\n    select <include\n      refid=\"Query.colums\"/> from maker where id = any(#{keys.maker_id})\n  </select>\n</mapper>\n"));
        faults.put(
                "a pasted argument",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\">\n    select id as key_maker_id from maker\n    where id = any(#{keys.maker_id}) order by ${order}\n  </select>\n</mapper>\n"));
        faults.put(
                "a pasted key behind a bind",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\">\n    <bind name=\"k\" value=\"keys.maker_id\"/>\n    select id as key_maker_id from maker where id in (${k})\n  </select>\n</mapper>\n"));
        faults.put(
                "a result type",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\" resultType=\"map\" parameterType=\"int\">select id as key_maker_id from maker where id = any(#{keys.maker_id})</select>\n</mapper>\n"));
        faults.put(
                "a result type alone",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\" resultType=\"map\">select id as key_maker_id from maker where id = any(#{keys.maker_id})</select>\n</mapper>\n"));
        faults.put(
                "a cache and a result map",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <cache/>\n  <resultMap id=\"m\" type=\"map\"/>\n  <select id=\"maker\">select id as key_maker_id from maker where id = any(#{keys.maker_id})</select>\n</mapper>\n"));
        faults.put(
                "an id with a dot",
                Map.of(
                        MORE_SQL,
                        "<mapper namespace=\"X\">\n  <select id=\"Product.maker\">select 1</select>\n</mapper>\n"));
    }

    private static void bindingFaults(Map<String, Map<String, String>> faults) {
        faults.put("a query without a statement", Map.of(MORE, "extend type Query {\n  prodcts: [Product!]!\n}\n"));
        faults.put(
                "a mutation without a statement",
                Map.of(MORE, "extend type Mutation {\n  remove(id: ID!): Product\n}\n"));
        faults.put(
                "a field with arguments and no statement",
                Map.of(MORE, "extend type Maker {\n  logo(size: Int): String\n}\n"));
        faults.put(
                "a nested statement without keys",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\">\n    select * from maker\n  </select>\n</mapper>\n"));
        faults.put(
                "an @sql that names nothing",
                Map.of(MORE, "extend type Product {\n  brand: Maker @sql(statement: \"Product.makr\")\n}\n"));
        faults.put(
                "an insert behind a query",
                Map.of(
                        MORE,
                        "extend type Query {\n  add: Product\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Query\">\n  <insert id=\"add\">insert into product default values returning *</insert>\n</mapper>\n"));
        faults.put(
                "an update behind a nested field",
                Map.of(
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <update id=\"maker\">update maker set name = '' where id = any(#{keys.maker_id}) returning *, id as key_maker_id</update>\n</mapper>\n"));
        faults.put(
                "a statement that answers no field",
                Map.of(
                        MORE_SQL,
                        "<mapper namespace=\"Query\">\n  <select id=\"produkt\">select * from product</select>\n</mapper>\n"));
        subscriptions(faults);
    }

    private static void subscriptions(Map<String, Map<String, String>> faults) {
        subscription(faults, "a key of no argument", "sold(of: ID!): Product", "where id = any(#{keys.off}) and #{of} > 0");
        subscription(faults, "a key that may be null", "sold(of: ID): Product", "where id = any(#{keys.of})");
        subscription(faults, "a key with many values", "sold(of: [ID!]!): Product", "where id = any(#{keys.of})");
        subscription(faults, "a subscription to pages", "sold: ProductConnection", "where id = #{event.id}");
        subscription(faults, "a cursor without an argument", "sold: Product @resume", "where id = #{event.id}");
        subscription(faults, "a channel without a name", "sold: Product @notify(channel: \"\")", "where id = #{event.id}");
    }

    private static void subscription(Map<String, Map<String, String>> faults, String name, String field, String where) {
        faults.put(
                name,
                Map.of(
                        MORE,
                        "type Subscription {\n  " + field + "\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Subscription\">\n  <select id=\"sold\">select * from product "
                                + where.replace(">", "&gt;") + "</select>\n</mapper>\n"));
    }

    /** Words of an SDL, and what they are today. */
    private record Change(String before, String today) {}

    private static Map<String, Change> changes() {
        var changes = new LinkedHashMap<String, Change>();
        changes.put("a type that was there", new Change("scalar Odd scalar Even", "scalar Even"));
        changes.put("a type that was of another kind", new Change("type Odd { x: Int }", "interface Odd { x: Int }"));
        changes.put("a field that was there", new Change("type T { x: Int y: Int }", "type T { x: Int }"));
        changes.put("an input's field that was there", new Change("input I { x: Int y: Int }", "input I { x: Int }"));
        changes.put("a field that may be null now", new Change("type T { x: [Int!]! }", "type T { x: [Int]! }"));
        changes.put("a field that is of another type", new Change("type T { x: Int }", "type T { x: Float }"));
        changes.put(
                "an argument that was there",
                new Change("type T { x(a: Int b: Int): Int }", "type T { x(a: Int): Int }"));
        changes.put(
                "an argument that has to be given now",
                new Change("type T { x(a: Int): Int }", "type T { x(a: Int!): Int }"));
        changes.put(
                "an argument that had a default",
                new Change("type T { x(a: Int! = 1): Int }", "type T { x(a: Int!): Int }"));
        changes.put(
                "a new argument that has to be given", new Change("type T { x: Int }", "type T { x(a: Int!): Int }"));
        changes.put("a new field that has to be given", new Change("input I { x: Int }", "input I { x: Int y: Int! }"));
        changes.put("a value that was there", new Change("enum E { A B }", "enum E { A }"));
        changes.put(
                "a member that was there",
                new Change(
                        "type A { x: Int } type B { x: Int } union U = A | B",
                        "type A { x: Int } type B { x: Int } union U = A"));
        changes.put(
                "an interface that was there",
                new Change(
                        "interface W { x: Int } type A implements W { x: Int }",
                        "interface W { x: Int } type A { x: Int }"));
        changes.put("another default", new Change("type T { x(a: Int = 1): Int }", "type T { x(a: Int = 2): Int }"));
        changes.put(
                "a key that was there",
                new Change(
                        "type A @key(fields: \"x\") @key(fields: \"y { z } x\") { x: Int y: A z: Int }",
                        "type A @key(fields: \"x\") { x: Int y: A z: Int }"));
        return changes;
    }

    private static String toldOfChange(Path project, Change change) throws IOException {
        Folders.write(project, Map.of("released.graphqls", change.before));
        return lines(SchemaChanges.since(project.resolve("released.graphqls"), change.today));
    }

    /** Those that are more than text in a file. */
    private static void otherFaults(Map<String, Fault> faults) {
        faults.put("no folder of SDL", project -> toldWithout(project, "schema"));
        faults.put("no folder of mappers", project -> toldWithout(project, "sql-mappers"));
        faults.put("SDL in Latin-1", project -> {
            Files.writeString(project.resolve(MORE), "# Größe\ntype A { id: ID }\n", StandardCharsets.ISO_8859_1);
            return told(project);
        });
        faults.put("a mapper in Latin-1", project -> {
            Files.writeString(
                    project.resolve(MORE_SQL), "<mapper namespace=\"Größe\"/>\n", StandardCharsets.ISO_8859_1);
            return told(project);
        });
        faults.put("a field that Java and SQL answer", project -> {
            Folders.write(
                    project,
                    Map.of(
                            MORE,
                            "extend type Query {\n  nowhere: Product\n}\n",
                            MORE_SQL,
                            "<mapper namespace=\"Query\">\n  <select id=\"nowhere\">select * from product limit 1</select>\n</mapper>\n"));
            return told(
                    project, new JavaFields(new StaticListableBeanFactory(Map.of("weather", new WeatherService()))));
        });
        changes().forEach((name, change) -> faults.put(name, project -> toldOfChange(project, change)));
        faults.put("a client's document that ends too soon", project -> toldOfDocument(project, "{\n  product("));
        faults.put(
                "a client's document of another schema",
                project -> toldOfDocument(project, "{\n  product(id: 1) {\n    colour\n  }\n}\n"));
        faults.put(
                "a client's document in Latin-1", project -> toldOfDocument(project, "# Größe\n{ products { id } }\n"));
    }

    private static String toldWithout(Path project, String gone) throws IOException {
        FileSystemUtils.deleteRecursively(project.resolve(gone));
        return told(project);
    }

    private static String toldOfDocument(Path project, String text) throws IOException {
        var clients = Files.createDirectories(project.resolve("clients"));
        Files.writeString(clients.resolve("old.graphql"), text, StandardCharsets.ISO_8859_1);
        return lines(Operations.check(Project.read(project, noJava()).schema(), clients));
    }

    private static void parameterFaults(Map<String, Map<String, String>> faults) {
        faults.put(
                "an argument with a reserved name",
                Map.of(
                        MORE,
                        "extend type Query {\n  all(page: Int): [Product!]!\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Query\">\n  <select id=\"all\">select * from product</select>\n</mapper>\n"));
        faults.put(
                "an argument that nothing uses",
                Map.of(
                        MORE,
                        "extend type Query {\n  all(limit: Int): [Product!]!\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Query\">\n  <select id=\"all\">select * from product</select>\n</mapper>\n"));
        faults.put(
                "a parameter that nothing gives",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "#{ident}")));
        faults.put(
                "a parameter with a slip",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{filter.name}", "#{filter.nme}")));
        faults.put(
                "a test with a slip",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("filter.name != null", "filtr.name != null")));
        faults.put(
                "a path into a number",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{filter.name}", "#{filter.size.width}")));
        faults.put(
                "a test that no value can pass",
                Map.of(
                        SCHEMA,
                        SOUND.getOrDefault(SCHEMA, "").replace("size: Int", "size: Size") + "enum Size { S M }\n",
                        QUERY,
                        SOUND.getOrDefault(QUERY, "").replace("filter.name != null", "filter.size == 'L'")));
        faults.put(
                "a test of a number with a word",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("filter.name != null", "filter.size == 'large'")));
        faults.put(
                "keys of a root field",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "any(#{keys.id}) or p.id = #{id}")));
        faults.put(
                "a page", Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "#{id} limit #{page.limit}")));
        faults.put(
                "an event",
                Map.of(QUERY, SOUND.getOrDefault(QUERY, "").replace("#{id}", "#{id} or p.id = #{event.id}")));
        faults.put(
                "several faults at once",
                Map.of(
                        MORE,
                        "extend type Query {\n  b: Int\n  a(page: Int): Int\n}\n",
                        PRODUCT,
                        "<mapper namespace=\"Product\">\n  <select id=\"maker\">select 1</select>\n  <select id=\"makr\">select 1</select>\n</mapper>\n"));
    }

    private static void entityFaults(Map<String, Map<String, String>> faults) {
        faults.put(
                "an entity without keys",
                entity("<select id=\"entity\">select id as key_id, name from product limit 1</select>"));
        faults.put(
                "an entity that writes",
                entity(
                        "<delete id=\"entity\">delete from product where id = any(#{keys.id}) returning id as key_id, name</delete>"));
        faults.put(
                "an entity that takes an argument",
                entity(
                        "<select id=\"entityById\">select id as key_id, name from product where id = any(#{keys.id}) and name = #{name}</select>"));
        faults.put(
                "an entity of a type that is not there",
                Map.of(
                        MORE,
                        "extend type Query {\n  b: Int\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Shop\">\n  <select id=\"entity\">select id as key_id from shop where id = any(#{keys.id})</select>\n</mapper>\n"));
    }

    private static Map<String, String> entity(String statement) {
        return Map.of(MORE_SQL, "<mapper namespace=\"Product\">\n  " + statement + "\n</mapper>\n");
    }

    private static void connectionFaults(Map<String, Map<String, String>> faults) {
        faults.put("a connection without a statement", connection("", "first: Int, after: String", ""));
        faults.put(
                "a connection whose statement does not page",
                connection("", "first: Int, after: String", "<select id=\"all\">select * from product</select>"));
        faults.put(
                "a connection that nobody can page",
                connection("", "size: Int", PAGED.replace("limit", "offset #{size} limit")));
        faults.put("a size that is text", connection("", "first: String, after: String", PAGED));
        faults.put(
                "a field of a connection that Relay does not know",
                connection("extend type ProductConnection { sum: Int }\n", "first: Int, after: String", PAGED));
        faults.put(
                "a count without a statement",
                connection("extend type ProductConnection { totalCount: Int }\n", "first: Int, after: String", PAGED));
        faults.put(
                "a count that pages",
                connection(
                        "extend type ProductConnection { totalCount: Int }\n",
                        "first: Int, after: String",
                        PAGED
                                + "\n  <select id=\"allTotalCount\">select count(*) from product limit #{page.size}</select>"));
        faults.put(
                "a count of no more than a page",
                connection(
                        "extend type ProductConnection { totalCount: Int }\n",
                        "first: Int, after: String",
                        PAGED
                                + "\n  <select id=\"allTotalCount\">select least(count(*), #{first}) from product</select>"));
        faults.put(
                "a count by other keys",
                Map.of(
                        MORE,
                        """
                        extend type Maker {
                          all(first: Int, after: String): ProductConnection
                        }
                        extend type ProductConnection { totalCount: Int }
                        """,
                        MORE_SQL,
                        "<mapper namespace=\"Maker\">\n  "
                                + PAGED.replace("${p.seek}", "${p.seek} and p.maker_id = any(#{keys.id})")
                                + "\n  <select id=\"allTotalCount\">select 1 where 1 = any(#{keys.number})</select>\n</mapper>\n"));
        faults.put(
                "a mutation that returns a connection",
                Map.of(
                        MORE,
                        "extend type Mutation {\n  all(first: Int, after: String): ProductConnection\n}\n",
                        MORE_SQL,
                        "<mapper namespace=\"Mutation\">\n  " + PAGED + "\n</mapper>\n"));
        faults.put(
                "an order that a client gives",
                connection("", "first: Int, after: String, by: String", PAGED.replace("'p.id'", "by")));
        faults.put(
                "a cursor that is pasted",
                connection("", "first: Int, after: String", PAGED.replace("${p.seek}", "p.id > ${page.after.values}")));
    }

    private static Map<String, String> connection(String types, String arguments, String statements) {
        return Map.of(
                MORE,
                "extend type Query {\n  all(" + arguments + "): ProductConnection\n}\n" + types,
                MORE_SQL,
                "<mapper namespace=\"Query\">\n  " + statements + "\n</mapper>\n");
    }
}
