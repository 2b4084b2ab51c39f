package dev.postern;

import com.netflix.graphql.dgs.DgsFederationResolver;
import com.netflix.graphql.dgs.DgsQueryExecutor;
import com.netflix.graphql.dgs.context.GraphQLContextContributor;
import com.netflix.graphql.dgs.federation.DefaultDgsFederationResolver;
import com.netflix.graphql.dgs.internal.DefaultDgsDataLoaderProvider;
import com.netflix.graphql.dgs.internal.DgsDataLoaderProvider;
import com.netflix.graphql.dgs.internal.EntityFetcherRegistry;
import com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration;
import dev.postern.database.Database;
import dev.postern.database.StatementLimits;
import dev.postern.document.DocumentProperties;
import dev.postern.document.TrustedDocuments;
import dev.postern.execution.CallerSettings;
import dev.postern.execution.ConflictRetries;
import dev.postern.execution.DirectExecution;
import dev.postern.execution.EventExecution;
import dev.postern.execution.ExecutionProperties;
import dev.postern.execution.ExecutionProperties.ExecutionPath;
import dev.postern.execution.Explanations;
import dev.postern.execution.IdempotencyProperties;
import dev.postern.execution.KeptAnswers;
import dev.postern.execution.MutationProperties;
import dev.postern.execution.PageProperties;
import dev.postern.execution.Pages;
import dev.postern.execution.ResultLimits;
import dev.postern.execution.StatementExecution;
import dev.postern.fetching.BoundSchema;
import dev.postern.fetching.ConditionCheck;
import dev.postern.fetching.FederatedTracing;
import dev.postern.fetching.FederationProperties;
import dev.postern.fetching.FieldAccess;
import dev.postern.fetching.FieldErrorHandler;
import dev.postern.fetching.JavaEntityFetchers;
import dev.postern.fetching.JavaFields;
import dev.postern.fetching.JavaHooks;
import dev.postern.fetching.LevelDispatch;
import dev.postern.fetching.LevelLoaderProvider;
import dev.postern.fetching.OperationTransactions;
import dev.postern.fetching.OwnWords;
import dev.postern.fetching.ReferenceExecution;
import dev.postern.fetching.TypenameResolver;
import dev.postern.identity.Identification;
import dev.postern.inspection.InspectedDatabase;
import dev.postern.plan.CacheProperties;
import dev.postern.plan.OperationLimits;
import dev.postern.plan.Plans;
import dev.postern.rate.RateLimits;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.Scalars;
import dev.postern.server.AccessProperties;
import dev.postern.server.Admission;
import dev.postern.server.DocumentPolicy;
import dev.postern.server.GraphQlEndpoint;
import dev.postern.server.HttpProperties;
import dev.postern.server.RequestLimits;
import dev.postern.server.RequestPlanning;
import dev.postern.server.RequestReader;
import dev.postern.server.StreamedOperations;
import dev.postern.server.TraceAccess;
import dev.postern.server.Tracing;
import dev.postern.statement.Sessions;
import dev.postern.statement.StatementListener;
import dev.postern.subscription.SubscriptionProperties;
import dev.postern.subscription.Subscriptions;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.TypeResolver;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * The parts of the gateway that depend on the project's files, in the order of a request, from the back to the front.
 *
 * <p>They are a context of their own below {@link Wiring}'s, which is made anew as a whole when the files change.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({GraphQlAutoConfiguration.class, DgsSpringGraphQLAutoConfiguration.class})
@Import(JavaComponents.class)
class ServedWiring {

    @Bean
    JavaFields javaFields(ListableBeanFactory beans) {
        return new JavaFields(beans);
    }

    @Bean
    JavaHooks javaHooks(ListableBeanFactory beans) {
        return new JavaHooks(beans);
    }

    @Bean
    Project project(ProjectReading reading, JavaFields java) {
        return reading.project(java);
    }

    @Bean
    TypeDefinitionRegistry schemaDefinition(Project project) {
        return project.registry();
    }

    @Bean
    Sessions sessions(
            Project project,
            ProjectProperties properties,
            MutationProperties mutation,
            Database database,
            List<StatementListener> listeners) {
        return new Sessions(database, mutation.isolation(), listeners, properties.narrow());
    }

    @Bean
    TrustedDocuments trustedDocuments(ProjectProperties properties, DocumentProperties documents) {
        return TrustedDocuments.read(properties.folder(), documents.path());
    }

    /** It goes on while the parts below are made; nothing is served before it has ended. */
    @Bean
    StartCheck startCheck(
            ProjectProperties properties,
            Project project,
            TrustedDocuments documents,
            OperationLimits limits,
            IdempotencyProperties idempotency,
            Production production,
            Database database,
            ObjectProvider<InspectedDatabase> reloaded) {
        var inspected = reloaded.getIfAvailable(() -> Wiring.inspected(database));
        return new StartCheck(() -> StartCheck.of(
                properties.check(), production, project, documents, limits, idempotency.table(), inspected));
    }

    @Bean
    StatementExecution statementExecution(
            Sessions sessions,
            @Qualifier("statementExecutor") ExecutorService executor,
            MutationProperties mutation,
            ResultLimits results,
            PageProperties page,
            StatementLimits statements,
            CallerSettings callers) {
        return new StatementExecution(
                sessions,
                executor,
                new ConflictRetries(mutation.retries()),
                results,
                new Pages(page),
                statements.statementTime(),
                callers);
    }

