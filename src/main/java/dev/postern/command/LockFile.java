package dev.postern.command;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.inspection.StatementLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code sql-mappers.lock}: what each statement takes and returns, one readable block each, so that a migration which
 * changes a column's type shows in review.
 */
final class LockFile {

    static final String NAME = "sql-mappers.lock";

    private static final String HEAD =
            "# What each statement takes from the API and returns from the database, written by"
                    + " 'check --write'.\n# Commit it: what a migration changes shows in review.\n";

    private LockFile() {}

    /** A block: its first line's number, and what stands below it. */
    private record Block(int line, List<String> lines) {}

    static void write(Path project, List<StatementLock> locks) throws IOException {
        Files.writeString(project.resolve(NAME), text(locks));
    }

    static String text(List<StatementLock> locks) {
        var text = new StringBuilder(HEAD);
        for (var lock : locks) {
            text.append('\n').append(lock.statement()).append('\n');
            lines(lock).forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.toString();
    }

    private static List<String> lines(StatementLock lock) {
        var lines = new ArrayList<String>();
        lock.takes().forEach(parameter -> lines.add("takes " + parameter));
        lock.returns().forEach(column -> lines.add("returns " + column));
        lock.tables().forEach(table -> lines.add("touches " + table));
        return lines;
    }

    /** A finding for each statement that is not as it was; none when there is no file. */
    static List<Finding> compare(Path project, List<StatementLock> locks) throws IOException {
        var file = project.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        var before = read(Files.readAllLines(file));
        var now = new TreeMap<String, List<String>>();
        locks.forEach(lock -> now.put(lock.statement(), lines(lock)));
        var findings = new ArrayList<Finding>();
        before.forEach((name, block) -> {
            var lines = now.remove(name);
            changed(name, block, lines == null ? List.of() : lines, findings);
        });
        now.forEach((name, lines) -> changed(name, new Block(0, List.of()), lines, findings));
        return findings;
    }

    private static void changed(String name, Block before, List<String> now, List<Finding> findings) {
        var changes = new ArrayList<String>();
        before.lines().stream().filter(line -> !now.contains(line)).forEach(line -> changes.add("- " + line));
        now.stream().filter(line -> !before.lines().contains(line)).forEach(line -> changes.add("+ " + line));
        if (!changes.isEmpty()) {
            findings.add(Finding.warning(
                    "SQL-180",
                    new Place(NAME, before.line()),
                    name,
                    "the statement is not what it was: " + String.join("; ", changes),
                    "Look at what it means for clients, then run 'check --write'."));
        }
    }

    private static Map<String, Block> read(List<String> lines) {
        var blocks = new LinkedHashMap<String, Block>();
        var block = new Block(0, new ArrayList<>());
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("  ")) {
                block.lines().add(line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                block = new Block(i + 1, new ArrayList<>());
                blocks.put(line.strip(), block);
            }
        }
        return blocks;
    }
}
