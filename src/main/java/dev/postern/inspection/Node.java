package dev.postern.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A node of a parse tree as Postgres writes it in {@code pg_rewrite.ev_action}: {@code {VAR :varno 1 :varattno 2}};
 * immutable, and itself only.
 *
 * <p>A field is a {@code Node}, a {@code List}, a {@code String}, or null for {@code <>}. The form is that of
 * {@code src/backend/nodes/outfuncs.c}; it differs a little between versions, so fields are asked for by name.
 */
final class Node {

    private final String tag;
    private final @Nullable Object[] fields;

    /**
     * @param tag {@code VAR}
     * @param fields a name without its colon and its value by turns, which takes a sixth of a map's room: trees are the
     *     most that a check holds
     */
    Node(String tag, @Nullable Object[] fields) {
        this.tag = tag;
        this.fields = fields;
    }

    /** What a text holds. */
    static @Nullable Object parse(String text) {
        return new NodeReader(text).value();
    }

    String tag() {
        return tag;
    }

    boolean is(String name) {
        return tag.equals(name);
    }

    /** The value of a field, null also when there is no such field. */
    @Nullable
    Object field(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (name.equals(fields[i])) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /** Each field in its order, by its name. */
    void eachField(BiConsumer<String, @Nullable Object> visitor) {
        for (int i = 0; i < fields.length; i += 2) {
            visitor.accept(String.valueOf(fields[i]), fields[i + 1]);
        }
    }

    @Nullable
    Node node(String field) {
        return field(field) instanceof Node node ? node : null;
    }

    /** The nodes of a list, none when it is null. */
    List<Node> nodes(String field) {
        return nodesOf(field(field));
    }

    /** The nodes of a value, none when it is no list. */
    static List<Node> nodesOf(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        var nodes = new ArrayList<Node>(list.size());
        for (var element : list) {
            if (element instanceof Node node) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** The elements of a list of names or of numbers, without its mark. */
    List<String> words(String field) {
        if (!(field(field) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(String::valueOf).filter(word -> !isMark(word)).toList();
    }

    private static boolean isMark(String word) {
        return word.length() == 1 && "bio".contains(word);
    }

    String text(String field) {
        return field(field) instanceof String text ? text : "";
    }

    /** A number, 0 when there is none. */
    int number(String field) {
        var text = text(field);
        return isNumber(text) ? Integer.parseInt(text) : 0;
    }

    /** An object id, which may be beyond an {@code int}. */
    long id(String field) {
        var text = text(field);
        return isNumber(text) ? Long.parseLong(text) : 0;
    }

    private static boolean isNumber(String text) {
        var start = text.startsWith("-") ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }

    boolean isTrue(String field) {
        return text(field).equals("true");
    }
}
