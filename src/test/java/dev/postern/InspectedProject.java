package dev.postern;

import dev.postern.fetching.JavaFields;
import dev.postern.inspection.InspectedDatabase;
import dev.postern.inspection.Inspection;
import dev.postern.inspection.InspectionOptions;
import dev.postern.inspection.InspectionReport;
import dev.postern.inspection.ServingNeeds;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A project checked against a database of its own. */
final class InspectedProject {

    private InspectedProject() {}

    /** The report on a database as it is; the role is not looked at. */
    static InspectionReport at(Path folder, String url) {
        return report(folder, false, null, () -> TestServer.connect(url));
    }

    /** The report on a database as it is, served by this role. */
    static InspectionReport servedBy(Path folder, String url, String role) {
        return report(folder, true, null, () -> TestServer.connect(url, role));
    }

    /** What a role needs to serve a project, as SQL for a role of this name. */
    static List<String> grants(Path folder, String url, ServingNeeds needs, String role) {
        return report(folder, false, needs, () -> TestServer.connect(url)).grants().stream()
                .map(line -> line.replaceAll("\\bpostern\\b", role))
                .toList();
    }

    /** The report on a database that may remember something; the role is not looked at. */
    static InspectionReport by(Path folder, InspectedDatabase database) {
        return report(folder, false, null, database);
    }

    private static InspectionReport report(
            Path folder, boolean role, @Nullable ServingNeeds needs, InspectedDatabase.Connections connections) {
        return report(folder, role, needs, new InspectedDatabase(connections, true));
    }

    private static InspectionReport report(
            Path folder, boolean role, @Nullable ServingNeeds needs, InspectedDatabase database) {
        var project = Project.read(folder, new JavaFields(new StaticListableBeanFactory()));
        var options = new InspectionOptions(role, (done, all) -> {}, "postern_idempotency", needs);
        return Inspection.of(project.schema(), project.bindings(), options, database);
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
