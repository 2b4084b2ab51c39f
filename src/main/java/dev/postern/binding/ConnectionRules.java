package dev.postern.binding;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.statement.SqlStatement;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnmodifiedType;
import java.util.ArrayList;
import java.util.List;

/** What a field that is a connection needs besides a statement. */
final class ConnectionRules {

    private final Subject subject;
    private final SqlStatement statement;
    private final List<Finding> findings = new ArrayList<>();

    private ConnectionRules(Subject subject, SqlStatement statement) {
        this.subject = subject;
        this.statement = statement;
    }

    static List<Finding> check(Subject subject, SqlStatement statement) {
        var rules = new ConnectionRules(subject, statement);
        rules.pages();
        rules.arguments();
        return rules.findings;
    }

    private void pages() {
        if (statement.orders().isEmpty()) {
            error(
                    "BIND-116",
                    statement.place(),
                    "the field is " + subject.shape().display() + ", and the statement " + statement.name()
                            + " does not page",
                    "Say how its rows are sorted, as in <bind name=\"p\" value=\"page.by('v.name', 'v.id')\"/>, and use"
                            + " ${p.cursor}, ${p.seek}, ${p.order} and #{p.limit}.");
        }
    }

    private void arguments() {
        if (!has("first", "after") && !has("last", "before")) {
            error(
                    "BIND-117",
                    subject.place(),
                    "the field is " + subject.shape().display() + ", and nobody can ask for its pages",
                    "Add the arguments (first: Int, after: String), or (last: Int, before: String), or all four.");
        }
        PageArguments.TYPES.forEach((name, types) -> {
            var argument = subject.field().getArgument(name);
            if (argument != null && !types.contains(type(argument))) {
                error(
                        "BIND-117",
                        subject.place(),
                        "the argument '" + name + "' of a connection is " + type(argument),
                        "Make it " + (types.contains("Int") ? "Int" : "String") + ".");
            }
        });
    }

    private boolean has(String size, String position) {
        return subject.field().getArgument(size) != null && subject.field().getArgument(position) != null;
    }

    private static String type(GraphQLArgument argument) {
        GraphQLUnmodifiedType type = GraphQLTypeUtil.unwrapAll(argument.getType());
        return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(argument.getType()))
                ? GraphQLTypeUtil.simplePrint(argument.getType())
                : ((GraphQLNamedType) type).getName();
    }

    private void error(String code, Place place, String fact, String cure) {
        findings.add(Finding.error(code, place, subject.coordinate(), fact, cure));
    }
}