    @Bean
    KeptAnswers keptAnswers(Sessions sessions, IdempotencyProperties properties) {
        return new KeptAnswers(sessions, properties);
    }

    @Bean
    BoundSchema boundSchema(
            Project project,
            JavaHooks hooks,
            ScalarProperties scalars,
            ObjectProvider<DgsFederationResolver> entities,
            @Qualifier("statementExecutor") ExecutorService executor) {
        return new BoundSchema(
                project.bindings(), hooks, Scalars.of(scalars).and(project.federation()), entities, executor);
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
    Instrumentation ownWords(OperationLimits limits, DisclosureProperties disclosure) {
        return new OwnWords(limits.parserOptions(), disclosure.suggestions());
    }

    @Bean
    Instrumentation fieldAccess(Project project, AccessProperties access) {
        return new FieldAccess(schema -> access.rules(schema, project.federation()));
    }

    @Bean
    Instrumentation conditionCheck() {
        return new ConditionCheck();
    }

    @Bean
    Instrumentation federatedTracing() {
        return new FederatedTracing();
    }

    @Bean
    @Lazy
    DgsFederationResolver javaEntityFetchers(
            EntityFetcherRegistry fetchers, DataFetcherExceptionHandler handler, ApplicationContext context) {
        JavaEntityFetchers.addTo(fetchers, context);
        return new DefaultDgsFederationResolver(fetchers, Optional.of(handler), context);
    }

    @Bean
    @Primary
    DgsDataLoaderProvider levelLoaderProvider(DefaultDgsDataLoaderProvider java) {
        return new LevelLoaderProvider(java);
    }

    @Bean
    GraphQLContextContributor levelDispatch() {
        return new LevelDispatch();
    }

    @Bean
    Instrumentation operationTransactions(Project project, StatementExecution execution) {
        return new OperationTransactions(project.bindings(), execution);
    }

    @Bean
    ReferenceExecution referenceExecution(
            Project project,
            DgsQueryExecutor executor,
            StatementExecution execution,
            FederationProperties federation,
            DisclosureProperties disclosure) {
        return new ReferenceExecution(
                executor, execution, project.federation().on() && federation.traces(), disclosure.suggestions());
    }

    @Bean
    Explanations explanations(Sessions sessions) {
        return new Explanations(sessions);
    }

    @Bean
    Tracing tracing(TraceAccess access, Explanations explanations) {
        return new Tracing(access, explanations);
    }

    @Bean
    Plans plans(
            GraphQlSource source,
            Project project,
            AccessProperties access,
            OperationLimits limits,
            CacheProperties cache) {
        return new Plans(
                source.schema(),
                project.bindings(),
                access.rules(source.schema(), project.federation()),
                limits,
                cache);
    }

    @Bean
    TrustedDocuments.Foreseen foreseenDocuments(TrustedDocuments trusted, Plans plans) {
        return trusted.foresee(plans);
    }

    @Bean
    DocumentPolicy documentPolicy(
            Project project,
            TrustedDocuments trusted,
            DocumentProperties documents,
            HttpProperties http,
            FederationProperties federation,
            DisclosureProperties disclosure) {
        var hidden = disclosure.hidden(project.federation(), federation.sdl());
        return new DocumentPolicy(trusted, documents.mode(), http.persistedQueries(), hidden);
    }

    @Bean
    Admission admission(Identification identification, CallerSettings callers, RateLimits rates, HttpProperties http) {
        return new Admission(identification, callers, rates, http);
    }

    @Bean
    RequestPlanning requestPlanning(Plans plans, DocumentPolicy documents, AccessProperties access) {
        return new RequestPlanning(plans, documents, access);
    }

    @Bean
    GraphQlEndpoint graphQlEndpoint(
            ExecutionProperties properties,
            Plans plans,
            StatementExecution execution,
            ScalarProperties scalars,
            ReferenceExecution reference,
            KeptAnswers answers,
            RequestPlanning planning,
            JavaHooks hooks,
            RequestLimits requests,
            HttpProperties http,
            Admission admission,
            CallerSettings callers,
            Tracing tracing) {
        var direct =
                properties.path() == ExecutionPath.REFERENCE || !hooks.classes().isEmpty()
                        ? null
                        : new DirectExecution(execution, scalars);
        var reader = new RequestReader(requests, http.batchSize());
        return new GraphQlEndpoint(plans, direct, reference, answers, planning, reader, admission, callers, tracing);
    }

    @Bean
    EventExecution eventExecution(StatementExecution execution, CallerSettings callers, ScalarProperties scalars) {
        return new EventExecution(execution, callers, scalars);
    }

    @Bean
    Subscriptions subscriptions(
            Database database,
            Project project,
            EventExecution execution,
            SubscriptionProperties properties,
            @Qualifier("statementExecutor") ExecutorService executor) {
        return new Subscriptions(database, project.bindings(), execution, properties, executor);
    }

    @Bean
    StreamedOperations streamedOperations(
            GraphQlEndpoint endpoint,
            Admission admission,
            RequestPlanning planning,
            ReferenceExecution reference,
            EventExecution events,
            Subscriptions subscriptions) {
        return new StreamedOperations(endpoint, admission, planning, reference, events, subscriptions);
    }
}
