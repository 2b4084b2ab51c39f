package dev.postern.inspection;

import dev.postern.finding.Finding;
import java.util.List;

/**
 * What the check found, and what it could not look at.
 *
 * @param statements how many statements Postgres was asked about
 * @param findings the faults
 * @param notChecked a sentence for each thing that was not looked at: silence is never a pass
 */
public record InspectionReport(int statements, List<Finding> findings, List<String> notChecked) {

    public InspectionReport {
        findings = List.copyOf(findings);
        notChecked = List.copyOf(notChecked);
    }
}
