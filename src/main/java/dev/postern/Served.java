package dev.postern;

import dev.postern.fetching.JavaHooks;
import dev.postern.inspection.InspectionReport;
import dev.postern.server.GraphQlEndpoint;
import graphql.schema.GraphQLSchema;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Everything that was made of a project's files at one time: schema, statements, bindings, plans, and what answers with
 * them. Safe for use by several threads.
 */
final class Served implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Project project;
    private final InspectionReport report;
    private final JavaHooks hooks;
    private final GraphQlEndpoint endpoint;

    Served(ConfigurableApplicationContext context) {
        this.context = context;
        this.project = context.getBean(Project.class);
        this.report = context.getBean(InspectionReport.class);
        this.hooks = context.getBean(JavaHooks.class);
        this.endpoint = context.getBean(GraphQlEndpoint.class);
    }

    Project project() {
        return project;
    }

    InspectionReport report() {
        return report;
    }

    JavaHooks hooks() {
        return hooks;
    }

    GraphQlEndpoint endpoint() {
        return endpoint;
    }

    /** The schema that operations are executed with. */
    GraphQLSchema schema() {
        return context.getBean(GraphQlSource.class).schema();
    }

    @Override
    public void close() {
        context.close();
    }
}
