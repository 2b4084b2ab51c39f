package dev.postern.testing;

import dev.postern.identity.TestTokens;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The demo as its own settings have it, served by a role that owns nothing. */
public final class DemoProject {

    public static final Path FOLDER = Path.of(".");

    /** The files with settings that a start in the demo's folder reads. */
    private static final String SETTINGS = "--spring.config.location=classpath:/,file:"
            + FOLDER.toAbsolutePath().normalize() + "/";

    /** What the database is told of somebody of company 12. */
    public static final String CLAIMS =
            "select set_config('postern.claims', '{\"company\": 12, \"sub\": \"ann\"}', false)";

    private DemoProject() {}

    /** A fresh database, as its serving role sees it. */
    public static String newDatabase() {
        var url = TestServer.migrated(FOLDER);
        TestServer.execute(url, """
                do $$ begin
                  create role demo_gateway login;
                exception when duplicate_object or unique_violation then null;
                end $$;
                grant visitor, analyst, operator to demo_gateway;
                grant delete on postern_idempotency to demo_gateway""");
        return url.replace("postgres@", "demo_gateway@");
    }

    /** A gateway that knows callers by tokens with the shared secret. */
    public static Gateway start(String url, String... settings) {
        return Gateway.start(FOLDER, url, settings(settings).toArray(String[]::new));
    }

    /** The settings of such a gateway, and others. */
    public static List<String> settings(String... others) {
        var all = new ArrayList<>(List.of(
                SETTINGS,
                "--postern.migration.user=postgres",
                "--postern.identity.jwt.secret=" + TestTokens.SECRET,
                "--postern.identity.jwt.issuer=" + TestTokens.ISSUER,
                "--postern.identity.jwt.audience=" + TestTokens.AUDIENCE));
        all.addAll(Arrays.asList(others));
        return all;
    }

    /** A gateway as the README has it started. */
    public static Gateway startForDevelopment(String url, String... settings) {
        var all = new ArrayList<>(List.of(SETTINGS, "--postern.migration.user=postgres", "--postern.dev=true"));
        all.addAll(Arrays.asList(settings));
        return Gateway.start(FOLDER, url, all.toArray(String[]::new));
    }

    /**
     * What somebody of company 12 is told who may not run a statement with a role: the constraint, the message of a trigger, or the SQLSTATE
     * of anything else; nothing stays of it.
     *
     * @param url of the tables' owner
     */
    public static String refusal(String url, String role, String sql) {
        try (var connection = TestServer.connect(url);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local role " + role);
            statement.execute(CLAIMS);
            statement.execute(sql);
            return "it is done";
        } catch (SQLException refused) {
            var message = String.valueOf(refused.getMessage());
            return switch (String.valueOf(refused.getSQLState())) {
                case "P0001" -> message.replaceAll("(?s)^ERROR: |\n.*", "");
                case "23514" -> message.replaceAll("(?s).*check constraint \"(\\w+)\".*", "$1");
                default -> String.valueOf(refused.getSQLState());
            };
        }
    }

    /** The header of somebody of a company, with a role of the database. */
    public static String token(String role, Object company) {
        return "Bearer "
                + TestTokens.secret(claims -> claims.subject(role + " of " + company)
                        .claim("role", role)
                        .claim("company", company)
                        .claim("scope", null));
    }
}
