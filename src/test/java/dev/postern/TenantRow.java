package dev.postern;

import dev.postern.identity.TestTokens;
import dev.postern.testing.Gateway;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A row of a table of requests: who asks, and what.
 *
 * @param name of the row
 * @param claims of the token, null for nobody
 * @param body the request's, as JSON
 * @param headers besides those that every request has
 */
record TenantRow(String name, JsonNode claims, String body, Map<String, String> headers) {

    /** The rows of a file in which these names stand for these values. */
    static List<TenantRow> read(Path file, Map<String, String> values) throws IOException {
        var text = Files.readString(file);
        for (var value : values.entrySet()) {
            text = text.replace("$" + value.getKey() + "$", value.getValue());
        }
        var rows = new ArrayList<TenantRow>();
        for (var row : Gateway.JSON.readTree(text)) {
            var body = new LinkedHashMap<String, Object>();
            body.put("query", row.get("query"));
            row.path("body").properties().forEach(field -> body.put(field.getKey(), field.getValue()));
            var headers = new LinkedHashMap<String, String>();
            row.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asString()));
            rows.add(new TenantRow(
                    row.get("name").asString(), row.path("claims"), Gateway.JSON.writeValueAsString(body), headers));
        }
        return rows;
    }

    HttpResponse<String> ask(Gateway gateway) {
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (claims.isObject()) {
            request.header("Authorization", token());
        }
        return gateway.send(request.build());
    }

    private String token() {
        return "Bearer "
                + TestTokens.secret(set -> {
                    set.subject("somebody").claim("scope", null);
                    claims.properties()
                            .forEach(claim -> set.claim(
                                    claim.getKey(), Gateway.JSON.treeToValue(claim.getValue(), Object.class)));
                    return set;
                });
    }

    /** Status, caching, and the body. */
    static String told(HttpResponse<String> response) {
        return response.statusCode() + " "
                + String.join(", ", response.headers().allValues("Cache-Control")) + " "
                + response.body()
                        .replaceAll("Internal error [0-9a-f]{8}", "Internal error <id>")
                        .replaceAll("\"locations\":\\[[^]]*],", "")
                        .replaceAll("\"errorType\":\"\\w+\"", "")
                        .replace(",}", "}");
    }
}
