package dev.postern.statement;

import java.util.regex.Pattern;

/**
 * The {@code ?} of Postgres's own operators, as in {@code specs ? 'crane'}.
 *
 * <p>The driver takes a {@code ?} for a placeholder and {@code ??} for the operator, outside of literals, quoted names
 * and comments: see "Using the Statement or PreparedStatement interface" of the JDBC driver's documentation.
 */
final class QuestionMarks {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<!\\w)[eE]'(?:[^'\\\\]++|\\\\.|'')*+'|'(?:[^']++|'')*+'|\"[^\"]*\"|--[^\\n]*|/\\*|\\$(\\w*)\\$.*?\\$\\1\\$|\\?",
            Pattern.DOTALL);

    private static final Pattern COMMENT_MARK = Pattern.compile("/\\*|\\*/");

    private QuestionMarks() {}

    /** The text with each such {@code ?} doubled, so that the driver passes it on. */
    static String escape(String sql) {
        if (sql.indexOf('?') < 0) {
            return sql;
        }
        var escaped = new StringBuilder();
        var token = TOKEN.matcher(sql);
        var at = 0;
        while (token.find(at)) {
            var end = token.group().equals("/*") ? commentEnd(sql, token.start()) : token.end();
            escaped.append(sql, at, end).append(token.group().equals("?") ? "?" : "");
            at = end;
        }
        return escaped.append(sql, at, sql.length()).toString();
    }

    /** Comments nest in Postgres. */
    private static int commentEnd(String sql, int start) {
        var mark = COMMENT_MARK.matcher(sql);
        var depth = 0;
        for (var at = start; mark.find(at); at = mark.end()) {
            depth += mark.group().equals("/*") ? 1 : -1;
            if (depth == 0) {
                return mark.end();
            }
        }
        return sql.length();
    }
}
