package dev.postern;

import dev.postern.console.ExampleOperations;
import dev.postern.console.ExplainEndpoint;
import dev.postern.console.GraphiQlPage;
import dev.postern.console.MapPage;
import dev.postern.database.Database;
import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.database.StatementLimits;
import dev.postern.document.DocumentProperties;
import dev.postern.execution.CallerSettings;
import dev.postern.execution.ClaimsProperties;
import dev.postern.execution.ExecutionProperties;
import dev.postern.execution.Explanations;
import dev.postern.execution.IdempotencyProperties;
import dev.postern.execution.MutationProperties;
import dev.postern.execution.PageProperties;
import dev.postern.execution.ResultLimits;
import dev.postern.fetching.FederationProperties;
import dev.postern.identity.ApiKeyProperties;
import dev.postern.identity.CertificateProperties;
import dev.postern.identity.DevelopmentIssuer;
import dev.postern.identity.Identification;
import dev.postern.identity.IdentityProperties;
import dev.postern.identity.TokenProperties;
import dev.postern.inspection.InspectedDatabase;
import dev.postern.inspection.TableFacts;
import dev.postern.plan.CacheProperties;
import dev.postern.plan.OperationLimits;
import dev.postern.rate.RateLimits;
import dev.postern.rate.RateProperties;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.SchemaLoader;
import dev.postern.server.AccessProperties;
import dev.postern.server.CompressedHandler;
import dev.postern.server.ConnectionWatch;
import dev.postern.server.CorsProperties;
import dev.postern.server.Edge;
import dev.postern.server.GraphQlEndpoint;
import dev.postern.server.GraphQlHandler;
import dev.postern.server.HttpProperties;
import dev.postern.server.OpenStreams;
import dev.postern.server.RequestLimits;
import dev.postern.server.RequestWatch;
import dev.postern.server.Sockets;
import dev.postern.server.StreamProperties;
import dev.postern.server.StreamedOperations;
import dev.postern.server.TlsCertificates;
import dev.postern.server.TraceAccess;
import dev.postern.server.TraceContext;
import dev.postern.server.TraceProperties;
import dev.postern.statement.ApiKeyTable;
import dev.postern.statement.RateTable;
import dev.postern.statement.StatementListener;
import dev.postern.subscription.SubscriptionProperties;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The parts of the gateway that outlive a change of the project's files: settings, the database, the server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ProjectProperties.class,
    DisclosureProperties.class,
    FederationProperties.class,
    ExecutionProperties.class,
    ScalarProperties.class,
    HttpProperties.class,
    CorsProperties.class,
    TraceProperties.class,
    AccessProperties.class,
    ClaimsProperties.class,
    IdentityProperties.class,
    TokenProperties.class,
    ApiKeyProperties.class,
    CertificateProperties.class,
    RequestLimits.class,
    RateProperties.class,
    StreamProperties.class,
    ResultLimits.class,
    PageProperties.class,
    StatementLimits.class,
    SubscriptionProperties.class,
    OperationLimits.class,
    CacheProperties.class,
    DocumentProperties.class,
    DatabaseProperties.class,
    MutationProperties.class,
    IdempotencyProperties.class,
    MigrationProperties.class
})
class Wiring {

    @Bean
    static Production production(Environment environment) {
        return Production.of(environment);
    }

    /** A bean, so that the project is sound before the port opens. */
    @Bean
    ServedProject servedProject(
            ConfigurableApplicationContext context,
            Production production,
            ProjectProperties project,
            DatabaseProperties database,
            Identification identification) {
        production.check(project, database, identification);
        return new ServedProject(context);
    }

    /** Opened by the first project that is sound: before that no database is touched. */
    @Bean
    @Lazy
    Database database(
            ProjectProperties properties,
            MigrationProperties migration,
            StatementLimits limits,
            Environment environment) {
        // bound anew each time: a source of settings such as a vault changes them while the gateway runs
        return Database.open(
                properties.folder(),
                () -> Binder.get(environment).bindOrCreate("postern.database", DatabaseProperties.class),
                migration,
                limits,
                properties.migrate());
    }

    /** What the database said, for as long as there may be a reload that asks again. */
    @Bean
    @Lazy
    @ConditionalOnBooleanProperty("postern.dev")
    InspectedDatabase inspectedDatabase(Database database) {
        return inspected(database);
    }

    /** What leaves a connection of the pool to requests. */
    static InspectedDatabase inspected(Database database) {
        return new InspectedDatabase(database::borrow, database.poolSize() > 2);
    }

    /** Made with what is served first: a table of keys needs the database, which nobody touches before. */
    @Bean
    @Lazy
    Identification identification(
            IdentityProperties identity,
            TokenProperties tokens,
            ApiKeyProperties apiKeys,
            CertificateProperties mtls,
            ProjectProperties project,
            ObjectProvider<Database> database) {
        return Identification.of(
                identity,
                tokens,
                apiKeys,
                mtls,
                project.dev() ? DevelopmentIssuer.of(project.folder()) : null,
                table -> new ApiKeyTable(database.getObject(), table));
    }

    /** Made with what is served first, as is the identification. */
    @Bean
    @Lazy
    RateLimits rateLimits(RateProperties rates, OperationLimits operations, ObjectProvider<Database> database) {
        return RateLimits.of(rates, operations.statements(), table -> new RateTable(database.getObject(), table));
    }

