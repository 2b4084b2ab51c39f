package dev.postern;

import dev.postern.database.DatabaseProperties;
import dev.postern.database.MigrationProperties;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings of a command, from where a start has them and with the same refusals, without an application around them.
 *
 * <p>Making an application context took a third of a short check.
 */
record CheckSettings(
        ConfigurableEnvironment environment,
        ProjectProperties project,
        DatabaseProperties database,
        MigrationProperties migration) {

    /**
     * Flags, then the environment, then {@code .env}, then the files that Spring reads.
     *
     * @throws SettingException for a setting that does not exist, bare or as the cause of what Spring throws
     */
    static CheckSettings read(List<String> flags) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(flags.toArray(String[]::new)));
        ConfigurationPropertySources.attach(environment);
        RandomValuePropertySource.addToEnvironment(environment);
        if (environment.containsProperty("spring.application.json")) {
            new SpringApplicationJsonEnvironmentPostProcessor()
                    .postProcessEnvironment(environment, new SpringApplication());
        }
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        DotenvSettings.add(environment);
        SettingNames.check(environment);
        var binder = Binder.get(environment);
        return new CheckSettings(
                environment,
                binder.bindOrCreate("postern", ProjectProperties.class),
                binder.bindOrCreate("postern.database", DatabaseProperties.class),
                binder.bindOrCreate("postern.migration", MigrationProperties.class));
    }
}
