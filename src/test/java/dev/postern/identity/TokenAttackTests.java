package dev.postern.identity;

import static dev.postern.identity.TestTokens.AUDIENCE;
import static dev.postern.identity.TestTokens.ISSUER;
import static dev.postern.identity.TestTokens.OTHER_RSA;
import static dev.postern.identity.TestTokens.RSA;
import static dev.postern.identity.TestTokens.claims;
import static dev.postern.identity.TestTokens.in;
import static dev.postern.identity.TestTokens.mac;
import static dev.postern.identity.TestTokens.part;
import static dev.postern.identity.TestTokens.rsa;
import static dev.postern.identity.TestTokens.signed;
import static dev.postern.identity.TestTokens.withHeader;
import static dev.postern.identity.TestTokens.withPayload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.sun.net.httpserver.HttpServer;
import dev.postern.identity.UnidentifiedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are good, and many that look like it, against a published key and a static one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAttackTests {

    private static final String REFUSED = "The token is not accepted here, or has expired.";
    private static final String UNREADABLE = "The header Authorization has nothing that is accepted here.";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile List<com.nimbusds.jose.jwk.JWK> published = List.of(RSA, TestTokens.EC);
    private final HttpServer issuer = issuer();

    private final Identification byUrl = identification(properties(
            "http://localhost:" + issuer.getAddress().getPort() + "/keys", null, null, List.of("RS256", "ES256")));

    private final Identification byKey = identification(properties(null, pem(), null, List.of()));
    private final Identification bySecret = identification(properties(null, null, TestTokens.SECRET, List.of()));

    private static String pem() {
        try {
            return TestTokens.pem(RSA.toRSAPublicKey().getEncoded());
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private HttpServer issuer() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                asked.incrementAndGet();
                var keys =
                        new com.nimbusds.jose.jwk.JWKSet(published).toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @AfterAll
    void stop() {
        issuer.stop(0);
    }

    private static TokenProperties properties(
            @Nullable String url, @Nullable String pem, @Nullable String secret, List<String> algorithms) {
        return new TokenProperties(
                url,
                pem,
                null,
                secret,
                null,
                ISSUER,
                List.of("https://unused.example", AUDIENCE),
                algorithms,
                Duration.ofSeconds(30),
                null,
                "policies");
    }

    private static Identification identification(TokenProperties tokens) {
        return Identification.of(
                new IdentityProperties(null, null),
                tokens,
                new ApiKeyProperties(null, null, "X-API-Key"),
                new CertificateProperties(false, CertificateProperties.Name.CN),
                null,
                table -> {
                    throw new IllegalStateException(table);
                });
    }

    /** @param header what is sent as Authorization */
    record Attack(String name, String header, String message) {

        static Attack token(String name, String token) {
            return new Attack(name, "Bearer " + token, REFUSED);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attack> attacks() throws Exception {
        var good = rsa(claims -> claims);
        var publicKey = RSA.toRSAPublicKey().getEncoded();
        var hs256 = new JWSHeader(JWSAlgorithm.HS256);
        var rs256 = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("known").build();
        var payload = good.split("\\.", -1)[1];
        return Stream.of(
                Attack.token("no signature at all", part("{\"alg\":\"none\"}") + "." + payload + "."),
                Attack.token("none in capitals", part("{\"alg\":\"NONE\"}") + "." + payload + "."),
                Attack.token("none in both", part("{\"alg\":\"nOnE\",\"kid\":\"known\"}") + "." + payload + "."),
                Attack.token("none with a signature", withHeader(good, "{\"alg\":\"none\",\"kid\":\"known\"}")),
                Attack.token("no algorithm", withHeader(good, "{\"kid\":\"known\"}")),
                Attack.token("the signature cut off", good.substring(0, good.lastIndexOf('.') + 1)),
                Attack.token(
                        "the signature of another token",
                        good.substring(0, good.lastIndexOf('.'))
                                + rsa(claims -> claims.subject("bob")).substring(good.lastIndexOf('.'))),
                Attack.token("HS256 by the public key's bytes", mac(publicKey, hs256, claims -> claims)),
                Attack.token(
                        "HS256 by the public key's PEM",
                        mac(pem().getBytes(StandardCharsets.UTF_8), hs256, claims -> claims)),
                Attack.token(
                        "HS256 by the public key with its kid",
                        mac(
                                publicKey,
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID("known")
                                        .build(),
                                claims -> claims)),
                Attack.token("HS512 in the header of RS256", withHeader(good, "{\"alg\":\"HS512\",\"kid\":\"known\"}")),
                Attack.token(
                        "RS512, which is not listed",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS512)
                                        .keyID("known")
                                        .build(),
                                RSA,
                                claims -> claims)),
                Attack.token(
                        "PS256, which is not listed",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.PS256)
                                        .keyID("known")
                                        .build(),
                                RSA,
                                claims -> claims)),
                Attack.token("another key", signed(new JWSHeader(JWSAlgorithm.RS256), OTHER_RSA, claims -> claims)),
                Attack.token("another key under a known kid", signed(rs256, OTHER_RSA, claims -> claims)),
                Attack.token(
                        "another key with itself in the header",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .jwk(OTHER_RSA.toPublicJWK())
                                        .build(),
                                OTHER_RSA,
                                claims -> claims)),
                Attack.token(
                        "another key with a URL of keys in the header",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .jwkURL(URI.create("http://localhost:1/keys"))
                                        .build(),
                                OTHER_RSA,
                                claims -> claims)),
                Attack.token(
                        "another key with a URL of certificates",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .x509CertURL(URI.create("http://localhost:1/x5u"))
                                        .build(),
                                OTHER_RSA,
                                claims -> claims)),
                Attack.token("a kid that is SQL", kid("' union select 'known' --")),
                Attack.token("a kid that is a path", kid("../../../../dev/null")),
                Attack.token("a kid that is a URL", kid("http://localhost:1/keys")),
                Attack.token("an empty kid", kid("")),
                Attack.token("a kid of another case", kid("KNOWN")),
                Attack.token("a kid with a null byte", kid("known\0")),
                Attack.token("a kid that is a list", withHeader(good, "{\"alg\":\"RS256\",\"kid\":[\"known\"]}")),
                Attack.token("two algorithms", withHeader(good, "{\"alg\":\"none\",\"alg\":\"RS256\"}")),
                Attack.token(
                        "a critical header that nobody knows",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("known")
                                        .criticalParams(Set.of("more"))
                                        .customParam("more", true)
                                        .build(),
                                RSA,
                                claims -> claims)),
                Attack.token("a token of another kind", signed(type("dpop+jwt"), RSA, claims -> claims)),
                Attack.token("a logout token", signed(type("logout+jwt"), RSA, claims -> claims)),
                Attack.token("another audience", rsa(claims -> claims.audience("https://another.example"))),
                Attack.token("an audience with a slash more", rsa(claims -> claims.audience(AUDIENCE + "/"))),
                Attack.token("no audience", rsa(claims -> claims.audience((String) null))),
                Attack.token("an audience that is a number", rsa(claims -> claims.claim("aud", 1))),
                Attack.token("another issuer", rsa(claims -> claims.issuer("https://evil.example"))),
                Attack.token("an issuer with more behind it", rsa(claims -> claims.issuer(ISSUER + ".evil.example"))),
                Attack.token("no issuer", rsa(claims -> claims.issuer(null))),
                Attack.token("the development issuer", rsa(claims -> claims.issuer(DevelopmentIssuer.ISSUER))),
                Attack.token("expired an hour ago", rsa(claims -> claims.expirationTime(in(-3600)))),
                Attack.token("expired beyond the clock's skew", rsa(claims -> claims.expirationTime(in(-35)))),
                Attack.token("no end", rsa(claims -> claims.expirationTime(null))),
                Attack.token("an end that is text", rsa(claims -> claims.claim("exp", "never"))),
                Attack.token("not good yet", rsa(claims -> claims.notBeforeTime(in(120)))),
                Attack.token(
                        "other claims",
                        withPayload(good, claims().subject("root").build().toString())),
                Attack.token("claims that are no object", withPayload(good, "[]")),
                Attack.token("claims that are no JSON", withPayload(good, "{")),
                Attack.token("four parts", good + ".x"),
                Attack.token("two parts", "a.b"),
                Attack.token("five parts, as an encrypted token has", "e30.e30.e30.e30.e30"),
                Attack.token("one part", "token"),
                new Attack("no token", "Bearer ", UNREADABLE),
                new Attack("only the scheme", "Bearer", UNREADABLE),
                new Attack("no scheme", good, UNREADABLE),
                new Attack("Basic", "Basic YW5uOmFubg==", UNREADABLE),
                new Attack("two tokens", "Bearer " + good + ", Bearer " + good, UNREADABLE),
                new Attack("a token behind a space", "Bearer x " + good, UNREADABLE),
                new Attack("a token with a line break", "Bearer " + good + "\nX: y", UNREADABLE),
                new Attack("an empty header", "", UNREADABLE),
                new Attack("a token of 100,000 characters", "Bearer " + "a".repeat(100_000), UNREADABLE),
                new Attack("a token in Cyrillic", "Bearer \u0430\u0431\u0432", UNREADABLE));
    }

    private static String kid(String id) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(), OTHER_RSA, claims -> claims);
    }

    private static JWSHeader type(String type) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("known")
                .type(new JOSEObjectType(type))
                .build();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void letsNothingIn(Attack attack) {
        // known before, so that what follows is refused for what it is
        assertEquals("ann", subject(byUrl, rsa(claims -> claims)));
        for (var identification : List.of(byUrl, byKey, bySecret)) {
            var refused = assertThrows(
                    UnidentifiedException.class,
                    () -> identification.caller(null, List.of(attack.header()), List.of()));
            assertEquals(attack.message(), refused.getMessage());
            assertEquals(Reason.REFUSED, refused.reason());
        }
    }

    private static @Nullable Object subject(Identification identification, String token) {
        return identification
                .caller(null, List.of("Bearer " + token), List.of())
                .claims()
                .get("sub");
    }

    @Test
    void goodOnesAreGood() {
        assertEquals("ann", subject(byUrl, rsa(claims -> claims)));
        assertEquals("ann", subject(byUrl, TestTokens.elliptic()));
        assertEquals("ann", subject(byKey, rsa(claims -> claims)));
        assertEquals("ann", subject(bySecret, TestTokens.secret(claims -> claims)));
        assertEquals("ann", subject(byKey, signed(type("at+jwt"), RSA, claims -> claims)));
        assertEquals("ann", subject(byKey, rsa(claims -> claims.expirationTime(in(-20)))));
        assertEquals("ann", subject(byKey, signed(new JWSHeader(JWSAlgorithm.RS256), RSA, claims -> claims)));
        assertEquals(
                "ann",
                byKey.caller(null, List.of("bearer  " + rsa(claims -> claims) + " "), List.of())
                        .claims()
                        .get("sub"));
    }

    @Test
    void aCallerHasItsClaimsAsTheyStoodInTheToken() {
        var caller = byKey.caller(
                null,
                List.of("Bearer "
                        + rsa(claims -> claims.claim("exp", 4102444800L)
                                .claim("company", 7)
                                .claim("tags", List.of("a", "b"))
                                .claim("org", Map.of("id", "x")))),
                List.of());

        assertEquals(Set.of("read", "write"), caller.scopes());
        assertEquals(
                "{\"aud\":[\"https://another.example\",\"https://api.example\"],\"company\":7,\"exp\":4102444800,"
                        + "\"iss\":\"https://issuer.example\",\"org\":{\"id\":\"x\"},\"scope\":\"read write\",\"sub\":\"ann\","
                        + "\"tags\":[\"a\",\"b\"]}",
                caller.json());
        assertEquals(caller.json().replace("\"exp\":4102444800,", ""), caller.lasting());
        assertEquals("an authenticated caller", caller.toString());
    }

    @Test
    void scopesAreFoundWhereIssuersPutThem() {
        assertEquals(
                Set.of("a", "b"), scopes(claims -> claims.claim("scope", null).claim("scp", List.of("a", "b"))));
        assertEquals(Set.of("a"), scopes(claims -> claims.claim("scope", null).claim("scp", "a")));
        assertEquals(Set.of(), scopes(claims -> claims.claim("scope", 1)));
    }

    private Set<String> scopes(java.util.function.UnaryOperator<com.nimbusds.jwt.JWTClaimsSet.Builder> change) {
        return byKey.caller(null, List.of("Bearer " + rsa(change)), List.of()).scopes();
    }

    /** An issuer that rotates its keys is asked once more, and made-up kids do not make it be asked again and again. */
    @Test
    void keysAreFoundWhenTheyAreNew() {
        var rotating = identification(properties(
                "http://localhost:" + issuer.getAddress().getPort() + "/keys", null, null, List.of("RS256")));
        assertEquals("ann", subject(rotating, rsa(claims -> claims)));
        var next = TestTokens.rsa("next");
        published = List.of(RSA, TestTokens.EC, next);
        var token =
                signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("next").build(), next, claims -> claims);

        assertEquals("ann", subject(rotating, token));
        var before = asked.get();
        for (int i = 0; i < 50; i++) {
            var made = kid("made-up-" + i);
            assertThrows(UnidentifiedException.class, () -> subject(rotating, made));
        }
        assertEquals(0, (asked.get() - before) / 3);
    }

    @Test
    void anIssuerThatDoesNotAnswerIsNoFaultOfTheToken() {
        var absent = identification(properties("http://localhost:1/keys", null, null, List.of()));
        var token = rsa(claims -> claims);
        for (int i = 0; i < 3; i++) {
            var failure = assertThrows(UnidentifiedException.class, () -> subject(absent, token));
            assertEquals(Reason.UNAVAILABLE, failure.reason());
            assertEquals("Tokens cannot be verified at the moment.", failure.getMessage());
        }
    }

    @Test
    void aTokenIsVerifiedOnce() {
        var token = List.of("Bearer " + rsa(claims -> claims));

        assertSame(byKey.caller(null, token, List.of()), byKey.caller(null, token, List.of()));
    }
}
