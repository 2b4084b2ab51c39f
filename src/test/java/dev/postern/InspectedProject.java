package dev.postern;

import dev.postern.database.Database;
import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.fetching.JavaFields;
import dev.postern.inspection.Inspection;
import dev.postern.inspection.InspectionOptions;
import dev.postern.inspection.InspectionReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A project checked against a database of its own. */
final class InspectedProject {

    private InspectedProject() {}

    /** The report, once {@code migrations/} has run there; the role is not looked at. */
    static InspectionReport of(Path folder, String url) {
        return of(folder, url, true);
    }

    /** The report on a database as it is. */
    static InspectionReport at(Path folder, String url) {
        return of(folder, url, false);
    }

    private static InspectionReport of(Path folder, String url, boolean migrate) {
        var project = Project.read(folder, new JavaFields(new StaticListableBeanFactory()));
        try (var database = open(folder, url, migrate)) {
            return Inspection.of(
                    project.schema(),
                    project.bindings(),
                    new InspectionOptions(false, (done, all) -> {}),
                    database::borrow);
        }
    }

    private static Database open(Path folder, String url, boolean migrate) {
        var properties = new DatabaseProperties(
                url, null, null, null, 2, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        return Database.open(folder, properties, new MigrationProperties(null, null, null, null), migrate);
    }

    /** Findings, a line each. */
    static String findings(InspectionReport report) {
        return report.findings().stream()
                .map(finding -> finding.severity() + " " + finding)
                .collect(Collectors.joining("\n"));
    }

    /** Findings and what was not checked, a line each. */
    static String shown(InspectionReport report) {
        var findings = report.findings().stream()
                .map(finding -> finding.severity() + " " + finding)
                .collect(Collectors.joining("\n"));
        var rest = report.notChecked().stream()
                .map(unknown -> "NOT CHECKED " + unknown)
                .collect(Collectors.joining("\n"));
        return (findings + "\n" + rest).strip();
    }
}
