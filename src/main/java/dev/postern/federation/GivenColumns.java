package dev.postern.federation;

import dev.postern.schema.FieldPath;
import dev.postern.statement.PostgresType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of representations' rows: one for each leaf, and one for a list, whatever is required of its elements. */
final class GivenColumns {

    private final GraphQLSchema schema;
    private final String typeName;
    private final TakenTypes taken;
    private final Map<String, GivenColumn> columns = new LinkedHashMap<>();

    GivenColumns(GraphQLSchema schema, String typeName, TakenTypes taken) {
        this.schema = schema;
        this.typeName = typeName;
        this.taken = taken;
    }

    /** Adds what a path leads to; what is no field leads nowhere. */
    void add(FieldPath path) {
        @Nullable GraphQLType at = schema.getType(typeName);
        for (int i = 0; i < path.fields().size(); i++) {
            var field = at instanceof GraphQLFieldsContainer object
                    ? object.getFieldDefinition(path.fields().get(i))
                    : null;
            if (field == null) {
                return;
            }
            at = GraphQLTypeUtil.unwrapNonNull(field.getType());
            var isList = GraphQLTypeUtil.isList(at);
            if (isList || GraphQLTypeUtil.isLeaf(at)) {
                add(path, i + 1, at, isList);
                return;
            }
        }
    }

    private void add(FieldPath path, int depth, GraphQLType type, boolean isList) {
        var fields = path.fields().subList(0, depth);
        var rest = path.fields().subList(depth, path.fields().size());
        var name = new FieldPath(fields).column();
        var inside = rest.isEmpty() ? List.<FieldPath>of() : List.of(new FieldPath(rest));
        columns.merge(name, new GivenColumn(fields, type, stored(name, type, isList), isList, inside), (one, other) -> {
            var both = new ArrayList<>(one.inside());
            both.addAll(other.inside());
            return new GivenColumn(fields, type, one.stored(), isList, both);
        });
    }

    private PostgresType stored(String name, GraphQLType type, boolean isList) {
        var known = taken.of(name);
        return known == null ? PostgresType.scalar(isList ? "jsonb" : stored(type)) : known;
    }

    /** What shows a value of the scalar as it came. */
    private static String stored(GraphQLType type) {
        return switch (type instanceof GraphQLNamedType named ? named.getName() : "") {
            case "Boolean" -> "bool";
            case "Int" -> "int4";
            case "Long" -> "int8";
            case "Float" -> "float8";
            case "Decimal" -> "numeric";
            case "UUID" -> "uuid";
            case "DateTime" -> "timestamptz";
            case "LocalDateTime" -> "timestamp";
            case "Date" -> "date";
            case "LocalTime" -> "time";
            case "Bytes" -> "bytea";
            case "JSON" -> "json";
            default -> "text";
        };
    }

    List<GivenColumn> all() {
        return List.copyOf(columns.values());
    }
}
