package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.postern.document.DocumentCheck;
import dev.postern.document.TrustedDocuments;
import dev.postern.fetching.JavaFields;
import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.finding.ProjectException;
import dev.postern.plan.OperationLimits;
import dev.postern.plan.Plans;
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
import org.springframework.util.unit.DataSize;

/**
 * Projects with one fault each, and everything that is found in them.
 *
 * <p>A fault is a file put beside or over those of a sound project. {@code broken/findings.txt} holds what is found; run
 * with {@code -Dcases.write=true} to write it, and read the difference before you commit it.
 */
class BrokenProjectTests {

    private static final Path EXPECTED = Path.of("src/test/resources/broken/findings.txt");
    static final String SCHEMA = "schema/shop.graphqls";
    static final String QUERY = "sql-mappers/Query.xml";
    static final String PRODUCT = "sql-mappers/Product.xml";

    static final Map<String, String> SOUND =
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

    static final String MORE = "schema/more.graphqls";
    static final String MORE_SQL = "sql-mappers/more.xml";

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
        ParameterFaults.addTo(faults);
        ConnectionFaults.addTo(faults);
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
        faults.put(
                "a directive that keeps nothing from anybody",
                Map.of(MORE, "extend type Maker {\n  shown: Shown\n}\nenum Shown {\n  A @authenticated\n}\n"));
        faults.put(
                "directives that keep nothing from anybody",
                Map.of(
                        MORE,
                        "extend schema @authenticated\n"
                                + "directive @authenticated on SCHEMA | FIELD_DEFINITION | ENUM_VALUE | ENUM | INTERFACE"
                                + " | INPUT_FIELD_DEFINITION | SCALAR\n"
                                + "interface Lonely @authenticated {\n  name: String @policy(policies: [[\"a\"]])\n}\n"
                                + "enum Shown {\n  A @authenticated\n}\n"
                                + "extend type Maker {\n  shown: Shown\n  all: Int @policy(policies: [[], [\"a\"]])\n}\n"
                                + "input Unused {\n  a: Int @authenticated\n}\n"
                                + "enum Never @authenticated {\n  A\n}\n"
                                + "extend scalar Int @authenticated\n"));
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
        subscription(
                faults, "a key of no argument", "sold(of: ID!): Product", "where id = any(#{keys.off}) and #{of} > 0");
        subscription(faults, "a key that may be null", "sold(of: ID): Product", "where id = any(#{keys.of})");
        subscription(faults, "a key with many values", "sold(of: [ID!]!): Product", "where id = any(#{keys.of})");
        subscription(faults, "a subscription to pages", "sold: ProductConnection", "where id = #{event.id}");
        subscription(faults, "a cursor without an argument", "sold: Product @resume", "where id = #{event.id}");
        subscription(
                faults, "a channel without a name", "sold: Product @notify(channel: \"\")", "where id = #{event.id}");
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

    private static String toldOfChange(Path project, SchemaBreaks.Change change) throws IOException {
        Folders.write(project, Map.of("released.graphqls", change.before()));
        return lines(SchemaChanges.since(project.resolve("released.graphqls"), change.today()));
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
        SchemaBreaks.all().forEach((name, change) -> faults.put(name, project -> toldOfChange(project, change)));
        DocumentFaults.all().forEach((name, files) -> faults.put(name, project -> toldOfDocuments(project, files)));
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
        return lines(DocumentCheck.check(Project.read(project, noJava()).schema(), clients));
    }

    /** Of an operation three statements are one too many. */
    private static String toldOfDocuments(Path project, Map<String, String> files) throws IOException {
        Folders.write(project, files);
        var sound = Project.read(project, noJava());
        var limits = new OperationLimits(DataSize.ofKilobytes(1), 100, 10, 10, 5, 20, 5, 2);
        return lines(TrustedDocuments.read(project, "clients")
                .check(sound.schema(), Plans.of(sound.schema(), sound.bindings(), limits)));
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
}
