package dev.postern.identity;

import dev.postern.identity.CertificateProperties.Name;
import dev.postern.identity.UnidentifiedException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attributes;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The callers that certificates speak for, of those whose issuer was verified with the connection.
 *
 * <p>Safe for use by several threads. Source: https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6
 */
final class ClientCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(ClientCertificates.class);

    /** The alternative names that become claims, by the numbers that a certificate has for them. */
    private static final Map<Integer, String> KINDS = Map.of(1, "email", 2, "dns", 6, "uri");

    private final Name sub;

    ClientCertificates(Name sub) {
        this.sub = sub;
    }

    /**
     * The caller with this certificate; its claims are {@code sub}, {@code dn} and {@code san}, and it has no scopes.
     *
     * @throws UnidentifiedException when it is over by now, or has not exactly one name that could be {@code sub}
     */
    Caller caller(X509Certificate certificate) {
        try {
            // it was good when the connection began, which may be long ago
            certificate.checkValidity();
            var dn = certificate.getSubjectX500Principal().getName();
            var alternatives = alternatives(certificate);
            var claims = new TreeMap<String, @Nullable Object>();
            claims.put("sub", sub(dn, alternatives));
            claims.put("dn", dn);
            claims.put("san", alternatives);
            return Caller.of(claims, Set.of(), Set.of());
        } catch (CertificateException | NamingException | UnidentifiedException failure) {
            LOG.debug("A certificate was refused: {}", failure.getMessage());
            throw new UnidentifiedException(Reason.REFUSED, "The certificate is not accepted here, or has expired.");
        }
    }

    private String sub(String dn, Map<String, List<String>> alternatives) throws NamingException {
        return switch (sub) {
            case DN -> one(List.of(dn));
            case CN -> one(commonNames(dn));
            case DNS -> one(alternatives.getOrDefault("dns", List.of()));
            case URI -> one(alternatives.getOrDefault("uri", List.of()));
            case EMAIL -> one(alternatives.getOrDefault("email", List.of()));
        };
    }

    /** Of two names nobody can say which is meant, and whoever issues certificates may have looked at the other one only. */
    private static String one(List<String> names) {
        if (names.size() != 1 || names.getFirst().isBlank() || hasControl(names.getFirst())) {
            throw new UnidentifiedException(Reason.REFUSED, "there is not exactly one name: " + names.size());
        }
        return names.getFirst();
    }

    private static boolean hasControl(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    private static List<String> commonNames(String dn) throws NamingException {
        var names = new ArrayList<String>();
        for (var part : new LdapName(dn).getRdns()) {
            add(part.toAttributes(), names);
        }
        return names;
    }

    /** One part may have several attributes, and one attribute several values. */
    private static void add(Attributes part, List<String> names) throws NamingException {
        var attribute = part.get("cn");
        for (int i = 0; attribute != null && i < attribute.size(); i++) {
            if (!(attribute.get(i) instanceof String name)) {
                throw new InvalidNameException("a common name is no text");
            }
            names.add(name);
        }
    }

    private static Map<String, List<String>> alternatives(X509Certificate certificate)
            throws CertificateParsingException {
        var names = new TreeMap<String, List<String>>();
        for (var name : Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of())) {
            var kind = KINDS.get((Integer) name.getFirst());
            if (kind != null) {
                names.computeIfAbsent(kind, first -> new ArrayList<>()).add(String.valueOf(name.get(1)));
            }
        }
        return names;
    }
}
