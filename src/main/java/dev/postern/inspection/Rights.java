package dev.postern.inspection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What somebody must be allowed to, gathered from several places; for one thread. */
final class Rights {

    /** By bit. Source: {@code ACL_INSERT} and its neighbours in {@code src/include/nodes/parsenodes.h}. */
    private static final List<String> BITS = List.of("insert", "select", "update", "delete");

    private final Map<Long, Set<String>> tables = new TreeMap<>();
    private final Map<String, Set<String>> named = new TreeMap<>();
    private final Set<Long> functions = new TreeSet<>();
    private final Set<Long> sequences = new TreeSet<>();

    void addTable(long id, int bits) {
        var rights = tables.computeIfAbsent(id, ignored -> new TreeSet<>());
        for (int i = 0; i < BITS.size(); i++) {
            if ((bits >> i & 1) == 1) {
                rights.add(BITS.get(i));
            }
        }
    }

    void addByName(String table, Collection<String> rights) {
        named.computeIfAbsent(table, ignored -> new TreeSet<>()).addAll(rights);
    }

    void addFunction(long id) {
        functions.add(id);
    }

    void addSequence(long id) {
        sequences.add(id);
    }

    /** Rights by a table's id. */
    Map<Long, Set<String>> tables() {
        return tables;
    }

    /** Rights by a table's name as SQL. */
    Map<String, Set<String>> named() {
        return named;
    }

    Set<Long> functions() {
        return functions;
    }

    Set<Long> sequences() {
        return sequences;
    }

    /** The tables with at least one of these rights. */
    List<Long> tablesWith(String... any) {
        return tables.entrySet().stream()
                .filter(table -> List.of(any).stream().anyMatch(table.getValue()::contains))
                .map(Map.Entry::getKey)
                .toList();
    }
}
