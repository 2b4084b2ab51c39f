package dev.postern.statement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ?} of Postgres's own operators, as in {@code specs ? 'crane'}.
 *
 * <p>The driver takes a {@code ?} for a placeholder and {@code ??} for the operator, outside of literals, quoted names
 * and comments: see "Using the Statement or PreparedStatement interface" of the JDBC driver's documentation.
 */
final class QuestionMarks {

    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$|\\?", Pattern.DOTALL);

    private QuestionMarks() {}

    /** The text with each such {@code ?} doubled, so that the driver passes it on. */
    static String escape(String sql) {
        if (sql.indexOf('?') < 0) {
            return sql;
        }
        return TOKEN.matcher(sql).replaceAll(found -> {
            var token = found.group().equals("?") ? "??" : found.group();
            return Matcher.quoteReplacement(token);
        });
    }
}
