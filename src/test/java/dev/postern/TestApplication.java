package dev.postern;

import dev.postern.plan.Plans;
import dev.postern.statement.StatementListener;
import graphql.schema.GraphQLSchema;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.graphql.execution.GraphQlSource;

/** The way in for tests of other packages: {@link Main} as it is, with one more listener. */
public final class TestApplication {

    private TestApplication() {}

    /** What it serves. */
    public static GraphQLSchema schema(ServletWebServerApplicationContext context) {
        return context.getBean(ServedProject.class).current().schema();
    }

    /** The names of the classes that have a say in every operation. */
    public static List<String> hooks(ServletWebServerApplicationContext context) {
        return context.getBean(ServedProject.class).current().hooks().classes();
    }

    public static ServletWebServerApplicationContext start(StatementListener listener, List<String> arguments) {
        var application = new SpringApplication(Main.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("recorder", StatementListener.class, () -> listener));
        application.setRegisterShutdownHook(false);
        return (ServletWebServerApplicationContext) application.run(arguments.toArray(String[]::new));
    }

    /** Plans as the gateway makes them, apart from its own. */
    public static Plans plans(ApplicationContext gateway) {
        return new Plans(
                gateway.getBean(GraphQlSource.class).schema(),
                gateway.getBean(Project.class).bindings());
    }
}
