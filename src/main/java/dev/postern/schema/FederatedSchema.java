package dev.postern.schema;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What federation adds to an SDL that uses it, and what that SDL says of its entities. */
final class FederatedSchema {

    private final TypeDefinitionRegistry registry;
    private final FederationNames names;
    private final Map<String, List<EntityKey>> keys = new LinkedHashMap<>();
    private final Map<String, List<FieldPath>> required = new LinkedHashMap<>();
    private final Set<String> external = new HashSet<>();
    private final Set<String> scalars = new HashSet<>();

    private FederatedSchema(TypeDefinitionRegistry registry, FederationNames names) {
        this.registry = registry;
        this.names = names;
    }

    /** Adds to a registry that is complete but for federation. */
    static Federation addTo(TypeDefinitionRegistry registry, FederationNames names) {
        var schema = new FederatedSchema(registry, names);
        SchemaElements.withFields(registry).forEach(schema::read);
        schema.share();
        var definitions = FederationDefinitions.of(names);
        var access = AccessDirectives.NAMES.stream().collect(Collectors.toMap(names::directive, name -> name));
        var sdl = PublishedSdl.forGateways(registry, definitions, access.keySet());
        definitions.forEach(schema::add);
        schema.entities();
        schema.service();
        return new Federation(true, schema.keys, schema.required, schema.external, access, schema.scalars, sdl);
    }

    /** What was made for connections is made the same by every service. */
    private void share() {
        if (names.isFirst()) {
            return;
        }
        var shareable =
                Directive.newDirective().name(names.directive("shareable")).build();
        for (var type : registry.getTypes(ObjectTypeDefinition.class)) {
            if (type.getSourceLocation() == null) {
                registry.remove(type);
                registry.add(type.transform(made -> made.directive(shareable)));
            }
        }
    }

    private void read(ImplementingTypeDefinition<?> type) {
        for (var key : type.getDirectives(names.directive("key"))) {
            var fields = FederationNames.text(key, "fields");
            keys.computeIfAbsent(type.getName(), name -> new ArrayList<>())
                    .add(new EntityKey(fields, isResolvable(key), FieldSet.paths(fields)));
        }
        var isExternal = type.hasDirective(names.directive("external"));
        for (var field : type.getFieldDefinitions()) {
            var coordinate = type.getName() + "." + field.getName();
            if (isExternal || field.hasDirective(names.directive("external"))) {
                external.add(coordinate);
            }
            field.getDirectives(names.directive("requires"))
                    .forEach(requires ->
                            required.put(coordinate, FieldSet.paths(FederationNames.text(requires, "fields"))));
        }
    }

    /** Whether other services may ask by a key. */
    static boolean isResolvable(Directive key) {
        var resolvable = key.getArgument("resolvable");
        return resolvable == null || !(resolvable.getValue() instanceof BooleanValue value) || value.isValue();
    }

    private void add(SDLNamedDefinition<?> definition) {
        if (definition instanceof ScalarTypeDefinition) {
            scalars.add(definition.getName());
        }
        var isThere = definition instanceof DirectiveDefinition
                ? registry.getDirectiveDefinition(definition.getName()).isPresent()
                : registry.hasType(definition.getName());
        if (!isThere) {
            registry.add(definition);
        }
    }

    private void entities() {
        var entities = keys.entrySet().stream()
                .filter(type -> type.getValue().stream().anyMatch(EntityKey::resolvable))
                .map(Map.Entry::getKey)
                .filter(name -> registry.getTypeOrNull(name) instanceof ObjectTypeDefinition)
                .toList();
        if (entities.isEmpty()) {
            return;
        }
        add(ScalarTypeDefinition.newScalarTypeDefinition().name(Federation.ANY).build());
        var union = UnionTypeDefinition.newUnionTypeDefinition().name(Federation.ENTITY);
        entities.forEach(name -> union.memberType(named(name)));
        add(union.build());
        var representations = InputValueDefinition.newInputValueDefinition()
                .name("representations")
                .type(required(
                        ListType.newListType(required(named(Federation.ANY))).build()))
                .build();
        addToQuery(FieldDefinition.newFieldDefinition()
                .name(Federation.ENTITIES)
                .inputValueDefinition(representations)
                .type(required(ListType.newListType(named(Federation.ENTITY)).build()))
                .build());
    }

    private void service() {
        add(ObjectTypeDefinition.newObjectTypeDefinition()
                .name(Federation.SERVICE_TYPE)
                .fieldDefinition(FieldDefinition.newFieldDefinition()
                        .name("sdl")
                        .type(required(named("String")))
                        .build())
                .build());
        addToQuery(FieldDefinition.newFieldDefinition()
                .name(Federation.SERVICE)
                .type(required(named(Federation.SERVICE_TYPE)))
                .build());
    }

    private void addToQuery(FieldDefinition field) {
        var isThere = SchemaElements.withFields(registry)
                .filter(type -> type.getName().equals("Query"))
                .flatMap(type -> type.getFieldDefinitions().stream())
                .anyMatch(other -> other.getName().equals(field.getName()));
        if (isThere) {
            return;
        }
        TypeDefinition<?> made = registry.hasType("Query")
                ? ObjectTypeExtensionDefinition.newObjectTypeExtensionDefinition()
                        .name("Query")
                        .fieldDefinition(field)
                        .build()
                : ObjectTypeDefinition.newObjectTypeDefinition()
                        .name("Query")
                        .fieldDefinition(field)
                        .build();
        registry.add(made);
    }

    private static Type<?> required(Type<?> type) {
        return NonNullType.newNonNullType(type).build();
    }

    private static TypeName named(String name) {
        return TypeName.newTypeName(name).build();
    }
}
