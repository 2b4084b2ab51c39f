package dev.postern;

import dev.postern.command.CheckCommand;
import dev.postern.command.CheckOptions;
import dev.postern.database.DatabaseException;
import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.fetching.JavaFields;
import dev.postern.inspection.InspectionException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The command {@code check} as a process: settings as for a start, and no server. */
final class CheckProcess {

    private CheckProcess() {}

    /** Settings, and which fields Java answers; no component of the project's is made. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({ProjectProperties.class, DatabaseProperties.class, MigrationProperties.class})
    @Import(JavaComponents.class)
    static class Context {}

    /** The exit code. */
    static int run(CheckOptions options, PrintStream out, PrintStream errors) {
        try (var context = start(options)) {
            var properties = context.getBean(ProjectProperties.class);
            if (!Files.isDirectory(properties.folder())) {
                throw new SettingException("There is no folder " + properties.folder() + ". Correct postern.project.");
            }
            var settings = new CheckCommand.Settings(
                    properties.folder(),
                    context.getBean(DatabaseProperties.class),
                    context.getBean(MigrationProperties.class));
            return CheckCommand.run(options, settings, () -> subject(properties, context), out, errors);
        } catch (DatabaseException | SettingException | InspectionException | IOException failure) {
            errors.println("postern: " + failure.getMessage());
            return CheckCommand.FAILED;
        } catch (RuntimeException failure) {
            errors.println("postern: " + cause(failure));
            return CheckCommand.FAILED;
        }
    }

    private static CheckCommand.Subject subject(ProjectProperties properties, ConfigurableApplicationContext context) {
        var project = Project.read(properties.folder(), new JavaFields(context));
        return new CheckCommand.Subject(project.schema(), project.bindings(), project.warnings());
    }

    /** What a program reads from the standard output is the report and nothing else. */
    private static ConfigurableApplicationContext start(CheckOptions options) {
        var application = new SpringApplication(Context.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        var arguments = new ArrayList<>(options.settings());
        arguments.add("--logging.threshold.console=off");
        return application.run(arguments.toArray(String[]::new));
    }

    /** Spring wraps what it could not read of the settings. */
    private static String cause(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && !(cause instanceof SettingException)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
