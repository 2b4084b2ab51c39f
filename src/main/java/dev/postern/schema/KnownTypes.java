package dev.postern.schema;

import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.Node;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types of an SDL, extensions put to what they extend. */
final class KnownTypes {

    private final Map<String, KnownType> types = new TreeMap<>();
    private final String key;

    KnownTypes(TypeDefinitionRegistry registry) {
        this.key = FederationNames.of(registry)
                .map(names -> names.directive("key"))
                .orElse("key");
        SchemaElements.types(registry)
                .filter(type -> !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
                .forEach(this::add);
    }

    Collection<KnownType> all() {
        return types.values();
    }

    @Nullable
    KnownType find(String name) {
        return types.get(name);
    }

    private void add(TypeDefinition<?> type) {
        var known = types.computeIfAbsent(type.getName(), name -> new KnownType(name, kind(type), type));
        switch (type) {
            case ImplementingTypeDefinition<?> object -> add(object, known);
            case InputObjectTypeDefinition input -> known.inputs().putAll(byName(input.getInputValueDefinitions()));
            case EnumTypeDefinition labels ->
                labels.getEnumValueDefinitions().forEach(value -> known.values().put(value.getName(), value));
            case UnionTypeDefinition union -> union.getMemberTypes().forEach(member -> put(member, known.members()));
            default -> {}
        }
    }

    private void add(ImplementingTypeDefinition<?> type, KnownType known) {
        type.getFieldDefinitions().forEach(field -> known.fields().put(field.getName(), field));
        type.getImplements().forEach(wider -> put(wider, known.interfaces()));
        for (Directive directive : type.getDirectives(key)) {
            if (FederatedSchema.isResolvable(directive)) {
                known.keys().put(FieldSet.canonical(FederationNames.text(directive, "fields")), directive);
            }
        }
    }

    private static void put(Type<?> type, Map<String, Node<?>> named) {
        if (type instanceof TypeName name) {
            named.put(name.getName(), name);
        }
    }

    static Map<String, InputValueDefinition> byName(List<InputValueDefinition> values) {
        var byName = new TreeMap<String, InputValueDefinition>();
        values.forEach(value -> byName.put(value.getName(), value));
        return byName;
    }

    private static String kind(TypeDefinition<?> type) {
        return switch (type) {
            case InterfaceTypeDefinition ignored -> "an interface";
            case ImplementingTypeDefinition<?> ignored -> "an object";
            case InputObjectTypeDefinition ignored -> "an input object";
            case EnumTypeDefinition ignored -> "an enum";
            case UnionTypeDefinition ignored -> "a union";
            default -> "a scalar";
        };
    }
}
