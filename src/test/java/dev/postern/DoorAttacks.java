package dev.postern;

import static dev.postern.RawRequests.asking;
import static dev.postern.RawRequests.get;
import static dev.postern.RawRequests.post;
import static dev.postern.RawRequests.query;
import static dev.postern.RawRequests.sized;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that strangers send, by what is wrong with each; in ISO 8859-1, a character for each byte. */
final class DoorAttacks {

    /** What nothing is wrong with. */
    static final String BODY = "{\"query\":\"{ __typename }\"}";

    private static final String MUTATION = "{\"query\":\"mutation { renameNotes(text: \\\"theirs\\\") }\"}";

    private DoorAttacks() {}

    static Map<String, String> all() {
        var attacks = new LinkedHashMap<String, String>();
        lengths(attacks);
        encodings(attacks);
        heads(attacks);
        paths(attacks);
        methods(attacks);
        otherSites(attacks);
        introspection(attacks);
        guesses(attacks);
        return attacks;
    }

    private static void lengths(Map<String, String> attacks) {
        var size = BODY.length();
        attacks.put("two lengths", post(BODY, "Content-Length: " + size, "Content-Length: 0"));
        attacks.put("two lengths that agree", post(BODY, "Content-Length: " + size, "Content-Length: " + size));
        attacks.put("a list of lengths", post(BODY, "Content-Length: " + size + ", " + size));
        attacks.put("a negative length", post(BODY, "Content-Length: -1"));
        attacks.put("a length with a sign", post(BODY, "Content-Length: +" + size));
        attacks.put("a length in hexadecimal", post(BODY, "Content-Length: 0x1a"));
        attacks.put("an empty length", post(BODY, "Content-Length:"));
        attacks.put("a length beyond numbers", post(BODY, "Content-Length: 99999999999999999999"));
        attacks.put("a length that is never sent", post(BODY, "Content-Length: " + Long.MAX_VALUE));
        attacks.put("a body over the limit", sized("{\"query\":\"" + " ".repeat(2000) + "\"}"));
        attacks.put(
                "a body over the limit in chunks",
                post("800\r\n" + " ".repeat(0x800) + "\r\n0\r\n\r\n", "Transfer-Encoding: chunked"));
    }

