package dev.postern.command;

import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import dev.postern.inspection.NotChecked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a check has to say; immutable.
 *
 * @param folder the project's, as it was named
 * @param database what it was held against
 * @param findings by file and line
 * @param notChecked by file and line
 * @param grants lines of SQL, none unless somebody asked
 */
record CheckReport(
        Path folder,
        String database,
        int fields,
        int statements,
        int variants,
        List<Finding> findings,
        List<NotChecked> notChecked,
        List<String> grants,
        Duration took) {

    CheckReport {
        findings = findings.stream().sorted().toList();
        notChecked = notChecked.stream().sorted().toList();
        grants = List.copyOf(grants);
    }

    long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** Whether there is nothing but advice. */
    boolean isClean() {
        return findings.size() == count(Severity.HINT);
    }

    /** The line at the end. */
    String counts() {
        return "%s, %s, %s checked against %s in %.1f s: %s, %s, %s; %s not checked"
                .formatted(
                        number(fields, "field"),
                        number(statements, "statement"),
                        number(variants, "variant"),
                        database,
                        took.toMillis() / 1000.0,
                        number(count(Severity.ERROR), "error"),
                        number(count(Severity.WARNING), "warning"),
                        number(count(Severity.HINT), "hint"),
                        number(notChecked.size(), "thing"));
    }

    private static String number(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
