package dev.postern.schema;

import graphql.language.Description;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of connections that the SDL names and does not declare.
 *
 * <p>{@code VesselConnection} is made of {@code Vessel}; {@code extend type VesselConnection { totalCount: Int! }} adds to it,
 * as {@code extend type VesselEdge} does to its edges.
 *
 * @see <a href="https://relay.dev/graphql/connections.htm">Connections, by Relay</a>
 */
final class MadeConnections {

    private static final String CONNECTION = "Connection";
    private static final String EDGE = "Edge";
    private static final String INFO = "PageInfo";

    private final TypeDefinitionRegistry registry;

    private MadeConnections(TypeDefinitionRegistry registry) {
        this.registry = registry;
    }

    static void addTo(TypeDefinitionRegistry registry) {
        var made = new MadeConnections(registry);
        made.missing(CONNECTION).forEach(made::connection);
        made.missing(EDGE).forEach(made::edge);
        if (made.named().contains(INFO) && !registry.types().containsKey(INFO)) {
            made.pageInfo();
        }
    }

    /** The types with this ending that some field has and nobody declares, without it, if that is a type. */
    private Set<String> missing(String ending) {
        return named().stream()
                .filter(name -> name.endsWith(ending) && !registry.types().containsKey(name))
                .map(name -> name.substring(0, name.length() - ending.length()))
                .filter(registry::hasType)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> named() {
        var declared = registry.types().values().stream();
        var extended = registry.objectTypeExtensions().values().stream().flatMap(List::stream);
        var interfaces = registry.interfaceTypeExtensions().values().stream().flatMap(List::stream);
        return Stream.<Stream<?>>of(declared, extended, interfaces)
                .flatMap(types -> types)
                .filter(ImplementingTypeDefinition.class::isInstance)
                .flatMap(type -> ((ImplementingTypeDefinition<?>) type).getFieldDefinitions().stream())
                .map(field -> TypeUtil.unwrapAll(field.getType()).getName())
                .collect(Collectors.toSet());
    }

    private void connection(String node) {
        add(
                node + CONNECTION,
                "A page of " + node + ".",
                field(
                        "edges",
                        required(ListType.newListType(required(named(node + EDGE)))
                                .build())),
                field(
                        "nodes",
                        required(ListType.newListType(required(named(node))).build())),
                field("pageInfo", required(named(INFO))));
    }

    private void edge(String node) {
        add(
                node + EDGE,
                "One of a page of " + node + ".",
                field("cursor", required(named("String"))),
                field("node", required(named(node))));
    }

    private void pageInfo() {
        add(
                INFO,
                "Where a page stands among all.",
                field("hasNextPage", required(named("Boolean"))),
                field("hasPreviousPage", required(named("Boolean"))),
                field("startCursor", named("String")),
                field("endCursor", named("String")));
    }

    private void add(String name, String description, FieldDefinition... fields) {
        registry.add(ObjectTypeDefinition.newObjectTypeDefinition()
                .name(name)
                .description(new Description(description, null, false))
                .fieldDefinitions(List.of(fields))
                .build());
    }

    private static FieldDefinition field(String name, Type<?> type) {
        return FieldDefinition.newFieldDefinition().name(name).type(type).build();
    }

    private static Type<?> required(Type<?> type) {
        return NonNullType.newNonNullType(type).build();
    }

    private static TypeName named(String name) {
        return TypeName.newTypeName(name).build();
    }
}
