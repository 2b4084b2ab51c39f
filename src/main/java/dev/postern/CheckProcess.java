package dev.postern;

import dev.postern.command.CheckCommand;
import dev.postern.command.CheckOptions;
import dev.postern.database.DatabaseException;
import dev.postern.fetching.JavaFields;
import dev.postern.inspection.InspectionException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import java.util.logging.LogManager;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;

/** The command {@code check} as a process: settings as for a start, and no server. */
final class CheckProcess {

    /** Where a project is unless a setting says otherwise. */
    private static final Path HERE = Path.of(".");

    private CheckProcess() {}

    /** Which fields Java answers; no component of the project's is made. */
    @Configuration(proxyBeanMethods = false)
    @Import(JavaComponents.class)
    static class Components {}

    /**
     * No log in this process: what a program reads from the standard output is the report and nothing else.
     *
     * <p>It has to come before the first logger is made, and saves making any.
     */
    static void silence() {
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.LogFactoryImpl");
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        LogManager.getLogManager().reset();
    }

    /** The exit code. */
    static int run(CheckOptions options, PrintStream out, PrintStream errors) {
        var start = Instant.now();
        try (var here = ProjectReading.begin(HERE)) {
            var environment = CheckSettings.environment(options.settings());
            var project = reading(environment, here);
            var settings = CheckSettings.read(environment);
            var folder = settings.folder();
            return CheckCommand.run(
                    options,
                    new CheckCommand.Settings(
                            folder,
                            settings.database(),
                            settings.migration(),
                            settings.documents(),
                            settings.limits(),
                            settings.idempotency().table(),
                            options.grants() ? CheckSettings.needs(environment) : null,
                            start),
                    project::await,
                    out,
                    errors);
        } catch (DatabaseException | SettingException | InspectionException | IOException failure) {
            errors.println("postern: " + failure.getMessage());
            return CheckCommand.FAILED;
        } catch (RuntimeException failure) {
            errors.println("postern: " + cause(failure));
            return CheckCommand.FAILED;
        }
    }

    /**
     * The project, read while Spring's binding of settings takes the other processor.
     *
     * @param here the working directory, whose reading began before anything was known of settings
     */
    private static Begun<CheckCommand.Subject> reading(ConfigurableEnvironment environment, ProjectReading here) {
        var folder = Path.of(environment.getProperty("postern.project", HERE.toString()));
        var reading = folder.equals(HERE) ? here : ProjectReading.begin(folder);
        return Begun.of("project", () -> withJava(environment, java -> subject(reading.project(java))));
    }

    /** Something that is done with what Java answers. */
    static <T> T withJava(ConfigurableEnvironment environment, Function<JavaFields, T> reading) {
        if (JavaComponents.packages(environment).length == 0) {
            return reading.apply(new JavaFields(new StaticListableBeanFactory()));
        }
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            context.register(Components.class);
            context.refresh();
            return reading.apply(new JavaFields(context));
        }
    }

    private static CheckCommand.Subject subject(Project project) {
        return new CheckCommand.Subject(project.schema(), project.bindings(), project.warnings());
    }

    /** Spring wraps what it could not read of the settings. */
    static String cause(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && !(cause instanceof SettingException)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
