package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.UnidentifiedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys in a file, the development issuer, and who may be nobody. */
class IdentificationTests {

    private static final TokenProperties NO_TOKENS = tokens(null);

    @TempDir
    private Path folder;

    private static TokenProperties tokens(@Nullable String secret) {
        return new TokenProperties(
                null,
                null,
                null,
                secret,
                null,
                secret == null ? null : "*",
                secret == null ? List.of() : List.of("*"),
                List.of(),
                Duration.ZERO,
                null,
                "policies");
    }

    private static Identification of(
            @Nullable Boolean anonymous,
            TokenProperties tokens,
            @Nullable Path keys,
            @Nullable DevelopmentIssuer development) {
        return of(anonymous, null, tokens, keys, development);
    }

    private static Identification of(
            @Nullable Boolean anonymous,
            @Nullable String claims,
            TokenProperties tokens,
            @Nullable Path keys,
            @Nullable DevelopmentIssuer development) {
        var file = new ApiKeyProperties(keys == null ? null : keys.toString(), null, "X-API-Key");
        return Identification.of(
                new IdentityProperties(anonymous, claims),
                tokens,
                file,
                new CertificateProperties(false, CertificateProperties.Name.CN),
                development,
                table -> {
                    throw new IllegalStateException(table);
                });
    }

    @Test
    void inDevelopmentNobodyMayBeTakenForSomebody() {
        var claims = "{\"sub\": \"new\", \"company\": 12, \"scope\": \"read\"}";
        var development = DevelopmentIssuer.of(folder);
        var newcomer = of(null, claims, NO_TOKENS, null, development).caller(null, List.of(), List.of());
        assertTrue(newcomer.isAuthenticated());
        assertEquals("{\"company\":12,\"scope\":\"read\",\"sub\":\"new\"}", newcomer.json());
        assertEquals(Set.of("read"), newcomer.scopes());
        assertEquals(Caller.ANONYMOUS, of(null, claims, NO_TOKENS, null, null).caller(null, List.of(), List.of()));
        assertEquals(
                Reason.MISSING,
                assertThrows(
                                UnidentifiedException.class,
                                () -> of(false, claims, NO_TOKENS, null, development)
                                        .caller(null, List.of(), List.of()))
                        .reason());
        for (var malformed : List.of("company=12", "[12]", "null", "{", "")) {
            assertEquals(
                    "postern.identity.development-claims is no JSON object, such as {\"sub\": \"ann\", \"company\": 7}.",
                    assertThrows(IdentityException.class, () -> of(null, malformed, NO_TOKENS, null, null))
                            .getMessage());
        }
    }

    @Test
    void withoutAnythingEverybodyIsNobody() {
        var open = of(null, NO_TOKENS, null, null);

        assertTrue(open.isOpenBySilence());
        assertEquals(Caller.ANONYMOUS, open.caller(null, List.of("Bearer x", "Basic y"), List.of("z")));
        assertFalse(of(true, NO_TOKENS, null, null).isOpenBySilence());
    }

    @Test
    void withTokensNobodyIsNobodyUnlessThatIsSaid() {
        var closed = of(null, tokens(TestTokens.SECRET), null, null);
        var refused = assertThrows(UnidentifiedException.class, () -> closed.caller(null, List.of(), List.of()));

        assertEquals(Reason.MISSING, refused.reason());
        assertEquals("The request does not say who asks.", refused.getMessage());
        var both = of(true, tokens(TestTokens.SECRET), null, null);
        assertEquals(Caller.ANONYMOUS, both.caller(null, List.of(), List.of()));
        assertThrows(UnidentifiedException.class, () -> both.caller(null, List.of("Bearer x"), List.of()));
        assertThrows(
                UnidentifiedException.class,
                () -> of(false, NO_TOKENS, null, null).caller(null, List.of(), List.of()));
    }

    @Test
    void whoSaysItTwiceIsRefused() {
        var identification = of(null, tokens(TestTokens.SECRET), null, null);
        var token = "Bearer " + TestTokens.secret(claims -> claims);
        for (var refused : List.of(
                assertThrows(
                        UnidentifiedException.class,
                        () -> identification.caller(null, List.of(token, token), List.of())),
                assertThrows(
                        UnidentifiedException.class,
                        () -> identification.caller(null, List.of(token), List.of("x"))))) {
            assertEquals(Reason.MALFORMED, refused.reason());
            assertEquals("The request says more than once who asks.", refused.getMessage());
        }
    }

    @Test
    void keysInAFileAreRevokedAtOnce() throws IOException {
        var one = ApiKey.random();
        var two = ApiKey.random();
        var file = folder.resolve("keys");
        Files.writeString(
                file,
                "# ours\n\n" + ApiKey.hash(one) + " billing invoices:read,invoices:write\n" + ApiKey.hash(two)
                        + "  robot - {\"company\": 7, \"policies\": [\"internal\"]}\n");
        var identification = of(null, NO_TOKENS, file, null);

        var billing = identification.caller(null, List.of(), List.of(one));
        assertEquals(Set.of("invoices:read", "invoices:write"), billing.scopes());
        assertEquals("{\"scope\":\"invoices:read invoices:write\",\"sub\":\"billing\"}", billing.json());
        var robot = identification.caller(null, List.of(), List.of(two));
        assertEquals("{\"company\":7,\"policies\":[\"internal\"],\"scope\":\"\",\"sub\":\"robot\"}", robot.json());
        assertEquals(Set.of("internal"), robot.policies());

        Files.writeString(file, ApiKey.hash(two) + " robot -\n");
        var refused =
                assertThrows(UnidentifiedException.class, () -> identification.caller(null, List.of(), List.of(one)));
        assertEquals("The API key is not known here.", refused.getMessage());
        assertEquals(
                "{\"scope\":\"\",\"sub\":\"robot\"}",
                identification.caller(null, List.of(), List.of(two)).json());

        Files.delete(file);
        var gone =
                assertThrows(UnidentifiedException.class, () -> identification.caller(null, List.of(), List.of(two)));
        assertEquals(Reason.UNAVAILABLE, gone.reason());
    }

