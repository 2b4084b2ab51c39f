package dev.postern;

import java.util.LinkedHashMap;
import java.util.Map;

/** Folders of registered documents with one fault each. */
final class DocumentFaults {

    private DocumentFaults() {}

    /** Files by fault, in a folder {@code clients} of a sound project. */
    static Map<String, Map<String, String>> all() {
        var faults = new LinkedHashMap<String, Map<String, String>>();
        faults.put("no folder of documents", Map.of());
        faults.put("a folder without documents", Map.of("clients/readme.txt", "later"));
        faults.put(
                "a registered document of another schema",
                Map.of("clients/web/old.graphql", "{\n  product(id: 1) {\n    colour\n  }\n}\n"));
        faults.put("a registered document that asks for too much", Map.of("clients/deep.graphql", """
                        query Deep($with: Boolean!) {
                          product(id: 1) { maker { name } }
                          products { id maker @include(if: $with) { name } }
                        }
                        """));
        faults.put(
                "two documents of one id",
                Map.of(
                        "clients/a.json", "{\n  \"list\": \"{ products { id } }\"\n}\n",
                        "clients/list.graphql", "{ products { name } }\n"));
        faults.put("a manifest that is torn", Map.of("clients/a.json", "{\n  \"1\": \"{ products"));
        faults.put("a manifest of another form", Map.of("clients/a.json", "{\n  \"1\": {\"text\": \"\"}\n}\n"));
        faults.put(
                "a manifest of another version",
                Map.of(
                        "clients/a.json",
                        "{\n  \"format\": \"apollo-persisted-query-manifest\",\n  \"version\": 2,\n  \"operations\": []\n}\n"));
        faults.put("a manifest with an operation that is not there", Map.of("clients/a.json", """
                        {
                          "format": "apollo-persisted-query-manifest",
                          "version": 1,
                          "operations": [
                            {"id": "1", "name": "List", "type": "query", "body": "query All { products { id } }"}
                          ]
                        }
                        """));
        faults.put("a manifest with an operation without a body", Map.of("clients/a.json", """
                        {
                          "format": "apollo-persisted-query-manifest",
                          "version": 1,
                          "operations": [{"id": "1", "name": "List", "type": "query"}]
                        }
                        """));
        return faults;
    }
}
