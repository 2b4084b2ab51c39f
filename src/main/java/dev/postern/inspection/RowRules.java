package dev.postern.inspection;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.binding.FieldShape;
import dev.postern.finding.Finding;
import dev.postern.statement.SqlStatement;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement's columns must be for the fields that its rows answer. */
final class RowRules {

    private final GraphQLSchema schema;
    private final Bindings bindings;

    RowRules(GraphQLSchema schema, Bindings bindings) {
        this.schema = schema;
        this.bindings = bindings;
    }

    /** The faults of one binding; a column that two types need and neither gets is one of each. */
    List<Finding> check(FieldBinding binding, FieldShape shape, SqlStatement statement, List<String> columns) {
        var findings = new ArrayList<Finding>();
        var returned = new Returned(statement, columns);
        if (binding instanceof FieldBinding.Nested nested) {
            nested.keys()
                    .forEach(key -> returned.require(
                            "key_" + key,
                            "SQL-102",
                            binding.coordinate(),
                            "Return the key that each row belongs to under that name.",
                            findings));
        }
        if (shape.leaf()) {
            leaf(binding, returned, findings);
            return findings;
        }
        if (columns.isEmpty()) {
            findings.add(Finding.error(
                    "SQL-107",
                    statement.place(),
                    binding.coordinate(),
                    "the statement returns no rows, and" + " the field is " + shape.display(),
                    "Add 'returning' with the columns of its fields."));
            return findings;
        }
        object(binding, shape, returned, findings);
        return findings;
    }

    /** A mutation may answer with the number of rows, then it returns none. */
    private static void leaf(FieldBinding binding, Returned returned, List<Finding> findings) {
        var values = returned.columns().stream()
                .filter(column -> !column.startsWith("key_"))
                .toList();
        if (values.size() == 1 || (binding instanceof FieldBinding.Write && values.isEmpty())) {
            return;
        }
        findings.add(Finding.error(
                "SQL-106",
                returned.statement().place(),
                binding.coordinate(),
                "the field is a leaf, and the statement returns the columns " + returned.columns(),
                "Return one column besides key_*."));
    }

    private void object(FieldBinding binding, FieldShape shape, Returned returned, List<Finding> findings) {
        var type = schema.getType(shape.typeName());
        if (!(type instanceof GraphQLObjectType)) {
            returned.require(
                    "__typename",
                    "SQL-105",
                    binding.coordinate(),
                    "Return the name of each row's type, as in 'Vessel' as \"__typename\".",
                    findings);
        }
        for (var name : possible(type)) {
            bindings.all().stream()
                    .filter(field -> field.typeName().equals(name))
                    .sorted((left, right) -> left.coordinate().compareTo(right.coordinate()))
                    .forEach(field -> field(field, returned, findings));
        }
    }

    private List<String> possible(@Nullable Object type) {
        return switch (type) {
            case GraphQLObjectType object -> List.of(object.getName());
            case GraphQLInterfaceType abstractType -> names(schema.getImplementations(abstractType));
            case GraphQLUnionType union -> names(union.getTypes());
            case null -> List.of();
            default -> List.of();
        };
    }

    private static List<String> names(List<? extends GraphQLNamedType> types) {
        return types.stream().map(GraphQLNamedType::getName).toList();
    }

    private static void field(FieldBinding field, Returned returned, List<Finding> findings) {
        switch (field) {
            case FieldBinding.Held held -> held(held, returned, findings);
            case FieldBinding.Nested nested ->
                nested.keys()
                        .forEach(key -> returned.require(
                                key,
                                "SQL-104",
                                field.coordinate(),
                                "Its statement " + nested.statement() + " takes it as a key: return it.",
                                findings));
            case FieldBinding.Root ignored -> {}
            case FieldBinding.Write ignored -> {}
            case FieldBinding.Java ignored -> {}
        }
    }

    private static void held(FieldBinding.Held held, Returned returned, List<Finding> findings) {
        var object = !held.shape().leaf() && !held.shape().list();
        if (returned.has(held.field()) || (object && returned.hasPrefix(held.column() + "_"))) {
            return;
        }
        var cure = held.shape().leaf()
                ? "Return it, or write a statement '" + held.coordinate() + "'."
                : "Write a statement '" + held.coordinate() + "', or return it as jsonb or as columns '" + held.column()
                        + "_…'.";
        returned.require(held.column(), "SQL-103", held.coordinate(), cure, findings);
    }

    /** A statement's columns. */
    private record Returned(SqlStatement statement, List<String> columns) {

        boolean has(String column) {
            return columns.contains(column);
        }

        boolean hasPrefix(String prefix) {
            return columns.stream().anyMatch(column -> column.startsWith(prefix));
        }

        void require(String column, String code, String coordinate, String cure, List<Finding> findings) {
            if (!has(column)) {
                findings.add(Finding.error(
                        code,
                        statement.place(),
                        coordinate,
                        "the statement " + statement.name() + " returns no column '" + column + "', only "
                                + String.join(", ", columns),
                        cure));
            }
        }
    }
}
