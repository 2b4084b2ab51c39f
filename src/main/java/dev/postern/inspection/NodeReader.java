package dev.postern.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reading of one text of nodes, for one thread. */
final class NodeReader {

    /** A power of two; the names of fields and the values that most of them have are fewer. */
    private static final int KEPT_WORDS = 4096;

    private final String text;
    private final @Nullable String[] words = new String[KEPT_WORDS];
    private final ArrayList<@Nullable Object> open = new ArrayList<>();
    private int at;

    NodeReader(String text) {
        this.text = text;
    }

    /** The value that begins where the one before it ended. */
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
        var start = open.size();
        while (!ends('}')) {
            at++;
            open.add(word());
            open.add(field());
        }
        at++;
        return new Node(tag, closed(start));
    }

    /** What is behind a name: one value for nearly all. */
    private @Nullable Object field() {
        if (endsField()) {
            return List.of();
        }
        var first = value();
        if (endsField()) {
            return first;
        }
        var start = open.size();
        open.add(first);
        while (!endsField()) {
            open.add(value());
        }
        return closedList(start);
    }

    private List<?> list() {
        at++;
        var start = open.size();
        while (!ends(')')) {
            open.add(value());
        }
        at++;
        return closedList(start);
    }

    private List<?> closedList(int start) {
        return Collections.unmodifiableList(Arrays.asList(closed(start)));
    }

    /** What was opened since, in an array of just its size. */
    private @Nullable Object[] closed(int start) {
        var values = open.subList(start, open.size());
        var array = values.toArray();
        values.clear();
        return array;
    }

    private boolean endsField() {
        return ends('}') || text.charAt(at) == ':';
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
        var hash = 0;
        var isEscaped = false;
        while (at < text.length() && !isEnd(text.charAt(at))) {
            hash = 31 * hash + text.charAt(at);
            isEscaped |= text.charAt(at) == '\\';
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (isEscaped) {
            return text.substring(start, at).replaceAll("(?s)\\\\(.)", "$1");
        }
        return at - start == 2 && text.startsWith("<>", start) ? null : kept(start, hash);
    }

    /** One text for all words that are the same, unless another has taken its place meanwhile. */
    private String kept(int start, int hash) {
        var place = (hash ^ (hash >>> 16)) & (KEPT_WORDS - 1);
        var word = words[place];
        if (word == null || word.length() != at - start || !text.startsWith(word, start)) {
            word = text.substring(start, at);
            words[place] = word;
        }
        return word;
    }
}
