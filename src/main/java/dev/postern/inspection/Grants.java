package dev.postern.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The privileges that serving a project needs, as SQL: what statements ask for, what tables ask of whoever writes them, and
 * what settings ask for. What everybody may do already is not among them, nor what the roles may that it is given.
 *
 * <p>Source: https://www.postgresql.org/docs/18/ddl-priv.html
 */
final class Grants {

    private static final List<String> ORDER = List.of("select", "insert", "update", "delete");
    private static final String TO = " to postern;";

    private final Connection connection;
    private final ServingNeeds needs;
    private final boolean writes;
    private final boolean resumes;
    private final List<String> lines = new ArrayList<>();
    private final Rights rights = new Rights();

    private Grants(Connection connection, ServingNeeds needs, boolean writes, boolean resumes) {
        this.connection = connection;
        this.needs = needs;
        this.writes = writes;
        this.resumes = resumes;
    }

    /**
     * Lines of SQL for a role {@code postern}.
     *
     * @param writes whether there are mutations
     * @param resumes whether there are subscriptions that miss nothing
     */
    static List<String> of(
            Connection connection,
            Collection<InspectedStatement> statements,
            ServingNeeds needs,
            boolean writes,
            boolean resumes)
            throws SQLException {
        var grants = new Grants(connection, needs, writes, resumes);
        if (!needs.alwaysTaken()) {
            StatementRights.add(connection, statements, grants.rights);
            GrantedObjects.addBehind(connection, grants.rights);
        }
        grants.addSettings();
        grants.write(statements);
        return grants.lines;
    }

    private void addSettings() throws SQLException {
        if (writes && GrantedObjects.isThere(connection, needs.answers())) {
            rights.addByName(needs.answers(), needs.alwaysTaken() ? List.of("select", "update", "delete") : ORDER);
        }
        if (resumes && GrantedObjects.isThere(connection, needs.outbox())) {
            rights.addByName(needs.outbox(), List.of("select"));
        }
        if (needs.apiKeys() != null && GrantedObjects.isThere(connection, needs.apiKeys())) {
            rights.addByName(needs.apiKeys(), List.of("select"));
        }
    }

    private void write(Collection<InspectedStatement> statements) throws SQLException {
        var objects = new GrantedObjects(connection, needs.roles());
        var tables = objects.tables(rights);
        lines.add("create role postern login nosuperuser nobypassrls;");
        objects.database().ifPresent(name -> lines.add("grant connect on database " + name + TO));
        for (var schema : objects.schemas(tables.keySet(), rights, names(statements))) {
            lines.add("grant usage on schema " + schema + TO);
        }
        together(tables)
                .forEach((privileges, names) ->
                        lines.add("grant " + privileges + " on " + String.join(", ", names) + TO));
        objects.sequences(rights).forEach(name -> lines.add("grant usage on sequence " + name + TO));
        objects.functions(rights).forEach(name -> lines.add("grant execute on function " + name + TO));
        if (!needs.roles().isEmpty()) {
            lines.add("grant " + String.join(", ", objects.quoted(needs.roles())) + TO);
        }
        writeNotes();
    }

    private static Set<String> names(Collection<InspectedStatement> statements) {
        var names = new TreeSet<String>();
        statements.forEach(inspected -> names.addAll(inspected.tables()));
        return names;
    }

    private void writeNotes() throws SQLException {
        if (needs.alwaysTaken()) {
            lines.add("-- Statements run as one of these roles: what they need, each role has to have.");
        }
        if (writes && !GrantedObjects.isThere(connection, needs.answers())) {
            lines.add("-- There is no table " + needs.answers() + ": a mutation with an Idempotency-Key is refused.");
        }
        if (resumes && !GrantedObjects.isThere(connection, needs.outbox())) {
            lines.add("-- There is no table " + needs.outbox() + ": a subscription with @resume is refused.");
        }
        if (needs.apiKeys() != null && !GrantedObjects.isThere(connection, needs.apiKeys())) {
            lines.add("-- There is no table " + needs.apiKeys() + ": no API key is known.");
        }
        lines.add("-- Not looked at: what functions and triggers do beyond that, with the rights of who calls them.");
    }

    /** Tables that need the same, together. */
    private static Map<String, List<String>> together(Map<String, Set<String>> needed) {
        var tables = new TreeMap<String, List<String>>();
        needed.forEach((table, privileges) -> tables.computeIfAbsent(
                        String.join(
                                ", ",
                                ORDER.stream().filter(privileges::contains).toList()),
                        ignored -> new ArrayList<>())
                .add(table));
        tables.remove("");
        return tables;
    }
}
