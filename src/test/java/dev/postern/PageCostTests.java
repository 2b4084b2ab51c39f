package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import dev.postern.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * What a page costs at the beginning and near the end of 300,000 rows: the pages of tables and indexes that Postgres touches for
 * the statement that the gateway sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageCostTests {

    private static final int SIZE = 20;
    private static final String FIELDS = "{ pageInfo { startCursor endCursor } nodes { id feedId day rank } }";
    private static final String ROOT =
            "query($by: EntryOrder!, $first: Int, $after: String) { entries(orderBy: $by, first: $first, after: $after) "
                    + FIELDS + " }";
    private static final String NESTED =
            "query($first: Int, $after: String) { feed(id: 7) { entries(first: $first, after: $after) " + FIELDS
                    + " } }";

    private final String url = TestServer.newDatabase();
    private final Gateway gateway = Gateway.start(Path.of("src/test/resources/pagecost"), url);

    /**
     * An order of the entries.
     *
     * @param document that asks for a page
     * @param name of the enum's value, empty where there is no choice
     * @param rows behind {@code from}
     * @param key the first one, the second is {@code id}
     */
    private record Order(String document, String name, String rows, String key) {}

    /** What Postgres does for a page: the blocks that it touches, and the nodes of its plan. */
    private record Cost(long blocks, List<JsonNode> nodes) {

        /** Rows come from an index, which is entered at the cursor, and in the order of the page. */
        void isOneIndexScan() {
            var scans = nodes.stream()
                    .filter(node -> node.path("Relation Name").asString("").equals("entry"))
                    .toList();
            assertEquals(1, scans.size(), nodes::toString);
            assertTrue(scans.getFirst().path("Node Type").asString("").startsWith("Index"), nodes::toString);
            assertTrue(scans.getFirst().has("Index Cond"), nodes::toString);
            assertTrue(
                    nodes.stream()
                            .noneMatch(
                                    node -> node.path("Node Type").asString("").contains("Sort")),
                    nodes::toString);
        }
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void keysThatGoOneWay() throws SQLException {
        assertSame(new Order(ROOT, "DAY", "entry order by day, id", "day"), 299_000, List.of("key", "id", "limit"));
    }

    @Test
    void keysOfMixedDirections() throws SQLException {
        assertSame(
                new Order(ROOT, "NEWEST_DAY", "entry order by day desc, id", "day"),
                299_000,
                List.of("key", "key", "id", "limit"));
    }

    @Test
    void aPageOfAParent() throws SQLException {
        assertSame(
                new Order(NESTED, "", "entry where feed_id = 7 order by day, id", "day"),
                2_500,
                List.of("keys", "key", "id", "limit"));
    }

    @Test
    void nullsThatAnIndexReplaces() throws SQLException {
        assertSame(
                new Order(
                        ROOT,
                        "RANK_OR_MOST",
                        "entry order by coalesce(rank, 2147483647), id",
                        "coalesce(rank, 2147483647)"),
                190_000,
                List.of("key", "id", "limit"));
    }

    /** Rows with a rank come after the 100,000 without one, and the index is entered at a cursor among them. */
    @Test
    void nullsThatComeFirst() throws SQLException {
        var order = new Order(ROOT, "UNRANKED_FIRST", "entry order by rank nulls first, id", "rank");
        var parameters = List.of("key", "key", "id", "limit");
        assertAlike(cost(order, 100_010, parameters), cost(order, 299_000, parameters));
    }

    /** As docs/connections.md says: behind a row with a rank there are others and nulls, which are two places of an index. */
    @Test
    void nullsThatComeLast() throws SQLException {
        var order = new Order(ROOT, "RANK", "entry order by rank nulls last, id", "rank");
        var near = cost(order, 10, List.of("key", "key", "id", "limit"));
        var far = cost(order, 190_000, List.of("key", "key", "id", "limit"));
        assertTrue(far.blocks > 100 * near.blocks, () -> near.blocks + " and " + far.blocks + " blocks");
        var amongNulls = List.of("id", "limit");
        assertAlike(cost(order, 200_010, amongNulls), cost(order, 299_000, amongNulls));
    }

    private void assertSame(Order order, int far, List<String> parameters) throws SQLException {
        assertAlike(cost(order, 10, parameters), cost(order, far, parameters));
    }

    private static void assertAlike(Cost near, Cost far) {
        near.isOneIndexScan();
        far.isOneIndexScan();
        assertTrue(near.blocks < 60, () -> near.blocks + " blocks");
        assertTrue(far.blocks <= 2 * near.blocks, () -> near.blocks + " and " + far.blocks + " blocks");
    }

    /** @param parameters of the statement, in their order, by what they hold */
    private Cost cost(Order order, int row, List<String> parameters) throws SQLException {
        try (var connection = TestServer.connect(url)) {
            var after = after(order, row, connection);
            gateway.runs();
            var page = ask(order, Map.of("first", SIZE, "after", after));
            assertEquals(SIZE, page.get("nodes").size());
            var run = gateway.runs().getLast();
            assertEquals(parameters.size(), run.parameters(), run.sql());
            var values = parameters.stream()
                    .map(parameter -> switch (parameter) {
                        case "key" -> parts(after).get(2).asString();
                        case "id" -> parts(after).get(3).asString();
                        case "keys" -> "{7}";
                        default -> String.valueOf(SIZE + 1);
                    })
                    .toList();
            return explained(connection, run.sql(), values);
        }
    }

    /** The cursor of a row, counted from 0, which is as all cursors of its order but for the values. */
    private String after(Order order, int row, Connection connection) throws SQLException {
        var some =
                parts(ask(order, Map.of("first", 1)).at("/pageInfo/endCursor").asString());
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select %s, id from %s offset %d limit 1".formatted(order.key, order.rows, row))) {
            result.next();
            var values = Arrays.asList(
                    some.get(0).asString(), some.get(1).asString(), result.getString(1), result.getString(2));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Gateway.JSON.writeValueAsBytes(values));
        }
    }

    private JsonNode ask(Order order, Map<String, Object> page) {
        var variables = new HashMap<>(page);
        if (!order.name.isEmpty()) {
            variables.put("by", order.name);
        }
        var answer = gateway.ask(order.document, variables);
        assertFalse(answer.has("errors"), answer::toString);
        return answer.at(order.document.equals(ROOT) ? "/data/entries" : "/data/feed/entries");
    }

    private static JsonNode parts(String cursor) {
        return Gateway.JSON.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    }

    private static Cost explained(Connection connection, String sql, List<String> values) throws SQLException {
        try (var statement = connection.prepareStatement("explain (analyze, buffers, format json) " + sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i), Types.OTHER);
            }
            try (var result = statement.executeQuery()) {
                result.next();
                var plan = Gateway.JSON.readTree(result.getString(1)).at("/0/Plan");
                var nodes = new ArrayList<JsonNode>();
                collect(plan, nodes);
                return new Cost(
                        plan.get("Shared Hit Blocks").asLong()
                                + plan.get("Shared Read Blocks").asLong(),
                        nodes);
            }
        }
    }

    private static void collect(JsonNode plan, List<JsonNode> nodes) {
        nodes.add(plan);
        plan.path("Plans").forEach(inner -> collect(inner, nodes));
    }
}
