package dev.postern;

import dev.postern.binding.FieldBinding;
import dev.postern.database.Database;
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
    private final Database database;

    StartSummary(Project project, Database database) {
        this.project = project;
        this.database = database;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        project.warnings().forEach(warning -> LOG.warn("{}", warning));
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
