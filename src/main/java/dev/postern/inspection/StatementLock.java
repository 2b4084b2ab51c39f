package dev.postern.inspection;

import dev.postern.statement.SqlStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a statement takes and returns, to be kept in {@code sql-mappers.lock} and compared; immutable.
 *
 * @param statement namespace and id
 * @param takes a line for each parameter, {@code filter.flag text}
 * @param returns a line for each column, {@code id bigint not null}
 * @param tables what it touches, by name
 */
public record StatementLock(String statement, List<String> takes, List<String> returns, List<String> tables) {

    public StatementLock {
        takes = List.copyOf(takes);
        returns = List.copyOf(returns);
        tables = List.copyOf(tables);
    }

    static StatementLock of(SqlStatement statement, InspectedStatement inspected, ColumnNullness nullness) {
        var takes = new TreeMap<String, String>();
        var returns = new LinkedHashMap<String, String>();
        for (var prepared : inspected.prepared()) {
            var parameters = prepared.bound();
            for (int i = 0; i < parameters.size(); i++) {
                var path = parameters.get(i).path() == null
                        ? parameters.get(i).written()
                        : parameters.get(i).path();
                takes.putIfAbsent(
                        String.valueOf(path), prepared.parameters().get(i).display());
            }
            for (var column : prepared.columns()) {
                var never = nullness.of(prepared, column, "").isNever() ? " not null" : "";
                returns.putIfAbsent(column.name(), column.type().display() + never);
            }
        }
        return new StatementLock(
                statement.name(), lines(takes), lines(returns), List.copyOf(new TreeSet<>(inspected.tables())));
    }

    private static List<String> lines(Map<String, String> types) {
        return types.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }
}
