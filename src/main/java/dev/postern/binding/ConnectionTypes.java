package dev.postern.binding;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of a schema that connections are made of, known by their names and fields. */
final class ConnectionTypes {

    private static final String SUFFIX = "Connection";
    private static final Map<String, PagePart> OF_CONNECTION = Map.of(
            "edges", PagePart.EDGES,
            "nodes", PagePart.NODES,
            "pageInfo", PagePart.PAGE_INFO,
            "totalCount", PagePart.TOTAL_COUNT);
    private static final Map<String, PagePart> OF_EDGE = Map.of("node", PagePart.NODE, "cursor", PagePart.CURSOR);
    private static final Map<String, PagePart> OF_INFO = Map.of(
            "hasNextPage", PagePart.HAS_NEXT_PAGE,
            "hasPreviousPage", PagePart.HAS_PREVIOUS_PAGE,
            "startCursor", PagePart.START_CURSOR,
            "endCursor", PagePart.END_CURSOR);

    private final Set<String> connections = new HashSet<>();
    private final Set<String> edges = new HashSet<>();
    private final Set<String> infos = new HashSet<>();

    ConnectionTypes(GraphQLSchema schema) {
        for (var type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && isConnection(object)) {
                connections.add(object.getName());
                add(object.getFieldDefinition("edges"), edges);
                add(object.getFieldDefinition("pageInfo"), infos);
            }
        }
    }

    private static void add(@Nullable GraphQLFieldDefinition field, Set<String> names) {
        if (field != null && GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType object) {
            names.add(object.getName());
        }
    }

    /** Whether a type is a connection: its name says so, and it has edges or page information. */
    static boolean isConnection(GraphQLType type) {
        return type instanceof GraphQLObjectType object
                && object.getName().endsWith(SUFFIX)
                && (object.getFieldDefinition("edges") != null || object.getFieldDefinition("pageInfo") != null);
    }

    /** Whether nothing but the parts of a page can be answered of a type. */
    boolean isClosed(String typeName) {
        return connections.contains(typeName) || infos.contains(typeName);
    }

    /** What a field shows, null where it is a field like any other. */
    @Nullable
    PagePart part(String typeName, String fieldName) {
        if (connections.contains(typeName)) {
            return OF_CONNECTION.get(fieldName);
        }
        if (infos.contains(typeName)) {
            return OF_INFO.get(fieldName);
        }
        return edges.contains(typeName) ? OF_EDGE.get(fieldName) : null;
    }
}
