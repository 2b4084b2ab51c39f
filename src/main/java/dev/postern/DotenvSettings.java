package dev.postern;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Settings from {@code .env} in the working directory, named as in the environment and overridden by it.
 *
 * <p>The source's name ends as Spring asks of anything that reads {@code POSTERN_DATABASE_URL} as
 * {@code postern.database.url}.
 */
final class DotenvSettings implements EnvironmentPostProcessor {

    private static final String FILE = ".env";
    private static final Pattern LINE = Pattern.compile("\\s*|\\s*#.*|\\s*[\\w.-]+\\s*=.*");
    private static final String NAME = "dotenv-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        add(environment);
    }

    /** The settings of the {@code .env} in the working directory, if it has one. */
    static void add(ConfigurableEnvironment environment) {
        add(environment, Path.of(""));
    }

    /** The settings of the {@code .env} in this folder, if it has one. */
    static void add(ConfigurableEnvironment environment, Path folder) {
        if (!Files.isRegularFile(folder.resolve(FILE))) {
            return;
        }
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(NAME, read(folder)));
    }

    private static String place(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve(FILE));
            for (int i = 0; i < lines.size(); i++) {
                if (!LINE.matcher(lines.get(i)).matches()) {
                    return " at line " + (i + 1);
                }
            }
        } catch (IOException unreadable) {
            return "";
        }
        return "";
    }

    private static Map<String, Object> read(Path folder) {
        try {
            var settings = new LinkedHashMap<String, Object>();
            Dotenv.configure()
                    .directory(folder.toAbsolutePath().toString())
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                    .forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
            return settings;
        } catch (DotenvException malformed) {
            // its message has the line in it, and with the line perhaps a password
            throw new SettingException(".env in the working directory cannot be read" + place(folder)
                    + ". Each line is NAME=value, or a comment behind #.");
        }
    }
}
