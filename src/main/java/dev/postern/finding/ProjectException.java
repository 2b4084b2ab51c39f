package dev.postern.finding;

import dev.postern.finding.Finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A project that cannot be served; its message lists every finding, one a line, by file and line, errors first. */
public final class ProjectException extends RuntimeException {

    private final transient List<Finding> findings;

    /** @param findings at least one, in any order */
    public ProjectException(List<Finding> findings) {
        super(findings.stream()
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Comparator.naturalOrder()))
                .map(ProjectException::line)
                .collect(Collectors.joining(System.lineSeparator())));
        this.findings = findings.stream().sorted().toList();
    }

    /** What stops nothing says so. */
    private static String line(Finding finding) {
        var severity = finding.severity();
        return (severity == Severity.ERROR ? "" : severity.name().toLowerCase(Locale.ROOT) + " ") + finding;
    }

    /** The findings by file and line. */
    public List<Finding> findings() {
        return findings;
    }
}
