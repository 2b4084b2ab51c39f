package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.testing.Folders;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DotenvSettingsTests {

    @TempDir
    private Path folder;

    @Test
    void theEnvironmentIsAboveTheFileAndTheFileAboveApplicationYml() {
        Folders.write(folder, Map.of(".env", """
                        # a comment
                        POSTERN_DATABASE_USER=file
                        POSTERN_DATABASE_PASSWORD="file's # own"
                        POSTERN_DATABASE_POOL_SIZE=20
                        """));
        var environment = environment();

        DotenvSettings.add(environment, folder);

        assertEquals("environment", setting(environment, "postern.database.user"));
        assertEquals("file's # own", setting(environment, "postern.database.password"));
        assertEquals("20", setting(environment, "postern.database.pool-size"));
        assertEquals("application.yml", setting(environment, "postern.database.url"));
    }

    @Test
    void withoutAFileNothingChanges() {
        var environment = environment();

        DotenvSettings.add(environment, folder);

        assertEquals("application.yml", setting(environment, "postern.database.pool-size"));
    }

    @Test
    void aMalformedFileIsToldOf() {
        Folders.write(folder, Map.of(".env", "SERVER_PORT=8080\nPOSTERN_DATABASE_PASSWORD s3cret\n"));

        var failure = assertThrows(SettingException.class, () -> DotenvSettings.add(environment(), folder));

        assertEquals(
                ".env in the working directory cannot be read at line 2. Each line is"
                        + " NAME=value, or a comment behind #.",
                failure.getMessage());
    }

    private static StandardEnvironment environment() {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of("POSTERN_DATABASE_USER", "environment")));
        sources.addLast(new MapPropertySource(
                "application.yml",
                Map.of(
                        "postern.database.user", "application.yml",
                        "postern.database.url", "application.yml",
                        "postern.database.pool-size", "application.yml")));
        return environment;
    }

    private static String setting(StandardEnvironment environment, String name) {
        return Binder.get(environment).bind(name, String.class).orElse("(none)");
    }
}
