package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.schema.SchemaLoader;
import dev.postern.testing.NodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gateways are told, under the composition of Apollo's gateways. */
class CompositionTests {

    private static final Path YARD = Path.of("src/test/resources/cases/subgraph");

    @TempDir
    private Path folder;

    @Test
    void whatEveryDirectiveSaysReachesTheGateway() throws Exception {
        var composed = compose(sdl(YARD, "yard"), YARD.resolve("harbour.graphqls"));
        for (var part : new String[] {
            "launched: Date @join__field(graph: HARBOUR, overrideLabel: \"percent(5)\")"
                    + " @join__field(graph: YARD, override: \"harbour\", overrideLabel: \"percent(5)\")",
            "weight: Decimal @cost(weight: 3)",
            "laid: Date! @join__field(graph: YARD) @tag(name: \"internal\") @owner(team: \"slipway\")",
            "secret: String @inaccessible @join__field(graph: YARD)",
            "@requiresScopes(scopes: [[\"fleet:read\"]]) @policy(policies: [[\"officers\"]])",
            "launch(id: ID!, on: Date!): Hull @authenticated",
            "hulls(yard: ID): [Hull!]! @join__field(graph: YARD) @listSize(assumedSize: 50)",
            "bonus: Int! @join__field(graph: YARD, requires: \"hours\")",
            "@join__type(graph: YARD, key: \"id\", isInterfaceObject: true)"
        }) {
            assertTrue(composed.contains(part), part + " is not in\n" + composed);
        }
    }

    @Test
    void theDemoComposesAlone() throws Exception {
        var composed = compose(sdl(Path.of("."), "fleet"));
        assertTrue(composed.contains("@join__type(graph: FLEET, key: \"id\")"), composed);
    }

    /** Whose fields are nobody's is all that is wrong with it while the other services are not there. */
    @Test
    void theCaseOfEntitiesLacksNothingButOtherServices() throws Exception {
        var codes = new TreeSet<String>();
        compose(sdl(Path.of("src/test/resources/cases/federation"), "catalogue"))
                .lines()
                .filter(line -> line.matches("[A-Z_]+: .*"))
                .forEach(line -> codes.add(line.substring(0, line.indexOf(':'))));
        assertEquals(Set.of("EXTERNAL_MISSING_ON_BASE"), codes);
    }

    private String compose(Path... services) throws Exception {
        var command = new String[services.length + 2];
        command[0] = "node";
        command[1] = "federation/compose.mjs";
        for (int i = 0; i < services.length; i++) {
            command[i + 2] = services[i].toAbsolutePath().toString();
        }
        return NodeScript.run(command);
    }

    private Path sdl(Path project, String name) throws Exception {
        var loaded = SchemaLoader.load(project, Set::of);
        return Files.writeString(
                folder.resolve(name + ".graphqls"), loaded.federation().sdl());
    }
}