    @Test
    void aHashIsNoKey() throws IOException {
        var hash = ApiKey.hash(ApiKey.random());
        var file = Files.writeString(folder.resolve("keys"), hash + " robot -\n");
        var identification = of(null, NO_TOKENS, file, null);
        for (var key : List.of(hash, "", " ", "robot", "' or true --")) {
            assertThrows(UnidentifiedException.class, () -> identification.caller(null, List.of(), List.of(key)), key);
        }
    }

    @Test
    void aBrokenFileOfKeysStopsTheStart() throws IOException {
        var file = Files.writeString(folder.resolve("keys"), "# none\nsecret robot -\n");
        var refused = assertThrows(IdentityException.class, () -> of(null, NO_TOKENS, file, null));
        assertEquals(
                "Line 2 of the file of API keys is not '<SHA-256 in hexadecimal> <name> <scope,scope or -> <JSON or"
                        + " nothing>'. 'postern.jar key' prints one.",
                refused.getMessage());
    }

    @Test
    void theDevelopmentIssuersTokensAreForDevelopment() throws IOException {
        var issuer = DevelopmentIssuer.of(folder);
        var token = issuer.token("ann", List.of("read"), Map.of("company", 7), Duration.ofHours(1));
        var again = DevelopmentIssuer.of(folder);

        var caller = of(null, NO_TOKENS, null, again).caller(null, List.of("Bearer " + token), List.of());
        assertEquals("ann", caller.claims().get("sub"));
        assertEquals(7L, caller.claims().get("company"));
        assertEquals(Set.of("read"), caller.scopes());
        var inProduction = of(null, tokens(TestTokens.SECRET), null, null);
        assertThrows(
                UnidentifiedException.class, () -> inProduction.caller(null, List.of("Bearer " + token), List.of()));
        var beside = of(null, tokens(TestTokens.SECRET), null, again);
        assertEquals(
                "ann",
                beside.caller(null, List.of("Bearer " + token), List.of())
                        .claims()
                        .get("sub"));
        var theirs = "Bearer " + TestTokens.secret(claims -> claims.subject("bob"));
        assertEquals(
                "bob", beside.caller(null, List.of(theirs), List.of()).claims().get("sub"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve(".postern/development-token.key"))));
    }

    @Test
    void claimsDoNotChangeWhoseTokenItIs() {
        var issuer = DevelopmentIssuer.of(folder);
        var token = issuer.token("ann", List.of(), Map.of("sub", "root", "iss", "x", "exp", 1), Duration.ofHours(1));
        assertEquals(
                "ann",
                of(null, NO_TOKENS, null, issuer)
                        .caller(null, List.of("Bearer " + token), List.of())
                        .claims()
                        .get("sub"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    short | HS256 | postern.identity.jwt.secret has 5 bytes; the least is 32, because a shorter one can be guessed.
                    a secret of thirty-two bytes or more | RS256 | postern.identity.jwt.algorithms has 'RS256', which does not go with the key. Of HS256, HS384, HS512 at least one is expected.
                    a secret of thirty-two bytes or more | none | postern.identity.jwt.algorithms has 'none', which does not go with the key. Of HS256, HS384, HS512 at least one is expected.
                    """)
    void settingsThatVerifyNothingStopTheStart(String secret, String algorithm, String message) {
        var properties = new TokenProperties(
                null, null, null, secret, null, "*", List.of("*"), List.of(algorithm), Duration.ZERO, null, "policies");
        var refused = assertThrows(IdentityException.class, () -> of(null, properties, null, null));
        assertEquals(message, refused.getMessage());
        assertFalse(properties.toString().contains(secret));
    }

    @Test
    void settingsThatSayHalfStopTheStart() {
        assertEquals(
                "postern.identity.jwt.audience is not set: a token for another API would be good here. Set it to the claim"
                        + " \"aud\" of your tokens, or to * for any.",
                refusal("x", null, "iss", List.of()));
        assertEquals(
                "postern.identity.jwt.issuer is not set. Set it to the claim \"iss\" of your tokens, or to * for any.",
                refusal("x", null, null, List.of("a")));
        assertEquals(
                "postern.identity.jwt.* says which tokens are good, and nothing by which they are verified. Set"
                        + " postern.identity.jwt.jwks-url, public-key-file or secret-file.",
                refusal(null, null, "iss", List.of("a")));
        assertEquals(
                "Of postern.identity.jwt.jwks-url, public-key, public-key-file, secret and secret-file more than one is"
                        + " set. Keep one.",
                refusal("x", "y", "iss", List.of("a")));
    }

    private static @Nullable String refusal(
            @Nullable String url, @Nullable String secret, @Nullable String issuer, List<String> audience) {
        return assertThrows(
                        IdentityException.class,
                        () -> new TokenProperties(
                                url,
                                null,
                                null,
                                secret,
                                null,
                                issuer,
                                audience,
                                List.of(),
                                Duration.ZERO,
                                null,
                                "policies"))
                .getMessage();
    }
}
