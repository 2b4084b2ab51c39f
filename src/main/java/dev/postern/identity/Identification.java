package dev.postern.identity;

import dev.postern.identity.UnidentifiedException.Reason;
import dev.postern.statement.ApiKeyTable;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who sends a request, by what it presents: a certificate, a token, a key, or nothing. Safe for use by several threads. */
public final class Identification {

    /** Source: RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/-]+=*) *");

    /** No token is longer than a request's head may be; a longer one is no token. */
    private static final int LONGEST = 16_384;

    private final List<TokenVerifier> verifiers;
    private final @Nullable ApiKeys keys;
    private final @Nullable ClientCertificates certificates;
    private final ClaimNames names;
    private final String keyHeader;
    private final Caller nobody;
    private final boolean mayBeAnonymous;
    private final boolean isSaid;

    private Identification(
            List<TokenVerifier> verifiers,
            @Nullable ApiKeys keys,
            @Nullable ClientCertificates certificates,
            ClaimNames names,
            String keyHeader,
            Caller nobody,
            IdentityProperties identity,
            boolean isSetUp) {
        this.verifiers = List.copyOf(verifiers);
        this.keys = keys;
        this.certificates = certificates;
        this.names = names;
        this.keyHeader = keyHeader;
        this.nobody = nobody;
        this.mayBeAnonymous = identity.mayBeAnonymous(isSetUp);
        this.isSaid = identity.anonymous() != null;
    }

    /**
     * Identification as it is set up.
     *
     * @param development whose tokens are accepted besides, null outside of development
     * @param tables makes the table of API keys by its name, where there is one
     * @throws IdentityException for settings by which nobody can be identified
     */
    public static Identification of(
            IdentityProperties identity,
            TokenProperties tokens,
            ApiKeyProperties apiKeys,
            CertificateProperties mtls,
            @Nullable DevelopmentIssuer development,
            Function<String, ApiKeyTable> tables) {
        var names = tokens.claimNames();
        var verifiers = new ArrayList<TokenVerifier>();
        if (tokens.isSetUp()) {
            verifiers.add(TokenVerifier.of(tokens));
        }
        if (development != null) {
            verifiers.add(development.verifier(names));
        }
        var certificates = mtls.enabled() ? new ClientCertificates(mtls.sub()) : null;
        var isSetUp = tokens.isSetUp() || apiKeys.isSetUp() || mtls.enabled();
        var nobody = identity.nobody(development != null, names);
        return new Identification(
                verifiers, keys(apiKeys, tables), certificates, names, apiKeys.header(), nobody, identity, isSetUp);
    }

    private static @Nullable ApiKeys keys(ApiKeyProperties properties, Function<String, ApiKeyTable> tables) {
        if (properties.file() != null) {
            return new ApiKeyFile(Path.of(properties.file()));
        }
        return properties.table() == null
                ? null
                : new KeptApiKeys(tables.apply(properties.table()), properties.table());
    }

    /** Whether nobody is asked who they are. */
    public boolean isOpen() {
        return verifiers.isEmpty() && keys == null && certificates == null && mayBeAnonymous;
    }

    /** Whether that is so and nobody has said that it is meant. */
    public boolean isOpenBySilence() {
        return isOpen() && !isSaid;
    }

    /** Whether whoever presents nothing is taken for somebody, which is for development only. */
    public boolean takesNobodyForSomebody() {
        return nobody.isAuthenticated() && mayBeAnonymous;
    }

    /** The header in which an API key is sent. */
    public String keyHeader() {
        return keyHeader;
    }

    /**
     * The caller of a request.
     *
     * @param certificate of the client, which its connection has verified; null where there is none
     * @param authorization what its headers {@code Authorization} say, none where there are none
     * @param apiKeys the same of {@link #keyHeader}
     * @throws UnidentifiedException when nobody can say who it is, or nobody may be nobody
     */
    public Caller caller(@Nullable X509Certificate certificate, List<String> authorization, List<String> apiKeys) {
        if (isOpen()) {
            return Caller.ANONYMOUS;
        }
        var byCertificate = certificates != null && certificate != null;
        var presented = authorization.size() + apiKeys.size() + (byCertificate ? 1 : 0);
        if (presented > 1) {
            throw new UnidentifiedException(Reason.MALFORMED, "The request says more than once who asks.");
        }
        if (presented == 0) {
            return anonymous();
        }
        if (certificates != null && certificate != null) {
            return certificates.caller(certificate);
        }
        return apiKeys.isEmpty() ? byToken(authorization.getFirst()) : byKey(apiKeys.getFirst());
    }

    private Caller anonymous() {
        if (mayBeAnonymous) {
            return nobody;
        }
        throw new UnidentifiedException(Reason.MISSING, "The request does not say who asks.");
    }

    private Caller byToken(String authorization) {
        var bearer = BEARER.matcher(authorization);
        if (verifiers.isEmpty() || authorization.length() > LONGEST || !bearer.matches()) {
            throw new UnidentifiedException(
                    Reason.REFUSED, "The header Authorization has nothing that is accepted here.");
        }
        var token = bearer.group(1);
        for (var verifier : verifiers.subList(0, verifiers.size() - 1)) {
            try {
                return verifier.verify(token);
            } catch (UnidentifiedException byAnotherPerhaps) {
                // in development there are two issuers
            }
        }
        return verifiers.getLast().verify(token);
    }

    private Caller byKey(String key) {
        var found = keys == null ? null : keys.find(ApiKey.hash(key));
        if (found == null) {
            throw new UnidentifiedException(Reason.REFUSED, "The API key is not known here.");
        }
        return found.caller(names);
    }
}
