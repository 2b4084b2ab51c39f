package dev.postern.inspection;

import dev.postern.finding.Finding;
import dev.postern.finding.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the check found, and what it could not look at; immutable.
 *
 * @param fields how many fields the schema has
 * @param statements how many statements Postgres was asked about
 * @param variants how many texts of these were prepared
 * @param findings the faults, by file and line
 * @param notChecked whatever was not looked at, by file and line: silence is never a pass
 * @param grants what a role needs to serve this, as lines of SQL
 * @param lock what each statement takes and returns, by name
 * @param writes the tables that each statement writes or locks, by its name
 */
public record InspectionReport(
        int fields,
        int statements,
        int variants,
        List<Finding> findings,
        List<NotChecked> notChecked,
        List<String> grants,
        List<StatementLock> lock,
        Map<String, Set<String>> writes) {

    public InspectionReport {
        findings = List.copyOf(findings);
        notChecked = List.copyOf(notChecked);
        grants = List.copyOf(grants);
        lock = List.copyOf(lock);
        writes = Map.copyOf(writes);
    }

    /** The same with other findings. */
    public InspectionReport mapped(UnaryOperator<List<Finding>> change) {
        return new InspectionReport(
                fields, statements, variants, change.apply(findings), notChecked, grants, lock, writes);
    }

    /** The same with what was found elsewhere, by file and line. */
    public InspectionReport with(List<Finding> others) {
        return mapped(
                own -> Stream.concat(own.stream(), others.stream()).sorted().toList());
    }

    /** The findings that stop a start. */
    public List<Finding> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
