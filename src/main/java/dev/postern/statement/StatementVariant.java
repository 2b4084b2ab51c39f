package dev.postern.statement;

import dev.postern.finding.Place;
import dev.postern.statement.TracedText.Bound;
import dev.postern.statement.TracedText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One of the texts that a dynamic statement can have, without a value.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class StatementVariant {

    private final String head;
    private final TracedText text;
    private final Case given;
    private final RunPlaces places;

    StatementVariant(String head, TracedText text, Case given, RunPlaces places) {
        this.head = head;
        this.text = text;
        this.given = given;
        this.places = places;
    }

    /**
     * A value that the text binds.
     *
     * @param written the path as the mapper has it, {@code tag}
     * @param path where it comes from, {@code filter.tags[]}; null when a {@code bind} or a count makes it
     * @param place where its placeholder begins
     */
    public record Parameter(
            String written, @Nullable String path, @Nullable Place place) {}

    /** The text for the driver: {@code ?} for each parameter. */
    public String sql() {
        var plain = QuestionMarks.escape(text.text());
        return head + plain.replace(ScriptText.PARAMETER, "?");
    }

    /** The text as Postgres sees it: {@code $1} and so on. */
    public String serverSql() {
        var numbers = IntStream.rangeClosed(1, parameterCount())
                .mapToObj(number -> "$" + number)
                .toList();
        return sqlWith(numbers);
    }

    /** The text with an expression for each parameter, in order. */
    public String sqlWith(List<String> expressions) {
        var sql = new StringBuilder(head);
        var next = 0;
        for (var piece : text.pieces()) {
            sql.append(piece.parameter() == null ? piece.text() : expressions.get(next++));
        }
        return sql.toString();
    }

    /** The text with the path of each parameter, which no other variant of the statement has. */
    String sqlWithPaths() {
        return sqlWith(bound().stream().map(Bound::written).toList());
    }

    /** How many values the text binds. */
    public int parameterCount() {
        return bound().size();
    }

    private List<Bound> bound() {
        var bound = new ArrayList<Bound>();
        for (var piece : text.pieces()) {
            var parameter = piece.parameter();
            if (parameter != null) {
                bound.add(parameter);
            }
        }
        return bound;
    }

    /** The parameters in order; looking up their places is worth doing once. */
    public List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        for (var piece : text.pieces()) {
            var bound = piece.parameter();
            if (bound != null) {
                parameters.add(new Parameter(bound.written(), bound.path(), place(piece, 0)));
            }
        }
        return parameters;
    }

    /** What decides this text, as sentences: {@code filter.flag is given}. */
    public Set<String> facts() {
        return given.given().keySet().stream()
                .map(path -> given.of(path).of(path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a part is left out because of what the client did not select. */
    public boolean isNarrowed() {
        return given.given().entrySet().stream()
                .anyMatch(entry -> entry.getKey().startsWith("selection")
                        && !entry.getValue().isTrue());
    }

    /**
     * The place of a character of {@link #serverSql()}; null when it stands in no file.
     *
     * @param position counted from 1 in whole characters, as Postgres does
     */
    public @Nullable Place place(int position) {
        var sql = serverSql();
        var characters = Math.min(Math.max(0, position - 1), sql.codePointCount(0, sql.length()));
        var at = sql.offsetByCodePoints(0, characters) - head.length();
        var number = 0;
        @Nullable Place last = null;
        for (var piece : text.pieces()) {
            number += piece.parameter() == null ? 0 : 1;
            var length = piece.parameter() == null
                    ? piece.text().length()
                    : String.valueOf(number).length() + 1;
            if (at < length) {
                var here = place(piece, piece.parameter() == null ? Math.max(0, at) : 0);
                return here == null ? last : here;
            }
            at -= length;
            var end = place(piece, Math.max(0, piece.text().length() - 1));
            last = end == null ? last : end;
        }
        return last;
    }

    private @Nullable Place place(Piece piece, int index) {
        var run = piece.run();
        return run == null || run.origin() == null
                ? null
                : places.of(run.origin(), run.text(), piece.isPasted() ? piece.start() : piece.start() + index);
    }

    @Override
    public String toString() {
        return serverSql();
    }
}
