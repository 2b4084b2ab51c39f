package dev.postern.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a parse tree as Postgres writes it in {@code pg_rewrite.ev_action}: {@code {VAR :varno 1 :varattno 2}}.
 *
 * <p>A field is a {@code Node}, a {@code List}, a {@code String}, or null for {@code <>}. The form is that of
 * {@code src/backend/nodes/outfuncs.c}; it differs a little between versions, so fields are asked for by name.
 *
 * @param tag {@code VAR}
 * @param fields by name, without the colon
 */
record Node(String tag, Map<String, @Nullable Object> fields) {

    /** What a text holds. */
    static @Nullable Object parse(String text) {
        return new Reading(text).value();
    }

    boolean is(String name) {
        return tag.equals(name);
    }

    @Nullable
    Node node(String field) {
        return fields.get(field) instanceof Node node ? node : null;
    }

    /** The nodes of a list, none when it is null. */
    List<Node> nodes(String field) {
        if (!(fields.get(field) instanceof List<?> list)) {
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
        if (!(fields.get(field) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .map(String::valueOf)
                .filter(word -> !word.matches("[bio]"))
                .toList();
    }

    String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
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

    private static final class Reading {

        private final String text;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        @Nullable
        Object value() {
            blanks();
            return switch (text.charAt(at)) {
                case '{' -> node();
                case '(' -> list();
                default -> word();
            };
        }

        private Node node() {
            at++;
            var tag = String.valueOf(word());
            var fields = new LinkedHashMap<String, @Nullable Object>();
            while (!ends('}')) {
                at++;
                fields.put(String.valueOf(word()), field());
            }
            at++;
            return new Node(tag, fields);
        }

        /** What is behind a name: one value for nearly all. */
        private @Nullable Object field() {
            if (ends('}') || text.charAt(at) == ':') {
                return List.of();
            }
            var first = value();
            if (ends('}') || text.charAt(at) == ':') {
                return first;
            }
            var values = new ArrayList<@Nullable Object>();
            values.add(first);
            while (!ends('}') && text.charAt(at) != ':') {
                values.add(value());
            }
            return values;
        }

        private List<@Nullable Object> list() {
            at++;
            var elements = new ArrayList<@Nullable Object>();
            while (!ends(')')) {
                elements.add(value());
            }
            at++;
            return elements;
        }

        private boolean ends(char end) {
            blanks();
            return text.charAt(at) == end;
        }

        private void blanks() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\n' || c == '\t';
        }

        private static boolean isEnd(char c) {
            return isBlank(c) || c == '(' || c == ')' || c == '{' || c == '}';
        }

        private @Nullable String word() {
            blanks();
            var start = at;
            var isEscaped = false;
            while (at < text.length() && !isEnd(text.charAt(at))) {
                isEscaped |= text.charAt(at) == '\\';
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            var word = text.substring(start, at);
            if (isEscaped) {
                return word.replaceAll("(?s)\\\\(.)", "$1");
            }
            return word.equals("<>") ? null : word;
        }
    }
}
