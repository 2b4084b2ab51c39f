package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.postern.testing.Folders;
import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers say of how long they may be kept, on both paths, and what the log says of the trace that a request belongs to. */
class CacheControlTests {

    private static final String MAPPER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "https://mybatis.org/dtd/mybatis-3-mapper.dtd">
            <mapper namespace="%s">
              %s
            </mapper>
            """;

    private static final Map<String, String> PROJECT = Map.of(
            "schema/shop.graphqls",
            """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
            type Query {
              minute: Shop @cacheControl(maxAge: 60)
              news: News
              plain: Shop
              mine: Shop @cacheControl(maxAge: 60, scope: PRIVATE)
              claimed: Int @cacheControl(maxAge: 60)
              count: Int @cacheControl(maxAge: 10)
              title: String
              pages: [Page!]! @cacheControl(maxAge: 60)
              broken: Int @cacheControl(maxAge: 60)
              lots(first: Int, after: String, last: Int, before: String): NewsConnection! @cacheControl(maxAge: 60)
            }
            extend type NewsEdge @cacheControl(inheritMaxAge: true)
            extend type PageInfo @cacheControl(inheritMaxAge: true)
            type Mutation { sell: Shop @cacheControl(maxAge: 60) }
            type Shop @key(fields: "id") @cacheControl(maxAge: 50) {
              id: ID!
              name: String!
              balance: Int @cacheControl(maxAge: 5, scope: PRIVATE)
              owner: Owner @cacheControl(inheritMaxAge: true)
              guard: Owner
              news: News
            }
            type Owner { name: String! }
            type News @key(fields: "id") @cacheControl(maxAge: 30) { id: ID! }
            union Page = News | Owner
            """,
            "sql-mappers/Query.xml",
            MAPPER.formatted("Query", """
                    <sql id="shop">1 as id, 'Ours' as name, 7 as balance, 'Ada' as owner_name, 'Ben' as guard_name, 9 as news_id</sql>
                    <select id="minute">select <include refid="shop"/></select>
                    <select id="plain">select <include refid="shop"/></select>
                    <select id="mine">select <include refid="shop"/></select>
                    <select id="news">select 1 as id</select>
                    <select id="claimed">select length(#{claims.sub}::text)</select>
                    <select id="count">select 3</select>
                    <select id="title">select 'Shops'</select>
                    <select id="pages">select 'News' as "__typename", 1 as id, 'none' as name</select>
                    <select id="lots">
                      <bind name="p" value="page.by('n.id')"/>
                      select n.id, ${p.cursor} from generate_series(1, 3) n (id) where ${p.seek} order by ${p.order} limit #{p.limit}
                    </select>
                    <select id="broken">select 1 from pg_read_file('none')</select>
                    """),
            "sql-mappers/Shop.xml",
            MAPPER.formatted("Shop", """
                    <select id="entity">
                      select k.id as key_id, k.id, 'Ours' as name, 7 as balance, 'Ada' as owner_name, 'Ben' as guard_name,
                        9 as news_id
                      from unnest(#{keys.id}::int[]) as k (id)
                    </select>
                    """),
            "sql-mappers/Mutation.xml",
            MAPPER.formatted("Mutation", """
                    <select id="sell">select 1 as id, 'Ours' as name, 7 as balance, 'Ada' as owner_name, 'Ben' as guard_name, 9 as news_id</select>
                    """));

    @TempDir
    static Path folder;

    private static Gateway direct;
    private static Gateway reference;

    @BeforeAll
    static void start() {
        Folders.write(folder, PROJECT);
        direct = Gateway.start(folder, TestServer.newDatabase(), "--postern.http.batch-size=2");
        reference = Gateway.start(folder, TestServer.newDatabase(), "--postern.execution.path=reference");
    }

    @AfterAll
    static void stop() {
        direct.close();
        reference.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # of the field; its type says 50
            { minute { name } }                               | max-age=60, public
            # of the type
            { plain { name } }                                | max-age=50, public
            { news { id } }                                   | max-age=30, public
            # the least of all that is selected
            { minute { name news { id } } }                   | max-age=30, public
            { minute { name } count }                         | max-age=10, public
            # private is private
            { mine { name } }                                 | max-age=60, private
            { minute { balance } }                            | max-age=5, private
            { minute { name } mine { name } }                 | max-age=60, private
            { claimed }                                       | max-age=60, private
            # an object of which nothing is said, and one that inherits
            { minute { guard { name } } }                     | no-store
            { minute { owner { name } } }                     | max-age=60, public
            # a field of Query of which nothing is said
            { title }                                         | no-store
            { minute { name } title }                         | no-store
            { __typename }                                    | no-store
            { minute { __typename } }                         | max-age=60, public
            # what is behind a union is its parent's, unless its own fields say something
            { pages { ... on News { id } } }                  | max-age=60, public
            # the parts of a page
            { lots { edges { cursor } pageInfo { hasNextPage } } } | max-age=60, public
            { lots { edges { node { id } } } }                | max-age=30, public
            # conditions
            { minute { name } title @include(if: false) }     | max-age=60, public
            { minute { name } ... @skip(if: true) { title } } | max-age=60, public
            # changes, faults, errors, introspection
            mutation { sell { name } }                        | no-store
            { nothing }                                       | no-store
            { broken }                                        | no-store
            { __schema { queryType { name } } }               | no-store
            { _service { sdl } }                              | no-store
            """)
    void whatTheSchemaSays(String query, String header) {
        assertEquals(header, cacheControl(post(direct, query)), "direct");
        assertEquals(header, cacheControl(post(reference, query)), "reference");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ... on Shop { name }                    | max-age=50, public
            ... on Shop { name } ... on News { id } | max-age=30, public
            ... on Shop { balance }                 | max-age=5, private
            ... on Shop { guard { name } }          | no-store
            __typename                              | no-store
            """)
    void whatAnotherServiceAsksFor(String selection, String header) {
        var query = "{ _entities(representations: [{__typename: \\\"Shop\\\", id: 1}]) { " + selection + " } }";
        assertEquals(header, cacheControl(post(direct, query)), "direct");
        assertEquals(header, cacheControl(post(reference, query)), "reference");
    }

    @Test
    void aGetIsKeptForEachFormOfAnAnswer() {
        var response = direct.send(HttpRequest.newBuilder(direct.uri(
                        "/graphql?query=" + URLEncoder.encode("{ minute { name } }", StandardCharsets.UTF_8)))
                .build());
        assertEquals("max-age=60, public", cacheControl(response));
        assertTrue(
                response.headers().allValues("Vary").contains("Accept"),
                response.headers().toString());
        assertFalse(post(direct, "{ title }").headers().allValues("Vary").contains("Accept"));
    }

    @Test
    void aBatchIsNotKept() {
        var response = direct.post("application/json", "[{\"query\": \"{ minute { name } }\"}]");
        assertEquals("no-store", cacheControl(response));
    }

    @Test
    void aDefaultIsForWhatNothingIsSaidOf() {
        try (var gateway = Gateway.start(folder, TestServer.newDatabase(), "--postern.cache.default-max-age=20s")) {
            assertEquals("max-age=20, public", cacheControl(post(gateway, "{ title }")));
            assertEquals("max-age=20, public", cacheControl(post(gateway, "{ minute { guard { name } } }")));
            assertEquals("max-age=60, public", cacheControl(post(gateway, "{ minute { name } }")));
            assertEquals("max-age=5, private", cacheControl(post(gateway, "{ minute { balance } title }")));
            assertEquals("no-store", cacheControl(post(gateway, "mutation { sell { name } }")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, 4bf92f3577b34da6a3ce929d0e0e4736",
                "01-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01-more, 4bf92f3577b34da6a3ce929d0e0e4737",
                "00-4bf92f3577b34da6a3ce929d0e0e4738-00f067aa0ba902b7-01-more, none",
                "ff-4bf92f3577b34da6a3ce929d0e0e4739-00f067aa0ba902b7-01, none",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01, none",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01, none",
                "rubbish, none"
            })
    void theLogNamesTheTrace(String traceparent, String traceId) {
        var messages = new ArrayList<String>();
        var events = TestApplication.events(Level.ERROR, () -> {
            for (var gateway : List.of(direct, reference)) {
                var answer = post(gateway, "{ broken }", "traceparent", traceparent);
                messages.add(Gateway.JSON
                        .readTree(answer.body())
                        .at("/errors/0/message")
                        .asString());
            }
        });
        for (var message : messages) {
            var logged = events.stream()
                    .filter(event -> event.getFormattedMessage().startsWith(message))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(message + " is not in the log"));
            assertEquals(traceId, logged.getMDCPropertyMap().get("traceId"));
        }
    }

    private static String cacheControl(HttpResponse<String> response) {
        return String.join(" and ", response.headers().allValues("Cache-Control"));
    }

    private static HttpResponse<String> post(Gateway gateway, String query, String... headers) {
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\": \"" + query + "\"}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }
}
