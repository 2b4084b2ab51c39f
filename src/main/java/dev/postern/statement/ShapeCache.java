package dev.postern.statement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Postgres said of statements' texts, remembered.
 *
 * <p>Bounded, because a {@code foreach} makes a new text for each length of its list. Safe for use by several threads.
 */
final class ShapeCache {

    private static final int TEXTS = 10_000;

    private final Cache<String, StatementShape> shapes =
            Caffeine.newBuilder().maximumSize(TEXTS).build();
    private final Cache<String, Columns> columns =
            Caffeine.newBuilder().maximumSize(TEXTS).build();

    private final Cache<List<String>, String> groups =
            Caffeine.newBuilder().maximumSize(TEXTS).build();

    private final Cache<String, Boolean> singleInserts =
            Caffeine.newBuilder().maximumSize(TEXTS).build();

    @Nullable
    StatementShape shape(String sql) {
        return shapes.getIfPresent(sql);
    }

    /** Forgets a text's shape, as when its types were made anew. */
    void forget(String sql) {
        shapes.invalidate(sql);
    }

    void keepShape(String sql, StatementShape shape) {
        shapes.put(sql, shape);
    }

    @Nullable
    Columns columns(String sql) {
        return columns.getIfPresent(sql);
    }

    void keepColumns(String sql, Columns described) {
        columns.put(sql, described);
    }

    boolean insertsOneRow(String sql) {
        return singleInserts.get(sql, SingleInsert::is);
    }

    /**
     * The one text of several statements; the same instance for the same statements, as the driver's cache likes it.
     */
    String together(List<String> sqls) {
        return groups.get(sqls, parts -> String.join("\n;\n", parts));
    }
}
