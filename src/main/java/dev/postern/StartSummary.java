package dev.postern;

import dev.postern.binding.FieldBinding;
import dev.postern.database.Database;
import dev.postern.fetching.JavaHooks;
import dev.postern.inspection.InspectionReport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/** The few lines that say what is being served, and where. */
final class StartSummary implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(StartSummary.class);

    private final Project project;
    private final InspectionReport report;
    private final JavaHooks hooks;
    private final Database database;

    StartSummary(Project project, InspectionReport report, JavaHooks hooks, Database database) {
        this.project = project;
        this.report = report;
        this.hooks = hooks;
        this.database = database;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        project.warnings().forEach(warning -> LOG.warn("{}", warning));
        report.findings().forEach(finding -> LOG.warn("{}", finding));
        report.notChecked().forEach(reason -> LOG.info("Not checked: {}", reason));
        if (!hooks.classes().isEmpty()) {
            LOG.info(
                    "All operations run through graphql-java, slower than by plans, for {} may change any of them",
                    String.join(", ", hooks.classes()));
        }
        var bindings = project.bindings().all();
        var bound = bindings.stream()
                .filter(binding -> !(binding instanceof FieldBinding.Held))
                .count();
        LOG.info(
                "Serving {} fields, {} of them by {} statements; {} migrations",
                bindings.size(),
                bound,
                project.statements().size(),
                database.migrationCount());
        LOG.info("Database  {}", database.description());
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            var address = "http://localhost:" + web.getWebServer().getPort();
            LOG.info("GraphQL   {}/graphql", address);
            LOG.info("GraphiQL  {}/graphiql", address);
        }
        var taken = event.getTimeTaken() == null ? Duration.ZERO : event.getTimeTaken();
        LOG.info("Ready after {} s", "%.1f".formatted(taken.toMillis() / 1000.0));
    }
}