    private static void encodings(Map<String, String> attacks) {
        var chunked = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
        attacks.put("a length beside chunks", post(chunked, "Content-Length: 4", "Transfer-Encoding: chunked"));
        attacks.put("chunks beside a length", post(chunked, "Transfer-Encoding: chunked", "Content-Length: 4"));
        attacks.put("chunks that are no chunks", post(chunked, "Transfer-Encoding: xchunked"));
        attacks.put("chunks twice", post(chunked, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"));
        attacks.put("chunks and nothing", post(chunked, "Transfer-Encoding: chunked, identity"));
        attacks.put("a space before the colon", post(chunked, "Transfer-Encoding : chunked"));
        attacks.put("a tab in the encoding", post(chunked, "Transfer-Encoding:\u000bchunked"));
        attacks.put("a chunk of another size", post("zz\r\n" + BODY + "\r\n0\r\n\r\n", "Transfer-Encoding: chunked"));
        attacks.put("a negative chunk", post("-1\r\n" + BODY, "Transfer-Encoding: chunked"));
        attacks.put("a chunk beyond numbers", post("fffffffffffffffff\r\n" + BODY, "Transfer-Encoding: chunked"));
        attacks.put("chunks with bare line feeds", post(chunked.replace("\r", ""), "Transfer-Encoding: chunked"));
        attacks.put(
                "a chunk's end that hides a request",
                post("1\r\n{\r\n0\r\n\r\n" + get("/graphiql"), "Transfer-Encoding: chunked"));
    }

    private static void heads(Map<String, String> attacks) {
        attacks.put("bare line feeds", sized(BODY).replace("\r\n", "\n"));
        attacks.put("a bare carriage return", sized(BODY, "X-A: a\rX-B: b"));
        attacks.put("a NUL in a header", sized(BODY, "X-A: a\u0000b"));
        attacks.put("a folded header", sized(BODY, "X-A: a\r\n b"));
        attacks.put("a header without a colon", sized(BODY, "X-A"));
        attacks.put("a header without a name", sized(BODY, ": a"));
        attacks.put("a header with a space in its name", sized(BODY, "X A: a"));
        attacks.put("no host", "GET /graphql HTTP/1.1\r\n\r\n");
        attacks.put("two hosts", get(query("{ __typename }"), "Host: other"));
        attacks.put("a host of two words", "GET /graphql HTTP/1.1\r\nHost: a b\r\n\r\n");
        attacks.put("a request of HTTP/0.9", "GET /graphql\r\n\r\n");
        attacks.put("a request of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        attacks.put("a request of HTTP/3", "GET /graphql HTTP/3.0\r\nHost: localhost\r\n\r\n");
        attacks.put("a handshake of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
        attacks.put("an expectation that is none", sized(BODY, "Expect: more"));
        attacks.put("another site's forwarding", get(query("{ __typename }"), "X-Forwarded-Host: evil.example"));
        attacks.put("a token of nonsense", get(query("{ __typename }"), "Authorization: Bearer ' or 1=1 --"));
        attacks.put("two tokens", get(query("{ __typename }"), "Authorization: Bearer a", "Authorization: Bearer b"));
        attacks.put("a body in gzip", sized("\u001f\u008b\u0008\u0000", "Content-Encoding: gzip"));
    }

    private static void paths(Map<String, String> attacks) {
        for (var path : List.of(
                "/",
                "/graphql/",
                "//graphql",
                "/GraphQL",
                "/graphql%2f",
                "/graphql%00",
                "/graphql/..%2fgraphiql",
                "/..;/graphiql",
                "/%2e%2e/graphiql",
                "/graphiql",
                "/%67raphiql",
                "/graphiql/examples",
                "/graphiql/reload",
                "/graphiql;a=b",
                "/console/graphiql.js",
                "/console/../console/graphiql.html",
                "/console//graphiql.js",
                "//console/graphiql.js",
                "/_static/graphiql/graphiql.min.js",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/error",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/.env",
                "/schema/notes.graphqls",
                "/application.yml",
                "/graphql\u00e4",
                "/a b")) {
            attacks.put("the path " + path.replace("\u00e4", "\\xe4"), get(path));
        }
    }

    private static void methods(Map<String, String> attacks) {
        var mutation = query("mutation { renameNotes(text: \"theirs\") }");
        attacks.put("a mutation by GET", get(mutation));
        attacks.put("a mutation by GET that says it is a POST", get(mutation, "X-HTTP-Method-Override: POST"));
        attacks.put(
                "a mutation by GET with a body", get("/graphql", "Content-Length: " + MUTATION.length()) + MUTATION);
        attacks.put(
                "a mutation beside a query by GET",
                get(query("query a { __typename } mutation b { renameNotes(text: \"x\") }") + "&operationName=b"));
        attacks.put("a mutation by HEAD", get(mutation).replace("GET ", "HEAD "));
        attacks.put("TRACE", get("/graphql").replace("GET ", "TRACE "));
        attacks.put("CONNECT", "CONNECT localhost:5432 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        attacks.put("OPTIONS of everything", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
        attacks.put("a method in small letters", sized(BODY).replace("POST ", "post "));
        attacks.put("a method of our own", sized(BODY).replace("POST ", "PWN "));
        attacks.put("the site of somebody else in the URL", get("http://evil.example" + query("{ __typename }")));
    }

    /** What a page can have a browser send without asking first. */
    private static void otherSites(Map<String, String> attacks) {
        var evil = "Origin: https://evil.example";
        for (var type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a",
                "text/plain; application/json",
                "text/plain;a=application/json",
                "application/json+text",
                "*/*")) {
            attacks.put(
                    "a form of type " + type,
                    sized(MUTATION, evil).replace("Content-Type: application/json", "Content-Type: " + type));
        }
        attacks.put("a form of no type", sized(MUTATION, evil).replace("Content-Type: application/json\r\n", ""));
        attacks.put(
                "a form with a document in the URL",
                sized("a=b", evil)
                        .replace("POST /graphql", "POST " + query("mutation { renameNotes(text: \"theirs\") }"))
                        .replace("application/json", "application/x-www-form-urlencoded"));
        for (var origin : List.of(
                "https://evil.example",
                "null",
                "*",
                "http://app.example",
                "https://app.example.evil.example",
                "https://app.example:8443",
                "https://appxexample",
                "https://app.example/",
                "HTTPS://APP.EXAMPLE",
                "https://evil.example https://app.example")) {
            attacks.put(
                    "a question before a request by " + origin,
                    get("/graphql", "Origin: " + origin, "Access-Control-Request-Method: POST")
                            .replace("GET ", "OPTIONS "));
        }
    }

    private static void introspection(Map<String, String> attacks) {
        for (var document : List.of(
                "{ __schema { types { name } } }",
                "{ a: __schema { types { name } } }",
                "{ __type(name: \"Note\") { fields { name } } }",
                "{ ... { __schema { types { name } } } }",
                "{ ... on Query { __type(name: \"Note\") { name } } }",
                "{ ...f } fragment f on Query { __schema { types { name } } }",
                "{ __typename @skip(if: true) __schema @include(if: false) { types { name } } }",
                "query($n: String!) { __type(name: $n) { name } }",
                "query a { __typename } query b { __schema { types { name } } }",
                "{,,__schema,#\n,{types{name}}}",
                "{ __schema { nope } }",
                "mutation { __schema { types { name } } }",
                "subscription { __schema { types { name } } }",
                "{ _service { sdl } }",
                "{ _entities(representations: []) { __typename } }")) {
            attacks.put("introspection by " + document.replace("\n", "\\n"), asking(document));
        }
        attacks.put("introspection by GET", get(query("{ __schema { types { name } } }")));
        attacks.put("the name of a type", asking("{ __typename }"));
    }

    /** What is not there must say no more than that. */
    private static void guesses(Map<String, String> attacks) {
        for (var document : List.of(
                "{ note }",
                "{ not }",
                "{ notes }",
                "{ note(id: 1) { txt } }",
                "{ note(di: 1) { id } }",
                "{ note(id: [1]) { id } }",
                "{ note(id: {a: 1}) { id } }",
                "{ note(id: $a) { id } }",
                "query($a: Boolean) { note(id: $a) { id } }",
                "query($a: Not) { __typename }",
                "{ note(id: 1) { id { a } } }",
                "{ notes { ... on Caller { sub } } }",
                "{ notes { ... on Not { sub } } }",
                "{ a: me { sub } a: note(id: 1) { id } }",
                "{ me { a: sub } me { a: company } }",
                "{ secret }",
                "{ secret @not }",
                "{ note(id: \"x\") { id } }",
                "{ note(id: 99999999999999999999999) { id } }",
                "mutation { addNote { id } }",
                "mutation { addNote(text: null) { id } }",
                "mutation { addNote(text: \"theirs\") { id } }",
                "mutation { addNot(text: \"theirs\") { id } }")) {
            attacks.put("a guess by " + document, asking(document));
        }
        attacks.put(
                "a guess by a variable",
                sized("{\"query\":\"mutation($t: String!) { addNote(text: $t) { id } }\",\"variables\":{\"t\":[1]}}"));
        attacks.put(
                "a guess by a variable that is missing",
                sized("{\"query\":\"mutation($t: String!) { addNote(text: $t) { id } }\"}"));
        attacks.put("letters that look like others", asking("{ n\u043ete(id: 1) { id } }"));
        attacks.put("a mark of byte order", sized("\u00ef\u00bb\u00bf" + BODY));
        attacks.put("half a character", sized("{\"query\":\"{ note(id: \\\"\\ud800\\\") { id } }\"}"));
        attacks.put("letters from right to left", asking("{ note(id: \"\u202e1\") { id } }"));
        attacks.put("bytes that are no UTF-8", sized("{\"query\":\"{ note(id: \\\"\u00c0\u00af\\\") { id } }\"}"));
    }
}
