package dev.postern.inspection;

import dev.postern.binding.FieldBinding;
import dev.postern.finding.Place;
import dev.postern.schema.ColumnName;
import dev.postern.statement.StatementVariant.Parameter;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

/** Whether what a field gives to its statement can be bound to the type that Postgres reports. */
final class ParameterRules {

    private final SchemaFields fields;
    private final Catalogue catalogue;
    private final Notes notes;

    ParameterRules(SchemaFields fields, Catalogue catalogue, Notes notes) {
        this.fields = fields;
        this.catalogue = catalogue;
        this.notes = notes;
    }

    void check(InspectedStatement inspected) {
        for (var binding : inspected.bindings()) {
            for (var prepared : inspected.prepared()) {
                var parameters = prepared.bound();
                for (int i = 0; i < parameters.size(); i++) {
                    check(
                            inspected,
                            binding,
                            parameters.get(i),
                            prepared.parameters().get(i));
                }
            }
        }
    }

    private void check(InspectedStatement inspected, FieldBinding binding, Parameter parameter, DataType type) {
        var path = parameter.path();
        var place = parameter.place() == null ? inspected.statement().place() : parameter.place();
        if (path == null) {
            notes.notChecked(
                    place,
                    binding.coordinate() + " #{" + parameter.written() + "}",
                    "what <bind> or a counter makes has no declared type");
            return;
        }
        if (path.startsWith("page.")) {
            return;
        }
        if (path.startsWith("keys.")) {
            keys(binding, path, type, place);
            return;
        }
        var given = fields.given(binding, path);
        var coordinate = binding.coordinate() + " #{" + parameter.written() + "}";
        if (given == null) {
            notes.notChecked(place, coordinate, "nothing declares the type of '" + path + "'");
            return;
        }
        new Binding(coordinate, place, path).fits(given.type(), type);
    }

    private void keys(FieldBinding binding, String path, DataType type, Place place) {
        if (!type.isArray() && notes.first("SQL-113", binding.coordinate() + path)) {
            notes.error(
                    "SQL-113",
                    place,
                    binding.coordinate(),
                    "#{" + path + "} is a list of keys, and Postgres takes one " + type.display(),
                    "Write 'any(#{" + path + "})', or 'unnest(#{" + path + "}::" + type.display() + "[])'.");
        }
        if (type.isArray() && binding instanceof FieldBinding.Subscribed) {
            subscribers(binding, path, type, place);
        }
    }

    /** What subscribers give is an argument each. */
    private void subscribers(FieldBinding binding, String path, DataType type, Place place) {
        var given = fields.subscribed(binding, path.substring("keys.".length()));
        if (given != null) {
            new Binding(binding.coordinate() + " #{" + path + "}", place, path)
                    .fits(GraphQLTypeUtil.unwrapNonNull(given), catalogue.base(type.element()));
        }
    }

    private final class Binding {

        private final String coordinate;
        private final Place place;
        private final String path;

        Binding(String coordinate, Place place, String path) {
            this.coordinate = coordinate;
            this.place = place;
            this.path = path;
        }

        void fits(GraphQLType given, DataType type) {
            if (type.isJson()) {
                json(given, type);
                return;
            }
            if (GraphQLTypeUtil.isList(given)) {
                list(given, type);
                return;
            }
            if (type.isArray()) {
                error(
                        "SQL-112",
                        "'" + path + "' is one " + name(given) + ", and Postgres takes " + type.display(),
                        "Make it a list, or compare it without any().");
                return;
            }
            single(given, type);
        }

        /** JSON takes objects, lists of them, and whatever JSON has. */
        private void json(GraphQLType given, DataType type) {
            var whole = GraphQLTypeUtil.isList(given) || given instanceof GraphQLInputObjectType;
            if (!whole && !TypeFit.binds(name(given), type)) {
                notFit(given, type);
            }
        }

        /** An array of Postgres has any number of dimensions. */
        private void list(GraphQLType given, DataType type) {
            if (!type.isArray()) {
                error(
                        "SQL-112",
                        "'" + path + "' is " + GraphQLTypeUtil.simplePrint(given) + ", and Postgres takes one "
                                + type.display(),
                        "Write 'any(#{" + path + "})', or a <foreach>.");
                return;
            }
            var element = given;
            while (GraphQLTypeUtil.isList(element)) {
                element = GraphQLTypeUtil.unwrapNonNull(GraphQLTypeUtil.unwrapOne(element));
            }
            fits(element, catalogue.base(type.element()));
        }

        private void single(GraphQLType given, DataType type) {
            if (given instanceof GraphQLInputObjectType object && type.isComposite()) {
                object.getFieldDefinitions().forEach(field -> attribute(object, field, type));
                return;
            }
            if (given instanceof GraphQLInputObjectType object) {
                error(
                        "SQL-112",
                        "'" + path + "' is the input object " + object.getName() + ", and Postgres takes "
                                + type.display(),
                        "Name a field of it, as in '#{" + path + ".x}', or bind it to json.");
                return;
            }
            if (given instanceof GraphQLEnumType labelled) {
                labels(labelled, type);
                return;
            }
            if (!TypeFit.knows(name(given))) {
                notes.notChecked(place, coordinate, "the scalar " + name(given) + " is Java's own");
                return;
            }
            if (!TypeFit.binds(name(given), type)) {
                notFit(given, type);
            }
        }

        private void attribute(GraphQLInputObjectType object, GraphQLInputObjectField field, DataType type) {
            var column = type.attributes().get(ColumnName.of(field.getName()));
            var attribute = column == null ? type.attributes().get(field.getName()) : column;
            if (attribute == null) {
                error(
                        "SQL-112",
                        "'" + path + "' is the input object " + object.getName() + ", and Postgres's " + type.display()
                                + " has no attribute for '" + field.getName() + "'",
                        "Name its fields, as in '#{" + path + ".x}', or bind it to json.");
                return;
            }
            new Binding(coordinate, place, path + "." + field.getName())
                    .fits(GraphQLTypeUtil.unwrapNonNull(field.getType()), catalogue.base(attribute));
        }

        private void labels(GraphQLEnumType labelled, DataType type) {
            if (type.isText()) {
                return;
            }
            if (!type.isEnum()) {
                notFit(labelled, type);
                return;
            }
            var lacking = fields.labels(labelled).stream()
                    .filter(label -> !type.labels().contains(label))
                    .toList();
            if (!lacking.isEmpty() && notes.first("SQL-111", labelled.getName())) {
                error(
                        "SQL-111",
                        "the enum " + labelled.getName() + " has " + String.join(", ", lacking) + ", which "
                                + type.display() + " in Postgres lacks",
                        "Add it to the type by a migration, or take it out of the enum.");
            }
        }

        private void notFit(GraphQLType given, DataType type) {
            error(
                    "SQL-110",
                    "'" + path + "' is " + name(given) + ", and Postgres takes " + type.display(),
                    "Change the argument's type, or cast it in the SQL, which says that it is meant.");
        }

        private void error(String code, String fact, String cure) {
            if (notes.first(code, coordinate)) {
                notes.error(code, place, coordinate, fact, cure);
            }
        }

        private static String name(GraphQLType type) {
            return type instanceof GraphQLNamedType named ? named.getName() : GraphQLTypeUtil.simplePrint(type);
        }
    }
}
