package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL of which each part knows where it comes from; immutable.
 *
 * @param pieces in order
 */
record TracedText(List<Piece> pieces) {

    static final TracedText EMPTY = new TracedText(List.of());

    /**
     * A part.
     *
     * @param text its characters; a parameter has one that stands for it
     * @param run the run of which it is a part, null for what an attribute says
     * @param start of the part in the run
     * @param parameter what is bound here, null for SQL
     * @param isPasted whether all of it stands for what begins there, and has no place of its own
     */
    record Piece(
            String text,
            ScriptNode.@Nullable Text run,
            int start,
            @Nullable Bound parameter,
            boolean isPasted) {

        Piece(String text, ScriptNode.@Nullable Text run, int start, @Nullable Bound parameter) {
            this(text, run, start, parameter, false);
        }

        Piece cut(int from, int to) {
            return new Piece(text.substring(from, to), run, isPasted ? start : start + from, parameter, isPasted);
        }
    }

    /**
     * A value of a {@code #{…}}.
     *
     * @param written the path as the mapper has it
     * @param path where the value comes from outside, {@code filter.tags[]} for the entries of a list; null when the
     *     script makes it
     */
    record Bound(String written, @Nullable String path) {}

    TracedText {
        pieces = List.copyOf(pieces);
    }

    static TracedText of(String text) {
        return text.isEmpty() ? EMPTY : new TracedText(List.of(new Piece(text, null, 0, null)));
    }

    TracedText plus(TracedText other) {
        var joined = new ArrayList<>(pieces);
        joined.addAll(other.pieces);
        return new TracedText(joined);
    }

    String text() {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    TracedText strip() {
        var text = text();
        var leading = text.length() - text.stripLeading().length();
        return substring(leading, Math.max(leading, text.stripTrailing().length()));
    }

    TracedText substring(int from, int to) {
        var kept = new ArrayList<Piece>();
        var at = 0;
        for (var piece : pieces) {
            var start = Math.max(from - at, 0);
            var end = Math.min(to - at, piece.text().length());
            if (start < end) {
                kept.add(piece.cut(start, end));
            }
            at += piece.text().length();
        }
        return new TracedText(kept);
    }
}
