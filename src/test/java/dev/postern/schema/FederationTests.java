package dev.postern.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an SDL says to a composing gateway. */
class FederationTests {

    private static final String LINK = """
            extend schema
              @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@requires"])

            """;

    @TempDir
    private Path folder;

    @Test
    void anSdlWithoutItIsAsItWas() throws IOException {
        var loaded = load("type Query { vessel(id: ID!): Vessel } type Vessel { id: ID! }");
        assertEquals(Federation.NONE, loaded.federation());
        assertNull(schema(loaded).getQueryType().getFieldDefinition("_service"));
        assertNull(schema(loaded).getQueryType().getFieldDefinition("_entities"));
        assertNull(schema(loaded).getType("_Any"));
        assertNull(schema(loaded).getDirective("key"));
    }

    @Test
    void aRootThatIsOnlyExtendedIsOneType() throws IOException {
        var query = schema(load("extend type Query { a: ID }\nextend type Query { b: ID }"))
                .getQueryType();
        assertEquals(
                List.of("a", "b"),
                query.getFieldDefinitions().stream()
                        .map(field -> field.getName())
                        .toList());
    }

    @Test
    void keysAreReadWithTheirColumns() throws IOException {
        var loaded = load(LINK + """
                type Query { a: ID }
                type Product @key(fields: "sku package") @key(fields: "study { caseNumber lead { id } }") {
                  sku: String package: String study: Study
                }
                type Study @shareable { caseNumber: ID! lead: Person }
                type Person @key(fields: "id", resolvable: false) { id: ID! }
                """);
        var keys = loaded.federation().keys();
        assertEquals(Set.of("Product", "Person"), keys.keySet());
        assertEquals(
                List.of(List.of("sku", "package"), List.of("study_case_number", "study_lead_id")),
                Objects.requireNonNull(keys.get("Product")).stream()
                        .map(key -> key.paths().stream().map(FieldPath::column).toList())
                        .toList());
        assertEquals(List.of(), loaded.federation().resolvableKeys("Person"));
        assertEquals(List.of("Product"), entities(schema(loaded)));
    }

    @Test
    void whatRequiresAnotherServicesFieldsNamesThem() throws IOException {
        var loaded = load(LINK + """
                type Query { a: ID }
                extend type User @key(fields: "email") {
                  email: ID! @external
                  length: Int @external
                  total: Int @external
                  average: Int @requires(fields: "total length")
                }
                """);
        assertEquals(
                Map.of("User.average", List.of(new FieldPath(List.of("total")), new FieldPath(List.of("length")))),
                loaded.federation().required());
        assertEquals(
                Set.of("User.email", "User.length", "User.total"),
                loaded.federation().external());
        assertEquals(List.of("User"), entities(schema(loaded)));
    }

    @Test
    void directivesGoByTheNamesThatTheLinkGives() throws IOException {
        var loaded = load("""
                extend schema @link(
                  url: "https://specs.apollo.dev/federation/v2.0"
                  as: "fed"
                  import: [{ name: "@key", as: "@identity" }, "FieldSet"]
                )
                type Query { a: ID @fed__shareable }
                type User @identity(fields: "id") { id: ID! }
                """);
        assertEquals(Set.of("User"), loaded.federation().keys().keySet());
        var schema = schema(loaded);
        assertEquals(
                "FieldSet!",
                GraphQLTypeUtil.simplePrint(
                        schema.getDirective("identity").getArgument("fields").getType()));
        assertNotNull(schema.getDirective("fed__requires"));
        assertNull(schema.getDirective("key"));
    }

    @Test
    void aKeyWithoutALinkIsThatOfTheFirstFederation() throws IOException {
        var loaded = load("""
                type Query { me: User }
                extend type User @key(fields: "id") { id: ID! @external name: String }
                """);
        assertEquals(Set.of("User"), loaded.federation().keys().keySet());
        assertEquals("""
                type Query {
                  me: User
                }

                extend type User @key(fields: "id") {
                  id: ID! @external
                  name: String
                }
                """, loaded.federation().sdl());
    }

    @Test
    void aKeyThatTheSdlDeclaresItselfIsItsOwn() throws IOException {
        var loaded = load("""
                directive @key(fields: String!) on OBJECT
                type Query { me: User }
                type User @key(fields: "id") { id: ID! }
                """);
        assertEquals(Federation.NONE, loaded.federation());
    }

    @Test
    void aServiceMayHaveEntitiesOnly() throws IOException {
        var loaded = load(LINK + "type User @key(fields: \"id\") { id: ID! }");
        assertEquals(
                List.of("_entities", "_service"),
                schema(loaded).getQueryType().getFieldDefinitions().stream()
                        .map(field -> field.getName())
                        .toList());
        assertEquals("""
                extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@requires"])\s

                type User @key(fields: "id") {
                  id: ID!
                }
                """, loaded.federation().sdl());
    }

    @Test
    void theSdlHasWhatWasMadeAndNothingOfOurs() throws IOException {
        var loaded = load("""
                schema
                  @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@composeDirective"])
                  @link(url: "https://example.com/owner/v1.0", import: ["@owner"])
                  @composeDirective(name: "@owner") {
                  query: Query
                }
                directive @owner(team: String!) on FIELD_DEFINITION
                directive @dryRun on MUTATION
                type Query {
                  "Vessels by name."
                  vessels(first: Int, after: String): VesselConnection! @sql(statement: "Fleet.vessels")
                }
                \"""
                A ship.
                \"""
                type Vessel @key(fields: "id") { id: ID! built: Date launched: Date! @owner(team: "yard") }
                """);
        assertEquals("""
                schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@composeDirective"]) @link(url: "https://example.com/owner/v1.0", import: ["@owner"]) @composeDirective(name: "@owner") {
                  query: Query
                }

                directive @owner(team: String!) on FIELD_DEFINITION

                type Query {
                  "Vessels by name."
                  vessels(
                  first: Int
                  after: String): VesselConnection!
                }

                \"""
                A ship.
                \"""
                type Vessel @key(fields: "id") {
                  id: ID!
                  built: Date
                  launched: Date! @owner(team: "yard")
                }

                "A page of Vessel."
                type VesselConnection @federation__shareable {
                  edges: [VesselEdge!]!
                  nodes: [Vessel!]!
                  pageInfo: PageInfo!
                }

                "One of a page of Vessel."
                type VesselEdge @federation__shareable {
                  cursor: String!
                  node: Vessel!
                }

                "Where a page stands among all."
                type PageInfo @federation__shareable {
                  hasNextPage: Boolean!
                  hasPreviousPage: Boolean!
                  startCursor: String
                  endCursor: String
                }

                scalar Date
                """, loaded.federation().sdl());
    }

    private static List<String> entities(GraphQLSchema schema) {
        return ((GraphQLUnionType) Objects.requireNonNull(schema.getType("_Entity")))
                .getTypes().stream().map(type -> type.getName()).toList();
    }

    private static GraphQLSchema schema(LoadedSchema loaded) {
        assertEquals(List.of(), loaded.findings());
        return Objects.requireNonNull(loaded.schema());
    }

    private LoadedSchema load(String sdl) throws IOException {
        Files.createDirectories(folder.resolve("schema"));
        Files.writeString(folder.resolve("schema/a.graphqls"), sdl);
        return SchemaLoader.load(folder, Set::of);
    }
}
