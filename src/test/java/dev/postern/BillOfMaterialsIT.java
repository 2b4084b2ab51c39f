package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** What the bill of materials lists, against what is in {@code target/postern.jar}. */
@DisabledIfSystemProperty(named = "offline", matches = ".*", disabledReason = "no bill is written without a network")
class BillOfMaterialsIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Spring Boot's plugin adds it by itself. */
    private static final String OF_THE_PLUGIN = "spring-boot-jarmode-tools";

    @Test
    void everyLibraryIsListed() throws IOException {
        try (var jar = new JarFile("target/postern.jar")) {
            var attributes = jar.getManifest().getMainAttributes();
            assertEquals("CycloneDX", attributes.getValue("Sbom-Format"));
            var inside = jar.getEntry(attributes.getValue("Sbom-Location"));
            var listed = files(Gateway.JSON.readTree(jar.getInputStream(inside)));
            var packed = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .filter(name -> !name.startsWith(OF_THE_PLUGIN))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(packed.size() > 50, packed::toString);
            packed.removeAll(listed);
            assertEquals(Set.of(), packed);
            assertEquals(listed, files(Gateway.JSON.readTree(Files.readString(Path.of("target/bom.json")))));
        }
    }

    /** What a component's file is called. */
    private static Set<String> files(JsonNode bom) {
        var files = new TreeSet<String>();
        for (var component : bom.get("components")) {
            files.add(component.get("name").asString() + "-"
                    + component.get("version").asString() + ".jar");
        }
        return files;
    }
}
