package dev.postern.execution;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Postgres is told of who asks, besides parameters, for row-level security.
 *
 * @param setting that holds the claims as JSON in each transaction, {@code postern.claims} or PostgREST's
 *     {@code request.jwt.claims}; default none
 * @param roleClaim the claim that names the role of each transaction; default none
 * @param roles that it may name
 * @param defaultRole of callers without it; default none, which is the role that serves
 */
@ConfigurationProperties(prefix = "postern.claims")
public record ClaimsProperties(
        @Nullable String setting,
        @Nullable String roleClaim,
        @DefaultValue List<String> roles,
        @Nullable String defaultRole) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");

    public ClaimsProperties {
        roles = List.copyOf(roles);
        if (setting != null && !NAME.matcher(setting).matches()) {
            throw new IllegalArgumentException("postern.claims.setting is '" + setting
                    + "'; a name with a dot is expected, such as postern.claims.");
        }
        if (roleClaim != null && roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "postern.claims.role-claim is set and postern.claims.roles is not: list the roles that it may name.");
        }
        if (roles.contains("none") || "none".equals(defaultRole)) {
            throw new IllegalArgumentException("postern.claims.roles: 'none' is no role of Postgres's.");
        }
    }
}
