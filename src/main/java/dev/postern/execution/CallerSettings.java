package dev.postern.execution;

import dev.postern.identity.Caller;
import dev.postern.statement.SettingsText;
import dev.postern.statement.TransactionSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Postgres is told of each caller, in each transaction; immutable. */
public final class CallerSettings {

    private static final String ROLE = "role";

    private final ClaimsProperties properties;
    private final SettingsText withoutRole;
    private final SettingsText withRole;

    public CallerSettings(ClaimsProperties properties) {
        var setting = properties.setting();
        List<String> claims = setting == null ? List.of() : List.of(setting);
        this.properties = properties;
        this.withoutRole = SettingsText.of(claims);
        this.withRole =
                SettingsText.of(Stream.concat(claims.stream(), Stream.of(ROLE)).toList());
    }

    /** Whether there is a role that this caller's statements may run as. */
    public boolean serve(Caller caller) {
        var claimed = claimed(caller);
        return claimed == null
                || (claimed instanceof String role && properties.roles().contains(role));
    }

    /** Whether what Postgres is told differs from caller to caller. */
    public boolean tellWhoAsks() {
        return properties.setting() != null || properties.roleClaim() != null;
    }

    private @Nullable Object claimed(Caller caller) {
        return properties.roleClaim() == null ? null : caller.claims().get(properties.roleClaim());
    }

    /**
     * The settings of a caller's transactions; claims come before the role, which may not be allowed to set them.
     *
     * @throws IllegalStateException for one that is not served
     */
    TransactionSettings of(Caller caller) {
        if (!serve(caller)) {
            throw new IllegalStateException("a caller is served whose role is not listed");
        }
        var role = claimed(caller) instanceof String named ? named : properties.defaultRole();
        if (properties.setting() == null) {
            return role == null ? TransactionSettings.NONE : withRole.with(List.of(role));
        }
        return role == null ? withoutRole.with(List.of(caller.json())) : withRole.with(List.of(caller.json(), role));
    }
}
