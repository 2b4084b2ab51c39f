package dev.postern;

import dev.postern.ProjectProperties.Check;
import dev.postern.console.ReloadState;
import dev.postern.database.Database;
import dev.postern.database.DatabaseException;
import dev.postern.finding.Finding;
import dev.postern.finding.ProjectException;
import dev.postern.inspection.InspectedDatabase;
import dev.postern.inspection.InspectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change to a project whose files are others now: migrations run, the check looks, and what is served is swapped; or it
 * is refused and the old one goes on.
 *
 * <p>A migration that ran stays in the database though what came with it is refused. For one thread that reloads; what
 * became of it is safe for use by several.
 */
final class ProjectReload implements Supplier<ReloadState> {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectReload.class);

    private final ServedProject served;
    private final Database database;
    private final InspectedDatabase inspected;
    private final ProjectProperties properties;
    private volatile ReloadState state = new ReloadState(0, List.of());

    ProjectReload(ServedProject served, Database database, InspectedDatabase inspected, ProjectProperties properties) {
        this.served = served;
        this.database = database;
        this.inspected = inspected;
        this.properties = properties;
    }

    /** What became of the last change. */
    @Override
    public ReloadState get() {
        return state;
    }

    void run() {
        var start = Instant.now();
        try (var reading = ProjectReading.begin(properties.folder())) {
            served.renew(reading, Begun.of("migrations", this::migrated));
            state = new ReloadState(state.generation() + 1, List.of());
            StartSummary.tell(served.current());
            LOG.info("Reloaded in {} ms", Duration.between(start, Instant.now()).toMillis());
        } catch (RuntimeException refused) {
            refuse(reasons(refused));
        }
    }

    private boolean migrated() {
        if (properties.migrate()) {
            database.migrate(properties.folder());
        }
        if (properties.check() != Check.OFF) {
            // what fails here fails in the check, which says so
            Begun.of("catalogue", inspected::read);
        }
        return true;
    }

    private void refuse(List<String> reasons) {
        state = new ReloadState(state.generation(), reasons);
        LOG.error("Not reloaded, what was served before goes on:\n{}", String.join("\n", reasons));
    }

    private static List<String> reasons(Throwable refused) {
        var cause = refused;
        while (cause.getCause() != null && !tells(cause)) {
            cause = cause.getCause();
        }
        return cause instanceof ProjectException unsound
                ? unsound.findings().stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .map(Finding::toString)
                        .toList()
                : List.of(String.valueOf(cause.getMessage()));
    }

    private static boolean tells(Throwable cause) {
        return cause instanceof ProjectException
                || cause instanceof DatabaseException
                || cause instanceof InspectionException;
    }
}
