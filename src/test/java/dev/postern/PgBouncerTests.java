package dev.postern;

import static dev.postern.testing.IdentityProject.ask;
import static dev.postern.testing.IdentityProject.token;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.testing.Gateway;
import dev.postern.testing.IdentityProject;
import dev.postern.testing.PgBouncer;
import dev.postern.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims through PgBouncer in transaction mode, where many of the gateway's connections share two of Postgres's. */
class PgBouncerTests {

    private final String url = IdentityProject.newDatabase();
    private final String owner = url.replace("identity_gateway@", "postgres@");

    @TempDir
    Path folder;

    @Test
    void nobodySeesWhatIsSomebodyElses() throws Exception {
        PgBouncer.require();
        TestServer.execute(owner, """
                alter role identity_gateway in database %s set default_transaction_read_only = on""".formatted(owner.substring(owner.lastIndexOf('/') + 1)));
        try (var pooler = PgBouncer.before(url, folder)) {
            for (var path : List.of("direct", "reference")) {
                try (var gateway = start(pooler, path)) {
                    assertEquals(List.of(), InterleavedCallers.wrong(gateway, path.equals("direct") ? 2000 : 1000));
                    writesAreTheCallers(gateway);
                }
            }
        }
        assertEquals(
                "0",
                TestServer.text(
                        owner,
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and state like 'idle in transaction%'"));
    }

    private Gateway start(PgBouncer pooler, String path) {
        return IdentityProject.start(
                pooler.url(url),
                "--postern.migration.url=" + owner,
                "--postern.execution.path=" + path,
                "--postern.database.pool-size=12",
                "--postern.identity.anonymous=true",
                "--postern.claims.setting=postern.claims",
                "--postern.claims.role-claim=role",
                "--postern.claims.roles=identity_analyst");
    }

    private static void writesAreTheCallers(Gateway gateway) {
        for (int time = 0; time < 20; time++) {
            var company = 1 + time % 3;
            assertEquals(
                    "{\"data\":{\"renameNotes\":3}}",
                    ask(gateway, token("ann", company), "mutation { renameNotes(text: \"new\") }", Map.of())
                            .body());
            assertEquals(
                    "{\"data\":{\"addNote\":{\"company\":" + company + "}},\"extensions\":{\"dryRun\":true}}",
                    ask(
                                    gateway,
                                    token("ann", company),
                                    "mutation @dryRun { addNote(text: \"x\") { company } }",
                                    Map.of())
                            .body());
            assertEquals(
                    "{\"data\":{\"me\":{\"company\":null,\"setting\":{}}}}",
                    ask(gateway, null, "{ me { company setting } }", Map.of()).body());
        }
    }
}
