package dev.postern;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingNamesTests {

    @Test
    void aMisspeltFlagIsRefused() {
        assertEquals(
                "There is no setting 'postern.database.pool-sise'; nearest is 'postern.database.pool-size'. Correct it,"
                        + " or remove it.",
                refusal(new MapPropertySource("flags", Map.of("postern.database.pool-sise", "3"))));
        assertEquals(
                "There is no setting 'postern.databse.url'; nearest is 'postern.database.url'. Correct it, or remove it.",
                refusal(new MapPropertySource("flags", Map.of("postern.databse.url", "x"))));
    }

    @Test
    void aMisspeltVariableIsRefused() {
        assertEquals(
                "There is no setting 'POSTERN_DATABASE_PASSWORT'; nearest is 'POSTERN_DATABASE_PASSWORD'. Correct it, or"
                        + " remove it.",
                refusal(new SystemEnvironmentPropertySource("env", Map.of("POSTERN_DATABASE_PASSWORT", "x"))));
    }

    @Test
    void whatExistsAndWhatIsNotOursIsTaken() {
        assertDoesNotThrow(() -> check(new MapPropertySource(
                "flags",
                Map.of(
                        "postern.scalars.long",
                        "number",
                        "postern.components[0]",
                        "a",
                        "postern.execution.path",
                        "reference",
                        "postern.database.poolSize",
                        "1",
                        "server.port",
                        "1"))));
        assertDoesNotThrow(() -> check(new SystemEnvironmentPropertySource(
                "env",
                Map.of(
                        "POSTERN_DATABASE_POOL_SIZE",
                        "5",
                        "POSTERN_MIGRATE",
                        "false",
                        "POSTERN_LIMITS_REQUEST_SIZE",
                        "1MB"))));
    }

    private static String refusal(PropertySource<?> source) {
        return String.valueOf(
                assertThrows(SettingException.class, () -> check(source)).getMessage());
    }

    private static void check(PropertySource<?> source) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        new SettingNames().postProcessEnvironment(environment, new SpringApplication());
    }
}
