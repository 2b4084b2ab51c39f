package dev.postern.binding;

import dev.postern.finding.Finding;
import dev.postern.finding.Nearest;
import dev.postern.schema.ColumnName;
import dev.postern.schema.ResumeDirective;
import dev.postern.statement.SqlStatement;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The agreement between what a field is given and what its statement takes. */
final class ParameterRules {

    private static final Set<String> RESERVED = Set.of("keys", "page", "event", "claims", "selection");

    private final Subject subject;
    private final SqlStatement statement;
    private final List<Finding> findings = new ArrayList<>();

    private ParameterRules(Subject subject, SqlStatement statement) {
        this.subject = subject;
        this.statement = statement;
    }

    static List<Finding> check(Subject subject, SqlStatement statement) {
        var rules = new ParameterRules(subject, statement);
        subject.field().getArguments().stream()
                .filter(argument -> !subject.shape().connection() || !PageArguments.contains(argument.getName()))
                .forEach(rules::argument);
        statement.parameters().forEach(rules::parameter);
        statement.comparisons().forEach(rules::comparison);
        return rules.findings;
    }

    /** The same for the statement that counts a connection's rows, which need not use every argument. */
    static List<Finding> checkTotal(Subject subject, SqlStatement counting) {
        var rules = new ParameterRules(subject, counting);
        counting.parameters().stream().filter(path -> !isPage(path)).forEach(rules::parameter);
        counting.parameters().stream().filter(ParameterRules::isPage).forEach(rules::page);
        counting.comparisons().forEach(rules::comparison);
        return rules.findings;
    }

    private static boolean isPage(String path) {
        var name = path.split("[.\\[]", 2)[0];
        return name.equals("page") || PageArguments.contains(name);
    }

    private void argument(GraphQLArgument argument) {
        var coordinate = subject.coordinate() + "(" + argument.getName() + ":)";
        if (RESERVED.contains(argument.getName())) {
            findings.add(Finding.error(
                    "BIND-103",
                    subject.place(),
                    coordinate,
                    "'" + argument.getName() + "' is a name that" + " the gateway gives to statements itself",
                    "Call the argument something else."));
            return;
        }
        if (!statement.uses(argument.getName()) && !isKey(argument) && !isCursor(argument)) {
            findings.add(Finding.error(
                    "BIND-106",
                    subject.place(),
                    coordinate,
                    "the statement " + statement + " does not use this argument",
                    "Use it as #{" + argument.getName() + "}, or remove it."));
        }
    }

    private boolean isKey(GraphQLArgument argument) {
        return subject.root() == Operation.SUBSCRIPTION && statement.uses("keys." + ColumnName.of(argument.getName()));
    }

    private boolean isCursor(GraphQLArgument argument) {
        return ResumeDirective.isAt(subject.field()) && argument.getName().equals(ResumeDirective.AFTER);
    }

    private void parameter(String path) {
        var names = path.split("[.\\[]");
        switch (names[0]) {
            case "keys" -> keys(path);
            case "claims", "selection" -> {}
            case "page" -> {
                if (!subject.shape().connection()) {
                    page(path);
                }
            }
            case "event" -> event(path);
            default -> value(path, names);
        }
    }

    /** A test that no value can pass is a slip. */
    private void comparison(String path, Set<String> texts) {
        switch (type(path)) {
            case GraphQLEnumType labelled -> {
                var labels = labelled.getValues().stream()
                        .map(GraphQLEnumValueDefinition::getName)
                        .toList();
                var lacking = "the enum " + labelled.getName() + " has only " + String.join(", ", labels);
                texts.stream().filter(text -> !labels.contains(text)).forEach(text -> never(path, text, lacking));
            }
            case GraphQLScalarType scalar ->
                texts.stream()
                        .filter(text -> isNever(scalar.getName(), text))
                        .forEach(text -> never(path, text, "it is " + scalar.getName()));
            case null -> {}
            default -> {}
        }
    }

