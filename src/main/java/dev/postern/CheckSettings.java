package dev.postern;

import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import dev.postern.document.DocumentProperties;
import dev.postern.execution.ClaimsProperties;
import dev.postern.execution.IdempotencyProperties;
import dev.postern.identity.ApiKeyProperties;
import dev.postern.inspection.ServingNeeds;
import dev.postern.plan.OperationLimits;
import dev.postern.subscription.SubscriptionProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings of a command, from where a start has them and with the same refusals, without an application around them.
 *
 * <p>Making an application context took a third of a short check.
 */
record CheckSettings(
        ProjectProperties project,
        DatabaseProperties database,
        MigrationProperties migration,
        DocumentProperties documents,
        OperationLimits limits,
        IdempotencyProperties idempotency) {

    /** Settings that say where others are, or what is on the class path. */
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)(spring|loader)[._].*");

    /** What the working directory holds then, a class path with files of its own among it. */
    private static final Pattern FILES = Pattern.compile("(?m)^(application.*|config|lib|loader\\.properties)$");

    /** What says what is set: flags, then the environment, then {@code .env}, then the files that Spring reads. */
    static ConfigurableEnvironment environment(List<String> flags) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(flags.toArray(String[]::new)));
        ConfigurationPropertySources.attach(environment);
        RandomValuePropertySource.addToEnvironment(environment);
        if (environment.containsProperty("spring.application.json")) {
            new SpringApplicationJsonEnvironmentPostProcessor()
                    .postProcessEnvironment(environment, new SpringApplication());
        }
        if (mayHaveFiles(environment)) {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        }
        DotenvSettings.add(environment);
        return environment;
    }

    /** @throws SettingException for a setting that does not exist, bare or as the cause of what Spring throws */
    static CheckSettings read(ConfigurableEnvironment environment) {
        SettingNames.check(environment);
        var binder = Binder.get(environment);
        return new CheckSettings(
                binder.bindOrCreate("postern", ProjectProperties.class),
                binder.bindOrCreate("postern.database", DatabaseProperties.class),
                binder.bindOrCreate("postern.migration", MigrationProperties.class),
                binder.bindOrCreate("postern.documents", DocumentProperties.class),
                binder.bindOrCreate("postern.limits", OperationLimits.class),
                binder.bindOrCreate("postern.idempotency", IdempotencyProperties.class));
    }

    /** What serving needs by its settings, which no other check reads. */
    static ServingNeeds needs(ConfigurableEnvironment environment) {
        var binder = Binder.get(environment);
        var claims = binder.bindOrCreate("postern.claims", ClaimsProperties.class);
        var roles = new LinkedHashSet<>(claims.roles());
        if (claims.defaultRole() != null) {
            roles.add(claims.defaultRole());
        }
        return new ServingNeeds(
                binder.bindOrCreate("postern.idempotency", IdempotencyProperties.class)
                        .table(),
                binder.bindOrCreate("postern.subscriptions", SubscriptionProperties.class)
                        .outbox(),
                binder.bindOrCreate("postern.identity.api-keys", ApiKeyProperties.class)
                        .table(),
                List.copyOf(roles),
                claims.defaultRole() != null);
    }

    /** The project's folder. */
    Path folder() {
        var folder = project.folder();
        if (!Files.isDirectory(folder)) {
            throw new SettingException("There is no folder " + folder + ". Correct postern.project.");
        }
        return folder;
    }

    /**
     * Whether Spring may find a file with settings besides the jar's own, which has none of a command's: looking for them
     * took a sixth of a short check.
     */
    private static boolean mayHaveFiles(ConfigurableEnvironment environment) {
        var isTold = environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .anyMatch(name -> ELSEWHERE.matcher(name).matches());
        return isTold || FILES.matcher(workingDirectory()).find();
    }

    /** A line for each file. */
    private static String workingDirectory() {
        var files = Path.of("").toAbsolutePath().toFile().list();
        return files == null ? "lib" : String.join("\n", files);
    }
}
