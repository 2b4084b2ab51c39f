package dev.postern.binding;

import dev.postern.finding.Finding;
import dev.postern.finding.Place;
import dev.postern.schema.ColumnName;
import dev.postern.schema.Federation;
import dev.postern.schema.NotifyDirective;
import dev.postern.schema.ResumeDirective;
import dev.postern.statement.SqlStatement;
import dev.postern.statement.StatementCatalogue;
import dev.postern.statement.StatementKind;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The search for what answers each field.
 *
 * <p>The statement {@code T.f}, or the one that {@code @sql} names; otherwise Java, otherwise the parent's row.
 */
public final class Binder {

    private final GraphQLSchema schema;
    private final StatementCatalogue catalogue;
    private final Set<String> java;
    private final Federation federation;
    private final Set<String> javaEntities;
    private final ConnectionTypes connections;
    private final Map<String, FieldBinding> bindings = new TreeMap<>();
    private final Map<String, FieldBinding> totals = new TreeMap<>();
    private final Map<String, List<FieldBinding.Nested>> entities = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<SqlStatement> used = new HashSet<>();

    private Binder(
            GraphQLSchema schema,
            StatementCatalogue catalogue,
            Federation federation,
            Set<String> java,
            Set<String> javaEntities) {
        this.federation = federation;
        this.javaEntities = javaEntities;
        this.schema = schema;
        this.catalogue = catalogue;
        this.java = java;
        this.connections = new ConnectionTypes(schema);
    }

    /**
     * The bindings of a schema.
     *
     * @param java the coordinates of the fields that Java answers
     * @param javaEntities the types whose objects Java brings to other services
     */
    public static Bindings bind(
            GraphQLSchema schema,
            StatementCatalogue catalogue,
            Federation federation,
            Set<String> java,
            Set<String> javaEntities) {
        return new Binder(schema, catalogue, federation, java, javaEntities).bind();
    }

