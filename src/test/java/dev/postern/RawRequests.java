package dev.postern;

import dev.postern.testing.Gateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests of HTTP/1.1 as they go over a socket, written by hand so that nothing corrects them. */
final class RawRequests {

    private RawRequests() {}

    /** A POST of JSON with these headers besides. */
    static String post(String body, String... headers) {
        return "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n" + body;
    }

    static String sized(String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + body.length());
        return post(body, all.toArray(String[]::new));
    }

    static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
    }

    static String query(String document) {
        return "/graphql?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8);
    }

    static String asking(String document) {
        var body = Gateway.JSON.writeValueAsBytes(Map.of("query", document));
        return sized(new String(body, StandardCharsets.ISO_8859_1));
    }
}
