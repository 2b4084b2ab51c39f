package dev.postern.inspection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /**
     * The only value that each of several scripts returns, null for one that Postgres refuses.
     *
     * <p>Many go in one transaction and one round trip. When one of them is refused, which ends what was sent, halves are
     * sent again, down to the one. One of a script's commands returns a row.
     *
     * @param begin the commands that begin each transaction, with a {@code ;} behind the last
     * @throws SQLException when the database is gone
     */
    static List<@Nullable String> texts(Connection connection, String begin, List<String> scripts) throws SQLException {
        var texts = new ArrayList<@Nullable String>();
        for (var batch : Batches.of(scripts, script -> script)) {
            addTexts(connection, begin, batch, texts);
        }
        return texts;
    }

    private static void addTexts(
            Connection connection, String begin, List<String> scripts, List<@Nullable String> texts)
            throws SQLException {
        var values = valuesIfAny(connection, begin + String.join("\n;", scripts) + "; rollback");
        if (values.size() == scripts.size()) {
            texts.addAll(values);
            return;
        }
        if (scripts.size() == 1) {
            texts.add(values.isEmpty() ? null : values.getLast());
            return;
        }
        addTexts(connection, begin, scripts.subList(0, scripts.size() / 2), texts);
        addTexts(connection, begin, scripts.subList(scripts.size() / 2, scripts.size()), texts);
    }

    /** None when one of the commands is refused. */
    static List<@Nullable String> valuesIfAny(Connection connection, String sql) throws SQLException {
        try {
            return values(connection, sql);
        } catch (SQLException refused) {
            command(connection, "rollback");
            return List.of();
        }
    }

    /** The first column of each row that some commands return, in one round trip. */
    static List<@Nullable String> values(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var values = new ArrayList<@Nullable String>();
            var isRows = statement.execute(sql);
            while (isRows || statement.getUpdateCount() >= 0) {
                if (isRows) {
                    add(statement.getResultSet(), values);
                }
                isRows = statement.getMoreResults();
            }
            return values;
        }
    }

    private static void add(ResultSet rows, List<@Nullable String> values) throws SQLException {
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
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
