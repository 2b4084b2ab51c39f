package dev.postern;

import dev.postern.ProjectProperties.Check;
import dev.postern.document.TrustedDocuments;
import dev.postern.finding.Finding.Severity;
import dev.postern.finding.Place;
import dev.postern.finding.ProjectException;
import dev.postern.inspection.InspectedDatabase;
import dev.postern.inspection.Inspection;
import dev.postern.inspection.InspectionOptions;
import dev.postern.inspection.InspectionReport;
import dev.postern.inspection.NotChecked;
import dev.postern.inspection.ProgressLines;
import dev.postern.plan.OperationLimits;
import dev.postern.plan.Plans;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check as a part of the start, which goes on while other parts are made. */
final class StartCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    private final Begun<InspectionReport> report;

    /** @param check what is begun */
    StartCheck(Supplier<InspectionReport> check) {
        this.report = Begun.of("start-check", check);
    }

    /** Waits until it has ended: another one may begin then. */
    @Override
    public void close() {
        report.end();
    }

    /**
     * What the check has found, once it has ended.
     *
     * @throws ProjectException when errors stop the start
     */
    InspectionReport report() {
        return report.await();
    }

    /**
     * The report.
     *
     * @param answers the table of answers to an {@code Idempotency-Key}
     * @throws ProjectException with the errors and warnings, when errors stop the start
     */
    static InspectionReport of(
            Check check,
            Production production,
            Project project,
            TrustedDocuments documents,
            OperationLimits limits,
            String answers,
            InspectedDatabase database) {
        if (check == Check.OFF) {
            var everything = new NotChecked(new Place("sql-mappers/", 0), "everything", "postern.check is off");
            return new InspectionReport(
                    project.bindings().all().size(),
                    0,
                    0,
                    List.of(),
                    List.of(everything),
                    List.of(),
                    List.of(),
                    Map.of());
        }
        var options = new InspectionOptions(true, new ProgressLines(LOG::info), answers);
        var report = Inspection.of(project.schema(), project.bindings(), options, database)
                .mapped(production::findings)
                .with(documents.check(project.schema(), Plans.of(project.schema(), project.bindings(), limits)));
        if (check == Check.ERROR && !report.errors().isEmpty()) {
            throw new ProjectException(Stream.concat(project.warnings().stream(), report.findings().stream())
                    .filter(finding -> finding.severity() != Severity.HINT)
                    .toList());
        }
        return report;
    }
}
