package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.command.CommandLine;
import dev.postern.testing.Folders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code schema} in this JVM, with no database anywhere. */
class SchemaProcessTests {

    private static final String SCHEMA = "schema/shop.graphqls";

    private static final String PLAIN = """
            type Query {
              product(sku: ID!): Product @sql(statement: "Shop.product")
            }

            type Product {
              sku: ID!
              price: Decimal!
            }
            """;

    private static final String FEDERATED = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])

            type Query {
              product(sku: ID!): Product @sql(statement: "Shop.product")
            }

            type Product @key(fields: "sku") {
              sku: ID!
              price: Decimal! @tag(name: "money")
            }

            extend type Maker @key(fields: "id") {
              id: ID!
              products: [Product!]!
            }
            """;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String errors) {}

    @Test
    void clientsAreToldWhatTheyMayAskFor() {
        Folders.write(folder, Map.of(SCHEMA, PLAIN));
        assertEquals(new Ended(0, """
                type Query {
                  product(sku: ID!): Product
                }

                type Product {
                  sku: ID!
                  price: Decimal!
                }

                scalar Decimal
                """, ""), run());
    }

    @Test
    void clientsAreNotToldOfComposing() {
        Folders.write(folder, Map.of(SCHEMA, FEDERATED));
        assertEquals(new Ended(0, """
                type Query {
                  product(sku: ID!): Product
                }

                type Product {
                  sku: ID!
                  price: Decimal!
                }

                type Maker {
                  id: ID!
                  products: [Product!]!
                }

                scalar Decimal
                """, ""), run());
    }

    @Test
    void gatewaysAreToldEverythingButOurs() {
        Folders.write(folder, Map.of(SCHEMA, FEDERATED));
        assertEquals(new Ended(0, """
                extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])\s

                type Query {
                  product(sku: ID!): Product
                }

                type Product @key(fields: "sku") {
                  sku: ID!
                  price: Decimal! @tag(name: "money")
                }

                extend type Maker @key(fields: "id") {
                  id: ID!
                  products: [Product!]!
                }

                scalar Decimal
                """, ""), run("--federation"));
    }

    @Test
    void withoutFederationThereIsNothingForGateways() {
        Folders.write(folder, Map.of(SCHEMA, PLAIN));
        assertEquals(
                new Ended(
                        2,
                        "",
                        "postern: The SDL does not use federation. Add @link to one of its files, as in"
                                + " docs/federation.md, or leave --federation away.\n"),
                run("--federation"));
    }

    @Test
    void whatBreaksIsToldAndMayBeAllowed() throws IOException {
        Folders.write(folder, Map.of(SCHEMA, FEDERATED));
        var released = folder.resolve("released.graphqls");
        Files.writeString(released, run("--federation").out());
        assertEquals(
                new Ended(0, "compared with " + released + ": 0 breaking changes, 0 warnings\n", ""),
                run("--federation", "--against", released.toString()));

        Folders.write(
                folder, Map.of(SCHEMA, FEDERATED.replace("Decimal!", "Decimal").replace(" @key(fields: \"sku\")", "")));
        var told = """
                error SCHEMA-311 %1$s:7 Product: other services can no longer find it by sku. Keep what was there, @deprecated, until nobody asks for it; or release with --allow-breaking.
                error SCHEMA-304 %1$s:9 Product.price: the field was Decimal!, and is Decimal. Keep what was there, @deprecated, until nobody asks for it; or release with --allow-breaking.
                compared with %1$s: 2 breaking changes, 0 warnings
                """.formatted(released);
        assertEquals(new Ended(1, told, ""), run("--federation", "--against", released.toString()));
        assertEquals(new Ended(0, told, ""), run("--federation", "--against", released.toString(), "--allow-breaking"));
    }

    @Test
    void whatIsNoEarlierSdlIsSaid() throws IOException {
        Folders.write(folder, Map.of(SCHEMA, PLAIN));
        var missing = folder.resolve("missing.graphqls");
        assertEquals(
                new Ended(2, "", "postern: There is no readable file " + missing + ".\n"),
                run("--against", missing.toString()));
        Files.writeString(missing, "type {");
        assertEquals(2, run("--against", missing.toString()).code());
    }

    @Test
    void faultsOfTheSdlAreFindings() {
        Folders.write(folder, Map.of(SCHEMA, PLAIN.replace("Decimal!", "Money!")));
        assertEquals(
                new Ended(
                        2,
                        "",
                        "SCHEMA-103 schema/shop.graphqls:5: The field type 'Money' is not present when resolving type"
                                + " 'Product'. Correct the SDL.\n"),
                run());
    }

    private Ended run(String... options) {
        var words = new ArrayList<>(List.of("schema", "--postern.project=" + folder));
        words.addAll(List.of(options));
        var command = (CommandLine.Schema) CommandLine.parse(words.toArray(String[]::new));
        var out = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        var code = SchemaProcess.run(
                command.options(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        return new Ended(code, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
