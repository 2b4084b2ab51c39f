package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.finding.ProjectException;
import dev.postern.inspection.InspectionReport;
import dev.postern.schema.ColumnName;
import dev.postern.testing.Folders;
import dev.postern.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's module {@code fleet} changed in one place at a time, by program: how many of the changes the check notices.
 *
 * <p>A change is noticed by a finding, or by something newly listed as not proven. {@code broken/unnoticed.txt} lists the
 * others with the reason. One change of thirty-two is tried, all with {@code -Dmutations.all=true}; {@code -Dcases.write=true}
 * tries all and writes the list.
 */
class DemoMutationTests {

    private static final String MODULE = "fleet";
    private static final Path UNNOTICED = Path.of("src/test/resources/broken/unnoticed.txt");
    private static final boolean WRITE = Boolean.getBoolean("cases.write");
    private static final boolean ALL = WRITE || Boolean.getBoolean("mutations.all");
    private static final Pattern KEY = Pattern.compile("select [\\w.]+ as key_\\w+,\\s+");
    private static final Pattern SECOND_KEY = Pattern.compile(", [\\w.]+ as key_\\w+");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^    (\\w+): (\\[?)(\\w+)(!?)(]?)(!?)( = \\w+)?$");
    private static final Pattern INPUT = Pattern.compile("(?s)input \\w+ \\{.*?\\n}");
    private static final Pattern INPUT_FIELD = Pattern.compile("(?m)^  (\\w+): (\\[?)(\\w+)(!?)(]?)(!?)( = \\w+)?$");
    private static final Pattern TYPE = Pattern.compile("(?s)\\n(?:type|interface) [^\\n]* \\{.*?\\n}");
    private static final Pattern OUTPUT = Pattern.compile("(?m)^  (?:\\w+|\\)): [A-Z]\\w*$");

    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private int listed;
    private String database = "";

    @TempDir
    Path folder;

    /** Files that are put over the demo's, and SQL that is run in its database. */
    private record Change(Map<String, String> files, String sql) {}

    @Test
    void nearlyEveryChangeIsNoticed() throws Exception {
        read();
        var sound = TestServer.copyOf(database);
        var report = check("sound", new Change(Map.of(), ""), sound);
        assertEquals("", InspectedProject.findings(report));
        report.notChecked().forEach(unknown -> known.add(unknown.coordinate()));
        columns();
        indexes();
        keys();
        arguments();
        bangs();
        var tried = new ArrayList<String>();
        var unnoticed = new ArrayList<String>();
        for (var change : changes.entrySet()) {
            if (ALL || tried(change.getKey())) {
                tried.add(change.getKey());
                unnoticed.addAll(
                        isNoticed(change.getKey(), change.getValue(), sound) ? List.of() : List.of(change.getKey()));
            }
        }
        report(tried, unnoticed);
    }

    /** One of thirty-two, by its name: all of them take minutes. */
    private static boolean tried(String name) {
        return Math.floorMod(name.hashCode(), 32) == 0;
    }

    private void report(List<String> tried, List<String> unnoticed) throws IOException {
        System.out.printf(
                "%d of %d changes unnoticed; %d noticed as not proven%n", unnoticed.size(), tried.size(), listed);
        var before = Files.exists(UNNOTICED) ? Files.readAllLines(UNNOTICED) : List.<String>of();
        if (WRITE) {
            Files.write(
                    UNNOTICED,
                    unnoticed.stream().map(name -> reason(name, before)).toList());
        }
        var listedHere = Files.readAllLines(UNNOTICED).stream()
                .map(line -> line.replaceFirst(": .*", ""))
                .toList();
        assertEquals(listedHere.stream().filter(tried::contains).toList(), unnoticed);
        var share = 100.0 * (changes.size() - listedHere.size()) / changes.size();
        assertTrue(share >= 95, share + " % of " + changes.size());
    }

    private static String reason(String name, List<String> before) {
        return before.stream()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElse(name + ": ?");
    }

    private boolean isNoticed(String name, Change change, String sound) {
        var url = sound;
        if (!change.sql().isEmpty()) {
            url = TestServer.copyOf(database);
            TestServer.execute(url, change.sql());
        }
        try {
            var report = check(name, change, url);
            if (!InspectedProject.findings(report).isEmpty()) {
                return true;
            }
            var more = report.notChecked().stream()
                    .filter(unknown -> !known.contains(unknown.coordinate()))
                    .toList();
            listed += more.isEmpty() ? 0 : 1;
            return !more.isEmpty();
        } catch (ProjectException noticed) {
            return true;
        }
    }

    private InspectionReport check(String name, Change change, String url) {
        var project = folder.resolve(name.replaceAll("\\W+", "-"));
        Folders.write(project, files);
        Folders.write(project, change.files());
        return InspectedProject.at(project, url);
    }

    private void read() throws IOException {
        for (var part : List.of("schema", "sql-mappers")) {
            try (var walk = Files.walk(Path.of(part, MODULE))) {
                for (var file : walk.filter(Files::isRegularFile).toList()) {
                    files.put(file.toString(), Files.readString(file));
                }
            }
        }
        var url = TestServer.newDatabase();
        TestServer.execute(url, Files.readString(Path.of("migrations/V1__fleet_schema.sql")));
        TestServer.execute(url, Files.readString(Path.of("migrations/V4__fleet_under_way.sql")));
        TestServer.execute(url, Files.readString(Path.of("migrations/V5__idempotency.sql")));
        TestServer.execute(url, Files.readString(Path.of("migrations/V7__tenants.sql")));
        database = url.substring(url.lastIndexOf('/') + 1);
    }

