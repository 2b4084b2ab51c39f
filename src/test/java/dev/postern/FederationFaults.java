package dev.postern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Projects with one fault in what they say to a composing gateway, or in what brings their entities. */
final class FederationFaults {

    private static final String MORE = "schema/more.graphqls";
    private static final String MORE_SQL = "sql-mappers/more.xml";

    private FederationFaults() {}

    /** @param faults the files of each project, by what is wrong with them */
    static void addTo(Map<String, Map<String, String>> faults) {
        linkFaults(faults);
        compositionFaults(faults);
        keyFaults(faults);
    }

    /** An SDL that links to federation; the name of a directive that it imports is followed by a comma. */
    private static Map<String, String> federated(String version, String imports, String sdl) {
        var names = List.of(imports.split(",")).stream()
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        return Map.of(
                MORE,
                "extend schema @link(url: \"https://specs.apollo.dev/federation/" + version + "\", import: [" + names
                        + "])\n" + sdl);
    }

    private static void compositionFaults(Map<String, Map<String, String>> faults) {
        faults.put(
                "a key without a name",
                federated("v2.9", "@key", "extend type Product @key(fields: \"id {\") { sku: ID }\n"));
        faults.put(
                "a key of a field that is not there",
                federated("v2.9", "@key", "extend type Product @key(fields: \"sky\") { sku: ID }\n"));
        faults.put(
                "a key that is a list",
                federated("v2.9", "@key", "extend type Product @key(fields: \"tags\") { tags: [ID] }\n"));
        faults.put(
                "a key that is a whole object",
                federated("v2.9", "@key", "extend type Product @key(fields: \"maker\") { sku: ID }\n"));
        faults.put(
                "a field that requires what is no other service's",
                federated(
                        "v2.9",
                        "@key,@requires",
                        "extend type Product @key(fields: \"id\") { sku: ID @requires(fields: \"name\") }\n"));
        faults.put(
                "a field that provides what is no other service's",
                federated(
                        "v2.9",
                        "@key,@provides",
                        "extend type Product { other: Maker @provides(fields: \"name\") }\n"));
        faults.put(
                "another service's field that nothing names",
                federated("v2.9", "@external", "extend type Product { sku: ID @external }\n"));
        faults.put(
                "page information that no other service may have",
                federated(
                        "v2.9",
                        "@key",
                        "type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }\n"));
        faults.put(
                "an object for an interface, without a key",
                federated("v2.9", "@interfaceObject", "extend type Product @interfaceObject { sku: ID }\n"));
        faults.put(
                "an interface's key that a type lacks",
                federated(
                        "v2.9",
                        "@key",
                        "interface Thing @key(fields: \"id\") { id: ID! }\nextend type Product implements Thing { sku: ID }\n"));
    }

    private static void keyFaults(Map<String, Map<String, String>> faults) {
        var entity = "<select id=\"entity\">select id as key_id, id from stock where id = any(#{keys.id})</select>";
        var tax = "<select id=\"tax\">select id as key_id, 1.5 from stock where id = any(#{keys.id})</select>";
        faults.put(
                "a key that no statement serves",
                stock("@key(fields: \"id\") @key(fields: \"code\") { id: ID! code: String! }", entity));
        faults.put("a key and more that nothing brings", stock("@key(fields: \"id\") { id: ID! code: String! }", ""));
        var required = "@key(fields: \"id\") { id: ID! code: String @external tax: Float @requires(fields: \"code\") }";
        faults.put("what is required for nobody", stock(required, entity));
        faults.put("what is required and not taken", stock(required, entity + tax));
    }

    private static Map<String, String> stock(String type, String statements) {
        var files = new HashMap<>(federated("v2.9", "@key,@external,@requires", "type Stock " + type + "\n"));
        files.put(MORE_SQL, "<mapper namespace=\"Stock\">\n" + statements + "\n</mapper>\n");
        return files;
    }

    private static void linkFaults(Map<String, Map<String, String>> faults) {
        faults.put("a federation that is not known", federated("v3.0", "@key", ""));
        faults.put("an import that federation lacks", federated("v2.9", "@key,@shareble", ""));
        faults.put("an import of a later federation", federated("v2.5", "@cost", ""));
        faults.put(
                "a directive that is not imported",
                federated("v2.9", "@key", "extend type Product { sku: ID @shareable }\n"));
        faults.put(
                "a directive of federation without a link",
                Map.of(MORE, "extend type Product @key(fields: \"id\") { sku: ID @shareable }\n"));
        faults.put(
                "a label that is none",
                federated(
                        "v2.9",
                        "@override",
                        "extend type Product { sku: ID @override(from: \"a\", label: \"percent(200)\") }\n"));
        faults.put(
                "a directive to compose that is not there",
                federated("v2.9", "@composeDirective", "extend schema @composeDirective(name: \"@owner\")\n"));
        faults.put(
                "a directive to compose that no link brings",
                federated(
                        "v2.9",
                        "@composeDirective",
                        "extend schema @composeDirective(name: \"@owner\")\ndirective @owner on OBJECT\n"));
    }
}
