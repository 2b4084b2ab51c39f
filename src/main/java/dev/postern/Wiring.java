package dev.postern;

import dev.postern.console.ExampleOperations;
import dev.postern.console.GraphiQlPage;
import dev.postern.database.Database;
import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.database.StatementLimits;
import dev.postern.execution.CallerSettings;
import dev.postern.execution.ClaimsProperties;
import dev.postern.execution.ExecutionProperties;
import dev.postern.execution.IdempotencyProperties;
import dev.postern.execution.MutationProperties;
import dev.postern.execution.PageProperties;
import dev.postern.execution.ResultLimits;
import dev.postern.identity.ApiKeyProperties;
import dev.postern.identity.DevelopmentIssuer;
import dev.postern.identity.Identification;
import dev.postern.identity.IdentityProperties;
import dev.postern.identity.TokenProperties;
import dev.postern.plan.CacheProperties;
import dev.postern.plan.OperationLimits;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.SchemaLoader;
import dev.postern.server.AccessProperties;
import dev.postern.server.CompressedHandler;
import dev.postern.server.GraphQlEndpoint;
import dev.postern.server.GraphQlHandler;
import dev.postern.server.HttpProperties;
import dev.postern.server.OpenStreams;
import dev.postern.server.RequestLimits;
import dev.postern.server.RequestWatch;
import dev.postern.server.Sockets;
import dev.postern.server.StreamProperties;
import dev.postern.server.TraceContext;
import dev.postern.statement.ApiKeyTable;
import dev.postern.statement.StatementListener;
import dev.postern.subscription.SubscriptionProperties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The parts of the gateway that outlive a change of the project's files: settings, the database, the server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ProjectProperties.class,
    ExecutionProperties.class,
    ScalarProperties.class,
    HttpProperties.class,
    AccessProperties.class,
    ClaimsProperties.class,
    IdentityProperties.class,
    TokenProperties.class,
    ApiKeyProperties.class,
    RequestLimits.class,
    StreamProperties.class,
    ResultLimits.class,
    PageProperties.class,
    StatementLimits.class,
    SubscriptionProperties.class,
    OperationLimits.class,
    CacheProperties.class,
    DatabaseProperties.class,
    MutationProperties.class,
    IdempotencyProperties.class,
    MigrationProperties.class
})
class Wiring {

    /** A bean, so that the project is sound before the port opens. */
    @Bean
    ServedProject servedProject(ConfigurableApplicationContext context) {
        return new ServedProject(context);
    }

    /** Opened by the first project that is sound: before that no database is touched. */
    @Bean
    @Lazy
    Database database(
            ProjectProperties properties,
            DatabaseProperties database,
            MigrationProperties migration,
            StatementLimits limits) {
        return Database.open(properties.folder(), database, migration, limits, properties.migrate());
    }

    /** Made with what is served first: a table of keys needs the database, which nobody touches before. */
    @Bean
    @Lazy
    Identification identification(
            IdentityProperties identity,
            TokenProperties tokens,
            ApiKeyProperties apiKeys,
            ProjectProperties project,
            ObjectProvider<Database> database) {
        return Identification.of(
                identity,
                tokens,
                apiKeys,
                project.dev() ? DevelopmentIssuer.of(project.folder()) : null,
                table -> new ApiKeyTable(database.getObject(), table));
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
    static RequestWatch requestWatch(RequestLimits limits) {
        return new RequestWatch(limits.requestTime());
    }

    @Bean(destroyMethod = "close")
    static OpenStreams openStreams(StreamProperties properties) {
        return new OpenStreams(properties);
    }

    /** Before the servlets, so that an operation passes no filter and no dispatcher. */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> graphQlHandler(
            RequestWatch watch,
            HttpProperties http,
            ProjectProperties project,
            OpenStreams streams,
            RequestLimits limits,
            @Qualifier("statementExecutor") ExecutorService executor,
            ObjectProvider<ServedProject> served) {
        var timing = http.serverTiming() || project.dev();
        var current = SingletonSupplier.of(served::getObject);
        Supplier<GraphQlEndpoint> endpoint = () -> current.obtain().current().endpoint();
        return factory -> factory.addServerCustomizers(jetty -> {
            var operations =
                    new GraphQlHandler(jetty.getHandler(), watch, timing, streams, limits, executor, endpoint);
            var compressed = CompressedHandler.of(operations, http.compressFrom());
            jetty.setHandler(Sockets.before(compressed, streams, limits, executor, endpoint));
        });
    }

    @Bean
    RouterFunction<ServerResponse> routes(ProjectProperties properties, ObjectProvider<ProjectReload> reload) {
        var examples = new ExampleOperations(properties.folder().resolve(SchemaLoader.FOLDER));
        var graphiql = new GraphiQlPage(examples, reload.getIfAvailable());
        return RouterFunctions.route()
                .GET("/graphiql", graphiql::page)
                .GET("/graphiql/examples", graphiql::examples)
                .GET("/graphiql/reload", graphiql::reload)
                .build();
    }

    @Bean
    @ConditionalOnBooleanProperty("postern.dev")
    ProjectReload projectReload(ServedProject served, Database database, ProjectProperties properties) {
        return new ProjectReload(served, database, properties);
    }

    @Bean
    @ConditionalOnBooleanProperty("postern.dev")
    ProjectWatch projectWatch(ProjectReload reload, ProjectProperties properties) {
        return new ProjectWatch(properties.folder(), reload);
    }

    @Bean
    StartSummary startSummary(
            ServedProject served, Database database, Identification identification, AccessProperties access) {
        return new StartSummary(served, database, identification, access);
    }
}