    private List<List<String>> rows(String sql) throws SQLException {
        var url = TestServer.copyOf(database);
        var rows = new ArrayList<List<String>>();
        try (var connection = TestServer.connect(url);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void columns() throws SQLException {
        for (var row : rows("""
                select c.relname, a.attname, format_type(a.atttypid, null), a.attnotnull,
                  coalesce(i.indisprimary, false)
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                left join pg_index i on i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey::int2[])
                where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                order by 1, a.attnum""")) {
            var table = row.get(0);
            var column = row.get(1);
            sql("rename " + table + "." + column, "alter table " + table + " rename " + column + " to renamed");
            sql(
                    "change the type of " + table + "." + column + " to " + other(row.get(2)),
                    "alter table %1$s drop column %2$s cascade; alter table %1$s add %2$s %3$s %4$s"
                            .formatted(
                                    table, column, other(row.get(2)), row.get(3).equals("t") ? "not null" : ""));
            if (row.get(3).equals("t") && row.get(4).equals("f") && isShown(column)) {
                sql(
                        "drop not null of " + table + "." + column,
                        "alter table " + table + " alter " + column + " drop not null");
            }
        }
    }

    /** Whether a field is read from columns of this name. */
    private boolean isShown(String column) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".graphqls"))
                .anyMatch(file -> Pattern.compile("(?m)^  " + ColumnName.property(column) + ": .*!$")
                        .matcher(file.getValue())
                        .find());
    }

    private static String other(String type) {
        return switch (type) {
            case "vessel_type", "voyage_status", "navigation_status" -> "integer";
            case "timestamp with time zone" -> "timestamp";
            case "double precision" -> "numeric";
            case "text" -> "bytea";
            default -> "text";
        };
    }

    /** Not those that only an {@code <if>} or an order has a use for: the check does not look at them, as check.md says. */
    private void indexes() throws SQLException {
        for (var row : rows("""
                select i.indexrelid::regclass::text, x.conname, i.indrelid::regclass::text
                from pg_index i
                left join pg_constraint x on x.conindid = i.indexrelid and x.contype in ('p', 'u', 'x')
                where i.indrelid >= 16384 and i.indrelid::regclass::text !~ 'pg_toast'
                  and (x.oid is not null or i.indisunique or exists (
                    select from pg_constraint f
                    where f.contype = 'f' and f.conrelid = i.indrelid and f.conkey[1] = i.indkey[0]))
                order by 3, 1""")) {
            sql(
                    "drop the index " + row.get(0),
                    row.get(1) == null
                            ? "drop index " + row.get(0)
                            : "alter table " + row.get(2) + " drop constraint " + row.get(1) + " cascade");
        }
    }

    private void sql(String name, String sql) {
        changes.put(name, new Change(Map.of(), sql));
    }

    private void keys() {
        edit("remove a key from ", ".xml", KEY, found -> "select ");
        edit("remove a second key from ", ".xml", SECOND_KEY, found -> "");
    }

    private void arguments() {
        edit("change the type of an argument in ", ".graphqls", ARGUMENT, DemoMutationTests::otherArgument);
        for (int number = 0; number < 9; number++) {
            var skipped = number;
            edit(
                    "change the type of input field " + (number + 1) + " in ",
                    ".graphqls",
                    INPUT,
                    found -> nth(found, skipped));
        }
    }

    private static String bang(String type, int number) {
        var field = OUTPUT.matcher(type);
        for (int i = 0; i <= number; i++) {
            if (!field.find()) {
                return type;
            }
        }
        return type.substring(0, field.end()) + "!" + type.substring(field.end());
    }

    private static String nth(String input, int number) {
        var field = INPUT_FIELD.matcher(input);
        for (int i = 0; i <= number; i++) {
            if (!field.find()) {
                return input;
            }
        }
        var changed = otherArgument("  " + field.group()).substring(2);
        return input.substring(0, field.start()) + changed + input.substring(field.end());
    }

    private static String otherArgument(String line) {
        var found = Pattern.compile("(.*: \\[?)(\\w+)(.*)").matcher(line);
        assertTrue(found.matches(), line);
        var type = found.group(2);
        var other = switch (type) {
            case "ID", "DateTime", "Int", "Float" -> "Boolean";
            default -> "Int";
        };
        return found.group(1) + other + found.group(3).replaceFirst(" = .*", "");
    }

    private void bangs() {
        for (int number = 0; number < 9; number++) {
            var skipped = number;
            edit("add ! number " + (number + 1) + " in ", ".graphqls", TYPE, found -> bang(found, skipped));
        }
    }

    /** How many lines below the first the two differ. */
    private static int changedLine(String before, String after) {
        var line = 0;
        for (int i = 0; i < Math.min(before.length(), after.length()) && before.charAt(i) == after.charAt(i); i++) {
            line += before.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    /** One change for each occurrence of a pattern. */
    private void edit(String name, String ending, Pattern pattern, UnaryOperator<String> change) {
        files.forEach((file, text) -> {
            if (!file.endsWith(ending)) {
                return;
            }
            var found = pattern.matcher(text);
            while (found.find()) {
                var line = 1
                        + (int) text.substring(0, found.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                var changed = change.apply(found.group());
                if (!changed.equals(found.group())) {
                    var whole = text.substring(0, found.start()) + changed + text.substring(found.end());
                    var map = new HashMap<String, String>();
                    map.put(file, whole);
                    changes.put(name + file + ":" + (line + changedLine(found.group(), changed)), new Change(map, ""));
                }
            }
        });
    }
}
