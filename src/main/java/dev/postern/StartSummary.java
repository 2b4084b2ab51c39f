package dev.postern;

import dev.postern.binding.FieldBinding;
import dev.postern.database.Database;
import dev.postern.document.DocumentProperties;
import dev.postern.document.TrustedDocuments;
import dev.postern.finding.Finding;
import dev.postern.identity.Identification;
import dev.postern.schema.AccessRules;
import dev.postern.server.AccessProperties;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.graphql.execution.GraphQlSource;

/** The few lines that say what is being served, and where. */
final class StartSummary implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(StartSummary.class);

    private final ServedProject served;
    private final Database database;
    private final Identification identification;
    private final AccessProperties access;
    private final DocumentProperties documents;
    private final DisclosureProperties disclosure;
    private final Production production;

    StartSummary(
            ServedProject served,
            Database database,
            Identification identification,
            AccessProperties access,
            DocumentProperties documents,
            DisclosureProperties disclosure,
            Production production) {
        this.served = served;
        this.database = database;
        this.identification = identification;
        this.access = access;
        this.documents = documents;
        this.disclosure = disclosure;
        this.production = production;
    }

    /** What was found and stops nothing. */
    static void tell(Served served) {
        served.project().warnings().forEach(StartSummary::tell);
        served.report().findings().forEach(StartSummary::tell);
        var hooks = served.hooks().classes();
        if (!hooks.isEmpty()) {
            LOG.info(
                    "All operations run through graphql-java, slower than by plans, for {} may change any of them",
                    String.join(", ", hooks));
        }
    }

    private static void tell(Finding finding) {
        if (finding.severity() == Finding.Severity.HINT) {
            LOG.info("{}", finding);
        } else {
            LOG.warn("{}", finding);
        }
    }

    /** Directives that ask who somebody is, where that is never known or never counts. */
    private void tellOfAccess(Project project) {
        var schema = served.current().part(GraphQlSource.class).schema();
        var rules = AccessRules.of(schema, project.federation());
        if (rules.areNone()) {
            return;
        }
        if (access.refuse() == AccessProperties.Extent.NOTHING) {
            tellOfLeaving(rules);
        } else if (identification.isOpen()) {
            LOG.warn(
                    "{} fields ask by a directive who is answered them, and nobody is asked who they are, so they are"
                            + " refused. docs/security.md says how to identify callers, and how to leave this to a gateway",
                    rules.fields());
        }
    }

    private static void tellOfLeaving(AccessRules rules) {
        LOG.warn(
                "{} fields ask by a directive who is answered them, and postern.access.refuse=nothing leaves that to a"
                        + " gateway: nobody else may reach the port",
                rules.fields());
        if (!rules.inputs().areNone()) {
            LOG.warn(
                    "{} arguments, input fields, enum values and input types ask by a directive who gives them. No gateway"
                            + " is told of that, and postern.access.refuse=nothing lets everybody give them",
                    rules.inputs().size());
        }
    }

    private void tellOfDocuments() {
        var registered = served.current().part(TrustedDocuments.class).size();
        if (registered > 0) {
            LOG.info(
                    "Documents {} registered, mode {}; none runs more than {} statements",
                    registered,
                    documents.mode().name().toLowerCase(Locale.ROOT),
                    served.current().part(TrustedDocuments.Foreseen.class).statements());
        }
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        var project = served.current().project();
        var report = served.current().report();
        tell(served.current());
        if (!report.notChecked().isEmpty()) {
            LOG.info(
                    "Not checked: {}, which the command 'check' lists with the reasons",
                    report.notChecked().size() == 1
                            ? "1 thing"
                            : report.notChecked().size() + " things");
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
        if (identification.isOpenBySilence()) {
            LOG.warn("Nobody is asked who they are: whoever reaches the port may ask for everything."
                    + " docs/security.md says how to identify callers; postern.identity.anonymous=true says that this"
                    + " is meant");
        }
        if (identification.takesNobodyForSomebody()) {
            LOG.info("In development whoever presents nothing is taken to claim what"
                    + " postern.identity.development-claims says");
        }
        tellOfAccess(project);
        tellOfDocuments();
        if (production.isOn() && !disclosure.open().isEmpty()) {
            LOG.warn("In production, and strangers are told of the schema by {}", String.join(", ", disclosure.open()));
        }
        LOG.info("Database  {}", database.description());
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            var address = "http://localhost:" + web.getWebServer().getPort();
            LOG.info("GraphQL   {}/graphql", address);
            if (disclosure.graphiql()) {
                LOG.info("GraphiQL  {}/graphiql", address);
            }
        }
        var taken = event.getTimeTaken() == null ? Duration.ZERO : event.getTimeTaken();
        LOG.info("Ready after {} s", "%.1f".formatted(taken.toMillis() / 1000.0));
    }
}
