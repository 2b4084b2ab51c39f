package dev.postern.execution;

import dev.postern.identity.Caller;
import dev.postern.statement.TransactionSettings;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What Postgres is told of each caller, in each transaction; immutable. */
public final class CallerSettings {

    private final ClaimsProperties properties;

    public CallerSettings(ClaimsProperties properties) {
        this.properties = properties;
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
        var settings = new LinkedHashMap<String, String>();
        if (properties.setting() != null) {
            settings.put(properties.setting(), caller.json());
        }
        var role = claimed(caller) instanceof String named ? named : properties.defaultRole();
        if (role != null) {
            settings.put("role", role);
        }
        return TransactionSettings.of(settings);
    }
}
