package dev.postern.inspection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions of our own to the database. */
final class Asking {

    private Asking() {}

    /** What is done with a row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** A command, or several that go in one round trip. */
    static void command(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only rows that some commands return, in one round trip; null when there are none. */
    static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var isRows = statement.execute(sql);
            @Nullable String text = null;
            while (isRows || statement.getUpdateCount() >= 0) {
                text = isRows ? first(statement.getResultSet(), text) : text;
                isRows = statement.getMoreResults();
            }
            return text;
        }
    }

    private static @Nullable String first(ResultSet rows, @Nullable String otherwise) throws SQLException {
        try (rows) {
            return rows.next() ? rows.getString(1) : otherwise;
        }
    }

    static List<String> words(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    static Integer[] numbers(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(number -> ((Number) number).intValue())
                .toArray(Integer[]::new);
    }
}