    private Bindings bind() {
        for (var type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && !object.getName().startsWith("__")) {
                object.getFieldDefinitions().forEach(field -> bind(object, field));
                entities(object);
            }
            if (type instanceof GraphQLInterfaceType wider && federation.keys().containsKey(wider.getName())) {
                entities(wider);
            }
        }
        named();
        catalogue.all().stream().filter(statement -> !used.contains(statement)).forEach(this::unused);
        return new Bindings(bindings, totals, entities, federation, findings);
    }

    /** What other services name by its keys. */
    private void named() {
        var field = schema.getQueryType().getFieldDefinition(Federation.ENTITIES);
        if (!federation.on() || field == null) {
            return;
        }
        var subject = Subject.of(schema, schema.getQueryType(), field);
        var types = new EntityTypes(schema, federation, javaEntities, bindings, entities);
        bindings.put(
                subject.coordinate(), new FieldBinding.Entities(subject.coordinate(), subject.shape(), types.find()));
        findings.addAll(types.findings());
    }

    private <T extends GraphQLNamedType & GraphQLOutputType> void entities(T type) {
        var found = new ArrayList<FieldBinding.Nested>();
        for (var statement : catalogue.all()) {
            if (EntityRules.isEntity(type.getName(), statement.name()) && used.add(statement)) {
                findings.addAll(EntityRules.check(statement));
                found.add(new FieldBinding.Nested(statement.name(), FieldShape.of(type), statement, keys(statement)));
            }
        }
        if (!found.isEmpty()) {
            entities.put(type.getName(), List.copyOf(found));
        }
    }

    private void bind(GraphQLObjectType type, GraphQLFieldDefinition field) {
        var subject = Subject.of(schema, type, field);
        if (federation.on() && subject.root() == Operation.QUERY && isFederation(subject)) {
            return;
        }
        var statement = statement(subject);
        if (java.contains(subject.coordinate())) {
            bindings.put(subject.coordinate(), new FieldBinding.Java(subject.coordinate()));
            if (statement != null) {
                error(
                        "BIND-112",
                        subject.place(),
                        subject.coordinate(),
                        "a Java data fetcher answers it, and so does the" + " statement " + statement,
                        "Remove one of the two.");
            }
            return;
        }
        var part = connections.part(type.getName(), field.getName());
        if (part != null) {
            bindings.put(subject.coordinate(), new FieldBinding.Paged(subject.coordinate(), subject.shape(), part));
            return;
        }
        if (connections.isClosed(type.getName())) {
            error(
                    "BIND-118",
                    subject.place(),
                    subject.coordinate(),
                    "nothing can answer a field of a connection, or of its page information, that Relay does not know",
                    "Remove it, or write a Java data fetcher; an edge may have fields of its own.");
            return;
        }
        if (statement == null) {
            withoutStatement(subject);
            return;
        }
        findings.addAll(ParameterRules.check(subject, statement));
        withStatement(subject, statement);
    }

    /** Whether a field is one that composing gateways ask. */
    private boolean isFederation(Subject subject) {
        return switch (subject.field().getName()) {
            case Federation.SERVICE -> {
                var service = new FieldBinding.Constant(subject.coordinate(), Map.of("sdl", federation.sdl()));
                bindings.put(subject.coordinate(), service);
                yield true;
            }
            case Federation.ENTITIES -> true;
            default -> false;
        };
    }

    private @Nullable SqlStatement statement(Subject subject) {
        GraphQLAppliedDirective named = subject.field().getAppliedDirective("sql");
        String name = named == null
                ? subject.coordinate()
                : named.getArgument("statement").getValue();
        var statement = catalogue.find(name);
        if (statement != null) {
            used.add(statement);
        }
        if (statement == null && named != null) {
            error(
                    "BIND-104",
                    subject.place(),
                    subject.coordinate(),
                    "@sql names the statement '" + name + "', " + missing(name),
                    "Add it, or correct the name.");
        }
        return statement;
    }

    private void withoutStatement(Subject subject) {
        var named = subject.field().getAppliedDirective("sql") != null;
        if (named) {
            return;
        }
        if (subject.root() == null
                && subject.field().getArguments().isEmpty()
                && !subject.shape().connection()) {
            var name = subject.field().getName();
            bindings.put(
                    subject.coordinate(),
                    new FieldBinding.Held(subject.coordinate(), subject.shape(), name, ColumnName.of(name)));
            return;
        }
        error(
                "BIND-101",
                subject.place(),
                subject.coordinate(),
                "no statement '" + subject.coordinate() + "' " + among(subject.coordinate()),
                "Add it, or remove the field.");
    }

    private void withStatement(Subject subject, SqlStatement statement) {
        if (subject.root() == Operation.SUBSCRIPTION) {
            subscribed(subject, statement);
            return;
        }
        if (subject.root() == Operation.MUTATION && subject.shape().connection()) {
            error(
                    "BIND-119",
                    subject.place(),
                    subject.coordinate(),
                    "a mutation cannot return " + subject.shape().display() + " itself",
                    "Return an object that has the connection as a field.");
            return;
        }
        if (subject.root() == Operation.MUTATION) {
            bindings.put(
                    subject.coordinate(), new FieldBinding.Write(subject.coordinate(), subject.shape(), statement));
            return;
        }
        if (!reads(subject, statement)) {
            return;
        }
        if (subject.root() == Operation.QUERY) {
            bindings.put(subject.coordinate(), new FieldBinding.Root(subject.coordinate(), subject.shape(), statement));
        } else {
            nested(subject, statement);
        }
        if (subject.shape().connection()) {
            findings.addAll(ConnectionRules.check(subject, statement));
            total(subject, statement);
        }
    }

    private boolean reads(Subject subject, SqlStatement statement) {
        if (statement.kind() == StatementKind.SELECT) {
            return true;
        }
        error(
                "BIND-108",
                statement.place(),
                subject.coordinate(),
                "the statement is an <" + statement.kind().element() + ">, and only a field of Mutation may write",
                "Make it a <select>, or the field one of Mutation.");
        return false;
    }

    private void subscribed(Subject subject, SqlStatement statement) {
        if (!reads(subject, statement)) {
            return;
        }
        var keys = keys(statement);
        findings.addAll(SubscriptionRules.check(subject, statement, keys));
        bindings.put(
                subject.coordinate(),
                new FieldBinding.Subscribed(
                        subject.coordinate(),
                        subject.shape(),
                        statement,
                        NotifyDirective.channel(subject.field()),
                        keys,
                        ResumeDirective.isAt(subject.field())));
    }

    /** What counts all rows, where the connection's type has a field for it. */
    private void total(Subject subject, SqlStatement statement) {
        var connection =
                (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(subject.field().getType());
        var field = connection.getFieldDefinition("totalCount");
        if (field == null || java.contains(connection.getName() + ".totalCount")) {
            return;
        }
        var name = statement.name() + "TotalCount";
        var counting = catalogue.find(name);
        if (counting == null) {
            error(
                    "BIND-120",
                    subject.place(),
                    subject.coordinate(),
                    connection.getName() + " has a totalCount, and there is no statement '" + name + "' " + among(name),
                    "Add it, or take totalCount out of the type.");
            return;
        }
        used.add(counting);
        findings.addAll(ParameterRules.checkTotal(subject, counting));
        total(subject, statement, counting, FieldShape.of(field.getType()));
    }

    private void total(Subject subject, SqlStatement statement, SqlStatement counting, FieldShape shape) {
        if (subject.root() == Operation.QUERY) {
            totals.put(subject.coordinate(), new FieldBinding.Root(subject.coordinate(), shape, counting));
            return;
        }
        var keys = keys(counting);
        if (!keys.equals(keys(statement))) {
            error(
                    "BIND-121",
                    counting.place(),
                    subject.coordinate(),
                    counting.name() + " takes the keys " + keys + ", and " + statement.name() + " takes "
                            + keys(statement),
                    "Take the same ones in both.");
            return;
        }
        totals.put(subject.coordinate(), new FieldBinding.Nested(subject.coordinate(), shape, counting, keys));
    }

    private static List<String> keys(SqlStatement statement) {
        return statement.parameters().stream()
                .filter(path -> path.startsWith("keys."))
                .map(path -> path.substring("keys.".length()).split("[.\\[]", 2)[0])
                .distinct()
                .sorted()
                .toList();
    }

    private void nested(Subject subject, SqlStatement statement) {
        var keys = keys(statement);
        if (keys.isEmpty()) {
            error(
                    "BIND-102",
                    statement.place(),
                    subject.coordinate(),
                    "the statement takes no keys, so it would have to run" + " once for each "
                            + subject.type().getName(),
                    "Take the parents' column as an array, as in"
                            + " 'where c.id = any(#{keys.id})', and return it as key_id.");
            return;
        }
        bindings.put(
                subject.coordinate(), new FieldBinding.Nested(subject.coordinate(), subject.shape(), statement, keys));
    }

    private void unused(SqlStatement statement) {
        findings.add(Finding.warning(
                "BIND-109",
                statement.place(),
                statement.name(),
                "the statement answers no field",
                "Remove it, correct its namespace or id, or name it with @sql."));
    }

    private String among(String name) {
        var nearest = catalogue
                .nearest(name)
                .map(statement -> "; nearest is '" + statement.name() + "' (" + statement.place() + ")")
                .orElse("");
        return "among " + catalogue.size() + " in sql-mappers/" + nearest;
    }

    private String missing(String name) {
        return "which is not " + among(name);
    }

    private void error(String code, Place place, String coordinate, String fact, String cure) {
        findings.add(Finding.error(code, place, coordinate, fact, cure));
    }
}
