package dev.postern.inspection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The scans of a plan that read a whole table to find the rows of a parameter or a key. */
final class PlanScans {

    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");
    private static final Pattern COLUMN =
            Pattern.compile("(?<![\\w.\"])(\"[^\"]+\"|[a-z_]\\w*)\\.(\"[^\"]+\"|\\w+)(?![\\w(\"])");
    private static final Pattern EQUALITY = Pattern.compile("(?<![<>!~=])=(?![>~=])");

    /** {@code #{x} is null or …}: a filter that is not always there. */
    private static final Pattern OPTIONAL = Pattern.compile("\\(\\$\\d+ IS NULL\\)");

    private final List<Scan> found = new ArrayList<>();

    private PlanScans() {}

    /**
     * A scan without an index for its condition.
     *
     * @param schema of the table
     * @param table without its schema
     * @param columns of the table that the condition compares, those with {@code =} first
     */
    record Scan(String schema, String table, List<String> columns) {

        /** The table's name, with its schema when that is not {@code public}. */
        String display() {
            return schema.equals("public") ? table : schema + "." + table;
        }
    }

    /** @param root the topmost node of what {@code explain (verbose)} says */
    static List<Scan> unserved(PlanNode root) {
        var scans = new PlanScans();
        scans.visit(root, List.of());
        return scans.found.stream().distinct().toList();
    }

    private void visit(PlanNode node, List<String> joining) {
        if (node.text("Node-Type").endsWith("Scan")
                && !node.text("Relation-Name").isEmpty()) {
            scan(node, joining);
        }
        var below = new ArrayList<>(joining);
        below.addAll(conjuncts(node.text("Join-Filter")));
        node.children().forEach(child -> visit(child, below));
    }

    /** An index that finds equal values serves; one that is read for a range serves when there is nothing else. */
    private void scan(PlanNode node, List<String> joining) {
        var served = indexConditions(node);
        if (served.stream().anyMatch(condition -> EQUALITY.matcher(condition).find())) {
            return;
        }
        var alias = node.text("Alias");
        var conditions = new ArrayList<>(conjuncts(node.text("Filter")));
        conditions.addAll(joining);
        var equal = new LinkedHashSet<String>();
        var other = new LinkedHashSet<String>();
        for (var condition : conditions) {
            var columns = columns(condition, alias);
            if (columns.isEmpty() || !isAsked(condition, alias)) {
                continue;
            }
            (EQUALITY.matcher(condition).find() ? equal : other).addAll(columns);
        }
        if (!equal.isEmpty() || (served.isEmpty() && !other.isEmpty())) {
            equal.addAll(other);
            found.add(new Scan(node.text("Schema"), node.text("Relation-Name"), List.copyOf(equal)));
        }
    }

    private static List<String> indexConditions(PlanNode node) {
        var conditions = new ArrayList<String>();
        if (!node.text("Index-Cond").isEmpty()) {
            conditions.add(node.text("Index-Cond"));
        }
        if (node.text("Node-Type").startsWith("Bitmap")) {
            node.children().forEach(child -> conditions.addAll(indexConditions(child)));
        }
        return conditions;
    }

    /** Compared with a parameter or with another source, and not by what most rows fulfil. */
    private static boolean isAsked(String condition, String alias) {
        if (OPTIONAL.matcher(condition).find()
                || condition.contains("<>")
                || condition.contains("IS DISTINCT")
                || condition.contains("NOT ")) {
            return false;
        }
        return PARAMETER.matcher(condition).find()
                || COLUMN.matcher(condition)
                        .results()
                        .anyMatch(name -> !name.group(1).equals(alias));
    }

    private static Set<String> columns(String condition, String alias) {
        var columns = new LinkedHashSet<String>();
        COLUMN.matcher(condition).results().forEach(name -> {
            if (name.group(1).equals(alias)) {
                columns.add(name.group(2));
            }
        });
        return columns;
    }

    /** The parts that {@code AND} joins: Postgres puts each into brackets of its own. */
    private static List<String> conjuncts(String condition) {
        if (condition.isEmpty()) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        var inner = condition.substring(1, Math.max(1, condition.length() - 1));
        var depth = 0;
        var start = 0;
        for (int i = 0; i < inner.length(); i++) {
            depth += inner.charAt(i) == '(' ? 1 : inner.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && inner.startsWith(" AND ", i)) {
                parts.add(inner.substring(start, i));
                start = i + " AND ".length();
            }
        }
        parts.add(inner.substring(start));
        return parts;
    }
}
