package dev.postern.testing.types;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of pairs of types and of their values, whose own head says how it is written. */
public final class TypeTable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TypeTable() {}

    /**
     * A type of GraphQL and one of Postgres that go together.
     *
     * @param shown the type of the result, which is nearly always {@code given}
     */
    public record Pair(
            String name, String given, String stored, String shown, Set<String> options, List<Value> values) {

        String table() {
            return name.toLowerCase(Locale.ROOT);
        }

        public boolean isGiven() {
            return !options.contains("only shown");
        }

        public boolean isKey() {
            return !options.contains("no key");
        }

        public boolean isCursor() {
            return !options.contains("no cursor");
        }

        /** The JSON in which a router gives a key back. */
        String key(Value.Sent value) {
            var isOtherwise = options.contains("own form") || !shown.equals(given);
            return isOtherwise ? value.shown().toString() : value.json();
        }

        public <T extends Value> List<T> values(Class<T> kind) {
            return values.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        @Override
        public String toString() {
            return given + " | " + stored;
        }
    }

    /** What becomes of a value. */
    public sealed interface Value {

        /** Sent as one text of JSON, shown as the other. */
        record Sent(String json, JsonNode shown) implements Value {}

        /** Sent, and refused in words that end so. */
        record Refused(String json, String reason) implements Value {}

        /**
         * An SQL expression that is stored.
         *
         * @param shown null where nothing of it can be
         * @param reason why not all of it can, the end of it; empty where it can
         */
        record Stored(String sql, @Nullable JsonNode shown, String reason) implements Value {}
    }

    /** All pairs of a file. */
    public static List<Pair> read(Path file) throws IOException {
        var pairs = new ArrayList<Pair>();
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith("= ")) {
                pairs.add(pair(line.substring(2), pairs.size()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                pairs.getLast().values.add(value(line));
            }
        }
        return pairs;
    }

    private static Pair pair(String head, int number) {
        var parts = List.of(head.split(" \\| ", -1));
        var options = Set.copyOf(parts.subList(2, parts.size()));
        var shown = options.stream()
                .filter(option -> option.startsWith("shown as "))
                .map(option -> option.substring("shown as ".length()))
                .findFirst()
                .orElse(parts.get(0));
        return new Pair("Pair" + number, parts.get(0), parts.get(1), shown, options, new ArrayList<>());
    }

    private static Value value(String line) {
        var arrow = line.lastIndexOf(" -> ");
        var mark = line.lastIndexOf(" ! ");
        var end = Math.max(arrow, mark);
        var left = end < 0 ? line : line.substring(0, end);
        var right = end < 0 ? line : line.substring(Math.max(arrow + 4, mark + 3));
        if (left.startsWith("sql ")) {
            return stored(left.substring("sql ".length()), arrow >= 0, mark >= 0, right);
        }
        return mark < 0 ? new Value.Sent(left, JSON.readTree(right)) : new Value.Refused(left, right);
    }

    private static Value.Stored stored(String left, boolean isShown, boolean isFaulty, String right) {
        if (isShown && isFaulty) {
            var parts = left.split(" -> ", 2);
            return new Value.Stored(parts[0], JSON.readTree(parts[1]), right);
        }
        return isShown ? new Value.Stored(left, JSON.readTree(right), "") : new Value.Stored(left, null, right);
    }
}
