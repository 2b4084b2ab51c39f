package dev.postern.statement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of statements of which only some columns are wanted: {@code select t.id, t.name from (…) t}.
 *
 * <p>Postgres leaves out what nobody reads: sub-selects, and left joins that cannot change the number of rows. The placeholders
 * stay what they are, in number, order and type. Safe for use by several threads.
 *
 * @see <a href="https://www.postgresql.org/docs/18/queries-table-expressions.html#QUERIES-SUBQUERIES">Subqueries</a>
 */
final class Narrowing {

    private static final int TEXTS = 10_000;

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private final Cache<Key, String> texts =
            Caffeine.newBuilder().maximumSize(TEXTS).build();

    /** @param shape of one text, and of no other */
    private record Key(StatementShape shape, WantedColumns wanted) {}

    /** The statement with its text for these columns; itself where nothing can be left out. */
    BoundStatement of(BoundStatement whole, StatementShape shape, WantedColumns wanted) {
        var text = texts.get(new Key(shape, wanted), key -> text(whole, wanted.among(shape.columns()), shape));
        return text.isEmpty() ? whole : new BoundStatement(whole.statement(), text, whole.mappings(), whole.values());
    }

    /** Empty where the whole is sent. */
    private static String text(BoundStatement whole, List<String> kept, StatementShape shape) {
        if (kept.size() == shape.columns().size() || whole.sql().indexOf(';') >= 0) {
            return "";
        }
        var head = StatementText.head(whole.statement());
        var names = kept.stream().map(Narrowing::quoted).collect(Collectors.joining(", t.", "t.", ""));
        return head + "select " + names + " from (\n" + whole.sql().substring(head.length()) + "\n) t";
    }

    /** Behind a dot every word is a name; only capitals and odd characters need quotes. */
    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
