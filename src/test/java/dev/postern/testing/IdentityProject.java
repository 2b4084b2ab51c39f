package dev.postern.testing;

import dev.postern.identity.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The project whose rows belong to companies, served by a role that owns nothing. */
public final class IdentityProject {

    public static final Path FOLDER = Path.of("src/test/resources/identity");

    private IdentityProject() {}

    /** A fresh database with the roles that its migrations grant something to, as its serving role sees it. */
    public static String newDatabase() {
        TestServer.execute("""
                do $$ begin
                  if not exists (select from pg_roles where rolname = 'identity_gateway') then
                    create role identity_analyst;
                    create role identity_gateway login;
                    grant identity_analyst to identity_gateway;
                  end if;
                end $$""");
        return TestServer.newDatabase().replace("postgres@", "identity_gateway@");
    }

    /** A gateway that knows callers by tokens with the shared secret. */
    public static Gateway start(String url, String... settings) {
        var all = new ArrayList<>(List.of(
                "--postern.migration.user=postgres",
                "--postern.identity.jwt.secret=" + TestTokens.SECRET,
                "--postern.identity.jwt.issuer=" + TestTokens.ISSUER,
                "--postern.identity.jwt.audience=" + TestTokens.AUDIENCE));
        all.addAll(Arrays.asList(settings));
        return Gateway.start(FOLDER, url, all.toArray(String[]::new));
    }

    /** The header of a caller of this name and company. */
    public static String token(String subject, @Nullable Integer company) {
        return "Bearer "
                + TestTokens.secret(claims ->
                        claims.subject(subject).claim("company", company).claim("scope", null));
    }

    /** The response to an operation of somebody. */
    public static HttpResponse<String> ask(
            Gateway gateway, @Nullable String authorization, String query, Map<String, ?> variables) {
        var body = Gateway.JSON.writeValueAsString(Map.of("query", query, "variables", variables));
        var request = HttpRequest.newBuilder(gateway.uri("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return gateway.send(request.build());
    }
}
