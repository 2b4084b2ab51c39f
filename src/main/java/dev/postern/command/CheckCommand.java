package dev.postern.command;

import dev.postern.binding.Bindings;
import dev.postern.database.Database;
import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.database.ThrowAwayDatabase;
import dev.postern.document.DocumentCheck;
import dev.postern.document.DocumentProperties;
import dev.postern.document.TrustedDocuments;
import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.finding.ProjectException;
import dev.postern.inspection.InspectedDatabase;
import dev.postern.inspection.Inspection;
import dev.postern.inspection.InspectionOptions;
import dev.postern.inspection.InspectionReport;
import dev.postern.inspection.NotChecked;
import dev.postern.inspection.ProgressLines;
import dev.postern.inspection.ServingNeeds;
import dev.postern.plan.OperationLimits;
import dev.postern.plan.Plans;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code check}: the project held against a database, a report, and an exit code; nothing is served and no database is
 * changed.
 */
public final class CheckCommand {

    /** Nothing but advice was found. */
    public static final int CLEAN = 0;

    /** Something was found. */
    public static final int FINDINGS = 1;

    /** The check could not run. */
    public static final int FAILED = 2;

    /** More would take turns on two processors, and leave a serving database fewer. */
    private static final int MOST_CONNECTIONS = 2;

    private final CheckOptions options;
    private final Settings settings;
    private final PrintStream errors;

    private CheckCommand(CheckOptions options, Settings settings, PrintStream errors) {
        this.options = options;
        this.settings = settings;
        this.errors = errors;
    }

    /**
     * Where the project and its database are.
     *
     * @param answers the table of answers to an {@code Idempotency-Key}
     * @param needs what serving needs besides its statements, null where nobody asks for grants
     * @param start when the time began that the report tells
     */
    public record Settings(
            Path folder,
            DatabaseProperties database,
            MigrationProperties migration,
            DocumentProperties documents,
            OperationLimits limits,
            String answers,
            @Nullable ServingNeeds needs,
            Instant start) {}

    /**
     * A project that can be bound.
     *
     * @param warnings what was found on the way
     */
    public record Subject(GraphQLSchema schema, Bindings bindings, List<Finding> warnings) {}

    /**
     * The exit code, once the report is printed.
     *
     * @param project reads it; throws {@link ProjectException} with what is wrong with it
     * @throws IOException when a file cannot be read or written
     */
    public static int run(
            CheckOptions options, Settings settings, Supplier<Subject> project, PrintStream out, PrintStream errors)
            throws IOException {
        var report = new CheckCommand(options, settings, errors).report(project);
        out.print(ReportText.of(report, options.format()));
        out.flush();
        return report.isClean() ? CLEAN : FINDINGS;
    }

    /** The database is opened while the project is read; one that cannot be bound does not wait for it. */
    private CheckReport report(Supplier<Subject> project) throws IOException {
        var url = url();
        try (var served = url == null ? null : DatabaseOpening.begin(() -> open(url))) {
            return checked(project.get(), served);
        } catch (ProjectException unsound) {
            return unsound(unsound);
        }
    }

    private Database open(String url) {
        return Database.open(settings.folder(), properties(url), settings.migration(), false);
    }

    private CheckReport unsound(ProjectException unsound) {
        var database = new NotChecked(
                new Place("sql-mappers/", 0), "the database", "what is found above has to be mended first");
        return new CheckReport(
                settings.folder(),
                "no database",
                0,
                0,
                0,
                unsound.findings(),
                List.of(database),
                List.of(),
                Duration.between(settings.start(), Instant.now()));
    }

    private CheckReport checked(Subject subject, @Nullable DatabaseOpening served) throws IOException {
        var findings = new ArrayList<>(subject.warnings());
        var operations = options.operations();
        if (operations != null) {
            findings.addAll(DocumentCheck.check(subject.schema(), Path.of(operations)));
        }
        findings.addAll(registered(subject));
        return served == null ? throwAway(subject, findings) : served(subject, findings, served);
    }

    private List<Finding> registered(Subject subject) {
        var path = settings.documents().path();
        if (path == null) {
            return List.of();
        }
        var plans = Plans.of(subject.schema(), subject.bindings(), settings.limits());
        return TrustedDocuments.read(settings.folder(), path).check(subject.schema(), plans);
    }

    private @Nullable String url() {
        if (options.migrationsOnlyTo() != null) {
            return null;
        }
        return options.against() == null ? settings.database().url() : options.against();
    }

    private CheckReport throwAway(Subject subject, List<Finding> findings) throws IOException {
        var last = options.migrationsOnlyTo();
        errors.println("Making a database of migrations/ …");
        try (var database = ThrowAwayDatabase.of(settings.folder(), last)) {
            var what = "a database of " + database.migrationCount()
                    + (database.migrationCount() == 1 ? " migration" : " migrations");
            return report(subject, findings, what, false, new InspectedDatabase(database::connect, true));
        }
    }

    private CheckReport served(Subject subject, List<Finding> findings, DatabaseOpening served) throws IOException {
        return report(subject, findings, served.description(), options.against() == null, served.inspected());
    }

    /** Another URL comes with its own user and password; no more connections than are used. */
    private DatabaseProperties properties(String url) {
        var own = settings.database();
        var isOwn = options.against() == null;
        return new DatabaseProperties(
                isOwn ? own.url() : url,
                isOwn ? own.user() : null,
                isOwn ? own.userFile() : null,
                isOwn ? own.password() : null,
                isOwn ? own.passwordFile() : null,
                Math.min(MOST_CONNECTIONS, own.poolSize()),
                own.startWait(),
                own.borrowWait(),
                own.connectTimeout(),
                own.credentialsCheck());
    }

    private CheckReport report(
            Subject subject, List<Finding> findings, String name, boolean role, InspectedDatabase database)
            throws IOException {
        var progress = new ProgressLines(errors::println);
        var inspection = Inspection.of(
                subject.schema(),
                subject.bindings(),
                new InspectionOptions(role, progress, settings.answers(), settings.needs()),
                database);
        findings.addAll(inspection.findings());
        findings.addAll(lock(inspection));
        return new CheckReport(
                settings.folder(),
                name,
                inspection.fields(),
                inspection.statements(),
                inspection.variants(),
                findings,
                inspection.notChecked(),
                inspection.grants(),
                Duration.between(settings.start(), Instant.now()));
    }

    /** Another database than today's is not what the file is about. */
    private List<Finding> lock(InspectionReport inspection) throws IOException {
        if (options.against() != null || options.migrationsOnlyTo() != null) {
            return List.of();
        }
        if (options.write()) {
            LockFile.write(settings.folder(), inspection.lock());
            return List.of();
        }
        return LockFile.compare(settings.folder(), inspection.lock());
    }
}
