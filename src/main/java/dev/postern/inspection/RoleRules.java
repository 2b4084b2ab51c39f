package dev.postern.inspection;

import dev.postern.finding.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the serving role may do more than it has to. */
final class RoleRules {

    private static final Place NOWHERE = new Place("postern.database.url", 0);
    private static final String CURE = "Serve as a role of its own: 'postern check --grants' prints what it needs.";

    private final Connection connection;
    private final Notes notes;

    RoleRules(Connection connection, Notes notes) {
        this.connection = connection;
        this.notes = notes;
    }

    void check(Collection<InspectedStatement> statements) throws SQLException {
        Set<String> tables = statements.stream()
                .flatMap(inspected -> inspected.tables().stream())
                .collect(Collectors.toSet());
        var role = ServingRole.of(connection, tables);
        if (role.superuser()) {
            warn("SQL-170", role, "is a superuser, to whom Postgres forbids nothing");
            return;
        }
        if (role.bypassesRows()) {
            warn("SQL-171", role, "has bypassrls, so no policy of row security holds");
        }
        if (!role.owned().isEmpty()) {
            warn(
                    "SQL-172",
                    role,
                    "owns " + String.join(", ", role.owned()) + ", so it may drop them, and no policy holds for it");
        }
        if (!role.creates().isEmpty()) {
            warn("SQL-173", role, "may create in the schema " + String.join(", ", role.creates()));
        }
    }

    private void warn(String code, ServingRole role, String fact) {
        notes.warning(code, NOWHERE, role.name(), "the serving role " + fact, CURE);
    }
}
