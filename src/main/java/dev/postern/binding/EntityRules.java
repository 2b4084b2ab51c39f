package dev.postern.binding;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a statement must be to bring whole objects of a type by their keys.
 *
 * <p>Right: {@code <select id="entity">select v.id as key_id, v.* from vessel v where v.id = any(#{keys.id})</select>} in
 * namespace {@code Vessel}. Wrong: {@code where v.id = #{id}}, because nothing but keys is given to it.
 */
final class EntityRules {

    private static final Set<String> GIVEN = Set.of("keys", "claims", "selection");

    private final SqlStatement statement;
    private final List<Finding> findings = new ArrayList<>();

    private EntityRules(SqlStatement statement) {
        this.statement = statement;
    }

    /** Whether a statement is one by its name: {@code Vessel.entity}, {@code Vessel.entityByName}. */
    static boolean isEntity(String typeName, String name) {
        return name.equals(typeName + ".entity") || name.startsWith(typeName + ".entityBy");
    }

    static List<Finding> check(SqlStatement statement) {
        var rules = new EntityRules(statement);
        rules.kind();
        rules.parameters();
        return rules.findings;
    }

    private void kind() {
        if (statement.kind() != StatementKind.SELECT) {
            error(
                    "BIND-108",
                    "the statement is an <" + statement.kind().element() + ">, and an entity is only read",
                    "Make it a <select>.");
        }
        if (statement.parameters().stream().noneMatch(path -> path.startsWith("keys."))) {
            error(
                    "BIND-102",
                    "the statement takes no keys, so nobody could say which objects it shall bring",
                    "Take them as an array, as in 'where v.id = any(#{keys.id})', and return it as key_id.");
        }
    }

    private void parameters() {
        statement.parameters().stream()
                .filter(path -> !GIVEN.contains(path.split("[.\\[]", 2)[0]))
                .forEach(path -> error(
                        "BIND-105",
                        "the statement takes '" + path + "', which nothing gives it; an entity is given keys",
                        "Take the column that rows know the object by, as in #{keys.id}."));
    }

    private void error(String code, String fact, String cure) {
        Place place = statement.place();
        findings.add(Finding.error(code, place, statement.name(), fact, cure));
    }
}