    @Bean
    @Lazy
    TraceAccess traceAccess(TraceProperties trace, ProjectProperties project, Identification identification) {
        return new TraceAccess(project.dev(), trace, identification);
    }

    @Bean
    CallerSettings callerSettings(ClaimsProperties claims) {
        return new CallerSettings(claims);
    }

    @Bean
    StatementListener statementLog() {
        return new StatementLog();
    }

    @Bean(destroyMethod = "close", defaultCandidate = false)
    ExecutorService statementExecutor() {
        return Executors.newThreadPerTaskExecutor(
                TraceContext.threads(Thread.ofVirtual().factory()));
    }

    @Bean
    static ConnectionWatch connectionWatch(RequestLimits limits) {
        return new ConnectionWatch(limits);
    }

    @Bean
    static RequestWatch requestWatch(RequestLimits limits) {
        return new RequestWatch(limits.requestTime());
    }

    @Bean(destroyMethod = "close")
    static OpenStreams openStreams(StreamProperties properties) {
        return new OpenStreams(properties);
    }

    /** Before the servlets, so that an operation passes no filter and no dispatcher. */
    @Bean
    @Order(1)
    WebServerFactoryCustomizer<JettyServletWebServerFactory> graphQlHandler(
            RequestWatch watch,
            HttpProperties http,
            ProjectProperties project,
            OpenStreams streams,
            RequestLimits limits,
            CorsProperties cors,
            @Qualifier("statementExecutor") ExecutorService executor,
            ObjectProvider<ServedProject> served) {
        var timing = http.serverTiming() || project.dev();
        var current = SingletonSupplier.of(served::getObject);
        Supplier<GraphQlEndpoint> endpoint = () -> current.obtain().current().endpoint();
        Supplier<StreamedOperations> streamed = () -> current.obtain().current().streamed();
        return factory -> factory.addServerCustomizers(jetty -> {
            var operations = new GraphQlHandler(
                    jetty.getHandler(), watch, timing, streams, limits, executor, endpoint, streamed);
            var compressed = CompressedHandler.of(operations, http.compressFrom());
            jetty.setHandler(Sockets.before(compressed, streams, limits, executor, cors, streamed));
        });
    }

    /** Around the handler of operations, so that nothing passes it by. */
    @Bean
    @Order(2)
    WebServerFactoryCustomizer<JettyServletWebServerFactory> edge(
            RequestLimits limits,
            ConnectionWatch connections,
            HttpProperties http,
            CorsProperties cors,
            ApiKeyProperties keys,
            DisclosureProperties disclosure) {
        var pages = new Edge.Pages(List.of(GraphiQlPage.PATH, MapPage.PATH), GraphiQlPage.FILES, disclosure.graphiql());
        return factory -> factory.addServerCustomizers(jetty -> {
            Edge.bound(jetty, limits, connections);
            jetty.setHandler(Edge.guarded(jetty.getHandler(), http, cors, keys.header(), pages));
        });
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> tlsCertificates(
            CertificateProperties mtls, SslBundles bundles) {
        var certificates = new TlsCertificates(mtls);
        return factory -> {
            certificates.check(factory.getSsl(), bundles);
            factory.addServerCustomizers(jetty -> certificates.follow(jetty, factory.getSsl(), bundles));
        };
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "postern.graphiql", matchIfMissing = true)
    RouterFunction<ServerResponse> routes(
            ProjectProperties properties,
            ObjectProvider<ProjectReload> reload,
            ObjectProvider<ServedProject> served,
            ObjectProvider<TraceAccess> access,
            ObjectProvider<Database> database) {
        var examples = new ExampleOperations(properties.folder().resolve(SchemaLoader.FOLDER));
        var graphiql = new GraphiQlPage(examples, reload.getIfAvailable());
        var explain = new ExplainEndpoint(
                SingletonSupplier.of(access::getObject),
                () -> served.getObject().current().part(Explanations.class));
        var map = new MapPage(
                SingletonSupplier.of(access::getObject),
                () -> served.getObject().current().map(),
                () -> TableFacts.read(database.getObject()::borrow));
        return RouterFunctions.route()
                .GET(GraphiQlPage.PATH, graphiql::page)
                .GET("/graphiql/examples", graphiql::examples)
                .GET("/graphiql/reload", graphiql::reload)
                .GET(MapPage.PATH, map::page)
                .GET(MapPage.PATH + "/data", map::data)
                .POST("/graphiql/explain", explain::explain)
                .build();
    }

    @Bean
    @ConditionalOnBooleanProperty("postern.dev")
    ProjectReload projectReload(
            ServedProject served, Database database, InspectedDatabase inspected, ProjectProperties properties) {
        return new ProjectReload(served, database, inspected, properties);
    }

    @Bean
    @ConditionalOnBooleanProperty("postern.dev")
    ProjectWatch projectWatch(ProjectReload reload, ProjectProperties properties) {
        return new ProjectWatch(properties.folder(), reload);
    }

    @Bean
    StartSummary startSummary(
            ServedProject served,
            Database database,
            Identification identification,
            AccessProperties access,
            DocumentProperties documents,
            DisclosureProperties disclosure,
            Production production) {
        return new StartSummary(served, database, identification, access, documents, disclosure, production);
    }
}
