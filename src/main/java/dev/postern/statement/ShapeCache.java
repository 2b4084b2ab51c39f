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

    private final Cache<String, List<PostgresType>> parameters =
            Caffeine.newBuilder().maximumSize(TEXTS).build();
    private final Cache<String, List<Column>> columns =
            Caffeine.newBuilder().maximumSize(TEXTS).build();

    @Nullable
    List<PostgresType> parameters(String sql) {
        return parameters.getIfPresent(sql);
    }

    void keepParameters(String sql, List<PostgresType> types) {
        parameters.put(sql, types);
    }

    @Nullable
    List<Column> columns(String sql) {
        return columns.getIfPresent(sql);
    }

    void keepColumns(String sql, List<Column> described) {
        columns.put(sql, described);
    }
}
