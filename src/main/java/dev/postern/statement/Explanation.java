package dev.postern.statement;

/**
 * How Postgres runs a statement.
 *
 * @param json as {@code explain (format json)} says it
 * @param ran whether the statement ran for it, so that times and rows are those of a run
 * @see <a href="https://www.postgresql.org/docs/18/sql-explain.html">EXPLAIN</a>
 */
public record Explanation(String json, boolean ran) {

    static final String ANALYZE = "explain (analyze, buffers, verbose, settings, format json) ";
    static final String PLAN = "explain (verbose, settings, format json) ";
}
