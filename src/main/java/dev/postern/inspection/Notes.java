package dev.postern.inspection;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an inspection has found so far. */
final class Notes {

    private final Set<Finding> findings = new TreeSet<>();
    private final Set<NotChecked> notChecked = new TreeSet<>();
    private final Set<List<String>> told = new HashSet<>();

    void error(String code, Place place, String coordinate, String fact, String cure) {
        findings.add(Finding.error(code, place, coordinate, fact, cure));
    }

    void warning(String code, Place place, String coordinate, String fact, String cure) {
        findings.add(Finding.warning(code, place, coordinate, fact, cure));
    }

    void hint(String code, Place place, String coordinate, String fact, String cure) {
        findings.add(Finding.hint(code, place, coordinate, fact, cure));
    }

    /** Whether nobody has said this of this coordinate yet; one of many statements stands for all. */
    boolean first(String code, String coordinate) {
        return told.add(List.of(code, coordinate));
    }

    void notChecked(Place place, String coordinate, String reason) {
        if (first("", coordinate)) {
            notChecked.add(new NotChecked(place, coordinate, reason));
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Without what a finding of the same coordinate says already. */
    List<NotChecked> notChecked() {
        return notChecked.stream()
                .filter(unknown -> findings.stream()
                        .noneMatch(finding -> finding.coordinate().equals(unknown.coordinate())
                                && finding.severity() == Finding.Severity.ERROR))
                .toList();
    }
}
