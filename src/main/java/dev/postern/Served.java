package dev.postern;

import dev.postern.console.SchemaMap;
import dev.postern.fetching.JavaHooks;
import dev.postern.inspection.InspectionReport;
import dev.postern.server.GraphQlEndpoint;
import dev.postern.server.StreamedOperations;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

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
    private final StreamedOperations streamed;
    private final SingletonSupplier<String> map;

    Served(ConfigurableApplicationContext context) {
        this.context = context;
        this.project = context.getBean(Project.class);
        this.report = context.getBean(StartCheck.class).report();
        this.hooks = context.getBean(JavaHooks.class);
        this.endpoint = context.getBean(GraphQlEndpoint.class);
        this.streamed = context.getBean(StreamedOperations.class);
        var folder = context.getBean(ProjectProperties.class).folder();
        this.map = SingletonSupplier.of(() -> map(folder));
    }

    Project project() {
        return project;
    }

    InspectionReport report() {
        return report;
    }

    /** The schema as it is bound, as {@link SchemaMap#json} has it. */
    String map() {
        return map.obtain();
    }

    private String map(Path folder) {
        var found = Stream.concat(project.warnings().stream(), report.findings().stream())
                .toList();
        return new SchemaMap(folder, project.schema(), project.bindings(), project.statements(), report, found).json();
    }

    JavaHooks hooks() {
        return hooks;
    }

    GraphQlEndpoint endpoint() {
        return endpoint;
    }

    StreamedOperations streamed() {
        return streamed;
    }

    /** Any other part of it, by its type. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
