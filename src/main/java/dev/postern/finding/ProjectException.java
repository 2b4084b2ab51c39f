package dev.postern.finding;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A project that cannot be served; its message lists every finding, one a line, by file and line. */
public final class ProjectException extends RuntimeException {

    private final transient List<Finding> findings;

    /** @param findings at least one, in any order */
    public ProjectException(List<Finding> findings) {
        super(findings.stream()
                .sorted(Comparator.naturalOrder())
                .map(Finding::toString)
                .collect(Collectors.joining(System.lineSeparator())));
        this.findings = findings.stream().sorted().toList();
    }

    /** The findings by file and line. */
    public List<Finding> findings() {
        return findings;
    }
}
