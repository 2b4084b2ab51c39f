package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The proof that a text inserts one row at most.
 *
 * <p>Right: {@code insert into t (a) values (lower(?)) returning id}. Not proven: {@code insert into t values (1), (2)};
 * {@code insert into t select …}; {@code insert into t values (f(?))}, because each row that such a function returns would be
 * inserted.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-insert.html">INSERT</a>
 */
final class SingleInsert {

    /** What may stand before a parenthesis: Postgres's own functions that return one value, and words of expressions. */
    private static final Set<String> SINGLE_VALUED = Set.of(
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "lower",
            "upper",
            "trim",
            "btrim",
            "now",
            "nextval",
            "gen_random_uuid",
            "uuidv7",
            "to_jsonb",
            "round",
            "cast",
            "in",
            "any",
            "and",
            "or",
            "not");

    /** What may not stand ahead of {@code values}: the rows would come from elsewhere. */
    private static final Set<String> OTHER_SOURCES = Set.of("select", "with", "table", "default");

    private static final Pattern TOKEN = Pattern.compile(
            "--[^\n]*|/\\*.*?\\*/|\\s+|('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_]*|.)",
            Pattern.DOTALL);

    private final List<String> tokens;

    private SingleInsert(List<String> tokens) {
        this.tokens = tokens;
    }

    static boolean is(String sql) {
        var hasOddQuotes = sql.indexOf('\\') >= 0 || sql.indexOf('$') >= 0;
        return !hasOddQuotes && new SingleInsert(tokens(sql)).isProven();
    }

    private static List<String> tokens(String sql) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                tokens.add(matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return tokens;
    }

    private boolean isProven() {
        var values = tokens.indexOf("values");
        if (values < 3
                || !token(0).equals("insert")
                || !token(1).equals("into")
                || !token(values + 1).equals("(")) {
            return false;
        }
        var end = end(values + 1);
        var behind = token(end + 1);
        return end < tokens.size()
                && tokens.subList(0, values).stream().noneMatch(OTHER_SOURCES::contains)
                && isSingleValued(values + 2, end)
                && (behind.isEmpty() || behind.equals("on") || behind.equals("returning"));
    }

    private String token(int index) {
        return index < 0 || index >= tokens.size() ? "" : tokens.get(index);
    }

    /** Where the parenthesis that opens there is closed. */
    private int end(int open) {
        var depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += token(i).equals("(") ? 1 : token(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private boolean isSingleValued(int from, int to) {
        for (int i = from; i < to; i++) {
            var calls = token(i).equals("(")
                    && isName(token(i - 1))
                    && !token(i - 2).equals(":");
            if (calls && (!SINGLE_VALUED.contains(token(i - 1)) || token(i - 2).equals("."))) {
                return false;
            }
            if (token(i).equals("select") || token(i).equals("table")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String token) {
        return token.startsWith("\"") || Character.isLetter(token.charAt(0)) || token.startsWith("_");
    }
}
