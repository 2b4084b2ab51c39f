package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.testing.Gateway;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Pages of random rows in random orders, walked from one end to the other while rows come and go.
 *
 * <p>{@code mvn test -Dtest=PagingTests -Dpaging.seed=7} makes other rows and orders, {@code -Dpaging.walks=1000} takes longer.
 */
class PagingTests {

    private static final long SEED = Long.getLong("paging.seed", 1);
    private static final int WALKS = Integer.getInteger("paging.walks", 24);
    private static final int ROWS = 50;

    private static final String PAGE = """
            items(orderBy: $by, first: $first, after: $after, last: $last, before: $before) {
              edges { cursor node { id } }
              nodes { id }
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            }""";
    private static final String VARIABLES =
            "($by: Sort!, $first: Int, $after: String, $last: Int, $before: String, $box: ID)";

    @TempDir
    Path folder;

    /** A page of one box, or of all rows for box 0, as it is asked for. */
    private record Question(
            int order,
            int box,
            boolean isForward,
            int size,
            @Nullable Edge after,
            @Nullable Edge before) {

        Map<String, @Nullable Object> variables() {
            var variables = new LinkedHashMap<String, @Nullable Object>();
            variables.put("by", "BY_" + order);
            variables.put(isForward ? "first" : "last", size);
            variables.put("after", after == null ? null : after.cursor);
            variables.put("before", before == null ? null : before.cursor);
            variables.put("box", box == 0 ? null : box);
            return variables;
        }
    }

    private record Edge(long id, String cursor) {}

    /** What is asked, and what must come. */
    private record Walk(Gateway gateway, PagedItems items, Random random, String failure) {

        /** From one end to the other: whoever stayed comes once, in order; rows are taken out and added between pages. */
        void throughAll() throws SQLException {
            var order = random.nextInt(PagedItems.ORDERS);
            var box = random.nextInt(PagedItems.BOXES + 1);
            var isForward = random.nextBoolean();
            var stayed = new HashSet<>(items.live());
            var seen = new ArrayList<Edge>();
            Edge end = null;
            var goesOn = true;
            while (goesOn) {
                var size = 1 + random.nextInt(9);
                var page =
                        ask(new Question(order, box, isForward, size, isForward ? end : null, isForward ? null : end));
                seen.addAll(isForward ? page.edges : page.edges.reversed());
                goesOn = isForward ? page.hasNext : page.hasPrevious;
                end = seen.isEmpty() ? null : seen.getLast();
                if (goesOn) {
                    change(seen.getLast());
                }
                stayed.retainAll(items.live());
            }
            whoStayed(order, box, isForward, stayed, seen.stream().map(Edge::id).toList());
            between(order, box, seen);
        }

        private void change(Edge last) throws SQLException {
            if (random.nextInt(3) == 0) {
                items.remove(last.id, random.nextInt(3));
            }
            if (random.nextInt(3) == 0) {
                items.add(1 + random.nextInt(3));
            }
        }

        private void whoStayed(int order, int box, boolean isForward, Set<Long> stayed, List<Long> seen)
                throws SQLException {
            var all = items.all(order, box);
            var expected = (isForward ? all : all.reversed())
                    .stream().filter(stayed::contains).toList();
            assertEquals(expected, seen.stream().filter(stayed::contains).toList(), about(order));
            assertEquals(seen.size(), new HashSet<>(seen).size(), about(order));
        }

        /** Some rows between two others, from either end; turned round there are none. */
        private void between(int order, int box, List<Edge> seen) throws SQLException {
            if (!seen.isEmpty()) {
                var one = seen.get(random.nextInt(seen.size()));
                var other = seen.get(random.nextInt(seen.size()));
                ask(new Question(order, box, random.nextBoolean(), random.nextInt(9), one, other));
            }
        }

        private Page ask(Question question) throws SQLException {
            var document = question.box == 0
                    ? "query" + VARIABLES.replace(", $box: ID", "") + "{ " + PAGE + " }"
                    : "query" + VARIABLES + "{ boxes(only: $box) { " + PAGE + " } }";
            var variables = question.variables();
            if (question.box == 0) {
                variables.remove("box");
            }
            var answer = gateway.ask(document, variables);
            var page = Page.of(answer.at(question.box == 0 ? "/data/items" : "/data/boxes/0/items"), answer);
            expected(question, page);
            return page;
        }

