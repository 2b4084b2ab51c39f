package dev.postern;

import com.netflix.graphql.dgs.DgsQueryExecutor;
import com.netflix.graphql.dgs.internal.DefaultDgsDataLoaderProvider;
import com.netflix.graphql.dgs.internal.DgsDataLoaderProvider;
import dev.postern.console.ExampleOperations;
import dev.postern.console.GraphiQlPage;
import dev.postern.database.Database;
import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.execution.DirectExecution;
import dev.postern.execution.ExecutionProperties;
import dev.postern.execution.ExecutionProperties.ExecutionPath;
import dev.postern.execution.StatementExecution;
import dev.postern.fetching.BoundSchema;
import dev.postern.fetching.FieldErrorHandler;
import dev.postern.fetching.JavaFields;
import dev.postern.fetching.LevelLoaderProvider;
import dev.postern.fetching.OwnWords;
import dev.postern.fetching.ReferenceExecution;
import dev.postern.fetching.TypenameResolver;
import dev.postern.inspection.InspectionReport;
import dev.postern.plan.Plans;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.Scalars;
import dev.postern.schema.SchemaLoader;
import dev.postern.server.GraphQlEndpoint;
import dev.postern.server.GraphQlHandler;
import dev.postern.server.ServerProperties;
import dev.postern.statement.Sessions;
import dev.postern.statement.StatementListener;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.TypeResolver;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** All parts of the gateway, put together in the order of a request, from the back to the front. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ProjectProperties.class,
    ExecutionProperties.class,
    ScalarProperties.class,
    ServerProperties.class,
    DatabaseProperties.class,
    MigrationProperties.class
})
@Import(JavaComponents.class)
class Wiring {

    @Bean
    JavaFields javaFields(ListableBeanFactory beans) {
        return new JavaFields(beans);
    }

    @Bean
    Project project(ProjectProperties properties, JavaFields java) {
        return Project.read(properties.folder(), java);
    }

    @Bean
    TypeDefinitionRegistry schemaDefinition(Project project) {
        return project.registry();
    }

    @Bean
    Database database(
            ProjectProperties properties, DatabaseProperties database, MigrationProperties migration, Project project) {
        return Database.open(properties.folder(), database, migration, properties.migrate());
    }

    @Bean
    StatementListener statementLog() {
        return new StatementLog();
    }

    @Bean
    Sessions sessions(Database database, List<StatementListener> listeners) {
        return new Sessions(database, listeners);
    }

    /** A bean, so that it is done before the port opens. */
    @Bean
    InspectionReport inspectionReport(ProjectProperties properties, Project project, Database database) {
        return StartCheck.of(properties.check(), project, database);
    }

    @Bean
    StatementExecution statementExecution(Sessions sessions, @Qualifier("statementExecutor") ExecutorService executor) {
        return new StatementExecution(sessions, executor);
    }

    @Bean(destroyMethod = "close", defaultCandidate = false)
    ExecutorService statementExecutor() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    BoundSchema boundSchema(
            Project project,
            ScalarProperties scalars,
            StatementExecution execution,
            @Qualifier("statementExecutor") ExecutorService executor) {
        return new BoundSchema(project.bindings(), Scalars.of(scalars), execution, executor);
    }

    @Bean
    TypeResolver typenameResolver() {
        return new TypenameResolver();
    }

    @Bean
    DataFetcherExceptionHandler fieldErrorHandler() {
        return new FieldErrorHandler();
    }

    @Bean
    Instrumentation ownWords() {
        return new OwnWords();
    }

    @Bean
    @Primary
    DgsDataLoaderProvider levelLoaderProvider(DefaultDgsDataLoaderProvider java) {
        return new LevelLoaderProvider(java);
    }

    @Bean
    ReferenceExecution referenceExecution(DgsQueryExecutor executor) {
        return new ReferenceExecution(executor);
    }

    @Bean
    GraphQlEndpoint graphQlEndpoint(
            ExecutionProperties properties,
            GraphQlSource source,
            Project project,
            StatementExecution execution,
            ScalarProperties scalars,
            ReferenceExecution reference,
            ServerProperties server) {
        var direct = properties.path() == ExecutionPath.REFERENCE
                ? null
                : new DirectExecution(new Plans(source.schema(), project.bindings()), execution, scalars);
        return new GraphQlEndpoint(direct, reference, server);
    }

    /** Before the servlets, so that an operation passes no filter and no dispatcher. */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> graphQlHandler(ObjectProvider<GraphQlEndpoint> endpoint) {
        return factory -> factory.addServerCustomizers(jetty ->
                jetty.setHandler(new GraphQlHandler(jetty.getHandler(), SingletonSupplier.of(endpoint::getObject))));
    }

    @Bean
    RouterFunction<ServerResponse> routes(ProjectProperties project) {
        var graphiql = new GraphiQlPage(new ExampleOperations(project.folder().resolve(SchemaLoader.FOLDER)));
        return RouterFunctions.route()
                .GET("/graphiql", graphiql::page)
                .GET("/graphiql/examples", graphiql::examples)
                .build();
    }

    @Bean
    StartSummary startSummary(Project project, InspectionReport report, Database database) {
        return new StartSummary(project, report, database);
    }
}