    private static boolean isNever(String scalar, String text) {
        return switch (scalar) {
            case "Boolean" -> true;
            case "Int", "Float", "Long", "Decimal" -> !Character.isDigit(text.isEmpty() ? ' ' : text.charAt(0));
            default -> false;
        };
    }

    private void never(String path, String text, String why) {
        findings.add(Finding.error(
                "BIND-115",
                statement.place(),
                subject.coordinate(),
                "a test compares '" + path + "' with '" + text + "', and " + why,
                "Correct the text, or the argument's type."));
    }

    /** The type that a path leads to, without its wrappings; null when it leads nowhere. */
    private @Nullable GraphQLNamedType type(String path) {
        var names = path.split("[.\\[]", -1);
        var argument = subject.field().getArgument(names[0]);
        var type = argument == null ? null : GraphQLTypeUtil.unwrapAll(argument.getType());
        for (int i = 1; i < names.length && type != null; i++) {
            var field = type instanceof GraphQLInputObjectType input ? input.getFieldDefinition(names[i]) : null;
            type = field == null ? null : GraphQLTypeUtil.unwrapAll(field.getType());
        }
        return type;
    }

    private void keys(String path) {
        if (subject.root() != null && subject.root() != Operation.SUBSCRIPTION) {
            findings.add(Finding.error(
                    "BIND-107",
                    statement.place(),
                    subject.coordinate(),
                    "#{" + path + "} asks for parents' keys," + " and a field of "
                            + subject.type().getName() + " has no parents",
                    "Take an argument instead."));
        }
    }

    private void page(String path) {
        findings.add(Finding.error(
                "BIND-114",
                statement.place(),
                subject.coordinate(),
                "the statement takes '" + path + "', and is not the one that brings the rows of a connection",
                "Write it without a page, or make the field's type one that ends in Connection."));
    }

    private void event(String path) {
        if (subject.root() != Operation.SUBSCRIPTION) {
            findings.add(Finding.error(
                    "BIND-114",
                    statement.place(),
                    subject.coordinate(),
                    "the statement takes '" + path + "', and only a field of Subscription has an event",
                    "Write the statement without it."));
        }
    }

    private void value(String path, String[] names) {
        var argument = subject.field().getArgument(names[0]);
        if (argument == null) {
            unknown(
                    path,
                    names[0],
                    subject.field().getArguments().stream()
                            .map(GraphQLArgument::getName)
                            .toList());
            return;
        }
        var type = GraphQLTypeUtil.unwrapAll(argument.getType());
        for (int i = 1; i < names.length && !type.getName().equals("JSON"); i++) {
            if (!(type instanceof GraphQLInputObjectType input)) {
                inside(path, names[i - 1], type.getName());
                return;
            }
            var field = input.getFieldDefinition(names[i]);
            if (field == null) {
                unknown(
                        path,
                        names[i],
                        input.getFieldDefinitions().stream()
                                .map(f -> f.getName())
                                .toList());
                return;
            }
            type = GraphQLTypeUtil.unwrapAll(field.getType());
        }
    }

    private void inside(String path, String outer, String type) {
        findings.add(Finding.error(
                "BIND-105",
                statement.place(),
                subject.coordinate(),
                "the statement takes '" + path + "', and '" + outer + "' is " + type + ", which has nothing inside",
                "Take it whole, or make it an input object."));
    }

    private void unknown(String path, String name, List<String> known) {
        var candidates = new TreeSet<>(known);
        Optional<String> nearest = Nearest.to(name, candidates);
        var has = known.isEmpty() ? "it has no arguments" : "there are " + String.join(", ", candidates);
        findings.add(Finding.error(
                "BIND-105",
                statement.place(),
                subject.coordinate(),
                "the statement takes '" + path + "', which nothing gives it; " + has
                        + nearest.map(word -> ", nearest is '" + word + "'").orElse(""),
                "Correct the name, or add the argument."));
    }
}