        private void expected(Question question, Page page) throws SQLException {
            var all = items.all(question.order, question.box);
            var from = question.after == null ? 0 : all.indexOf(question.after.id) + 1;
            var to = question.before == null ? all.size() : all.indexOf(question.before.id);
            var live = new HashSet<>(items.live());
            var rows = from >= to
                    ? List.<Long>of()
                    : all.subList(from, to).stream().filter(live::contains).toList();
            var size = Math.min(question.size, rows.size());
            var there = question.isForward ? rows.subList(0, size) : rows.subList(rows.size() - size, rows.size());
            var about = about(question.order) + ", " + question;
            assertEquals(there, page.edges.stream().map(Edge::id).toList(), about);
            var isMore = rows.size() > question.size;
            assertEquals(question.isForward ? isMore : question.before != null, page.hasNext, about);
            assertEquals(question.isForward ? question.after != null : isMore, page.hasPrevious, about);
        }

        /** The same page of every box in one run, behind one row of one of them. */
        void ofEveryBox() throws SQLException {
            var order = random.nextInt(PagedItems.ORDERS);
            var first = ask(new Question(order, 1, true, 1 + random.nextInt(9), null, null));
            if (first.edges.isEmpty()) {
                return;
            }
            var after = first.edges.getLast();
            var isForward = random.nextBoolean();
            var question = new Question(order, 0, isForward, 1 + random.nextInt(4), after, null);
            var answer =
                    gateway.ask("query" + VARIABLES + "{ boxes(only: $box) { " + PAGE + " } }", question.variables());
            var all = items.all(order, 0);
            for (int box = 1; box <= PagedItems.BOXES; box++) {
                var page = Page.of(answer.at("/data/boxes/" + (box - 1) + "/items"), answer);
                var live = new HashSet<>(items.live());
                live.retainAll(items.all(order, box));
                var rows = all.subList(all.indexOf(after.id) + 1, all.size()).stream()
                        .filter(live::contains)
                        .toList();
                var size = Math.min(question.size, rows.size());
                var there = isForward ? rows.subList(0, size) : rows.subList(rows.size() - size, rows.size());
                assertEquals(there, page.edges.stream().map(Edge::id).toList(), about(order) + ", " + question);
            }
        }

        private String about(int order) {
            return failure + ", order by " + items.order(order);
        }
    }

    private record Page(List<Edge> edges, boolean hasNext, boolean hasPrevious) {

        static Page of(JsonNode connection, JsonNode answer) {
            assertTrue(connection.has("edges"), answer::toString);
            var edges = new ArrayList<Edge>();
            for (var edge : connection.get("edges")) {
                edges.add(new Edge(
                        edge.at("/node/id").asLong(), edge.get("cursor").asString()));
            }
            var nodes = new ArrayList<Long>();
            connection.get("nodes").forEach(node -> nodes.add(node.get("id").asLong()));
            assertEquals(edges.stream().map(Edge::id).toList(), nodes);
            var info = connection.get("pageInfo");
            assertEquals(
                    edges.isEmpty() ? "null" : edges.getFirst().cursor,
                    info.get("startCursor").asString("null"));
            assertEquals(
                    edges.isEmpty() ? "null" : edges.getLast().cursor,
                    info.get("endCursor").asString("null"));
            return new Page(
                    edges,
                    info.get("hasNextPage").asBoolean(),
                    info.get("hasPreviousPage").asBoolean());
        }
    }

    @ParameterizedTest
    @CsvSource({"direct, 1", "reference, 4"})
    void whoStaysComesOnceAndInOrder(String path, int fewer) throws SQLException {
        var random = new Random(SEED);
        try (var items = new PagedItems(random, ROWS);
                var gateway = Gateway.start(
                        items.project(folder.resolve(path)), items.url(), "--postern.execution.path=" + path)) {
            for (int i = 0; i < WALKS / fewer; i++) {
                var walk = new Walk(gateway, items, random, "paging.seed " + SEED + ", walk " + i);
                walk.throughAll();
                walk.ofEveryBox();
            }
        }
    }
}
