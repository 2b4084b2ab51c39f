package dev.postern.schema;

import graphql.language.Directive;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The parts of an SDL, base types and extensions alike. */
final class SchemaElements {

    private SchemaElements() {}

    /** Every definition and extension of a type. */
    static Stream<TypeDefinition<?>> types(TypeDefinitionRegistry registry) {
        return Stream.<Collection<? extends TypeDefinition<?>>>of(
                        definitions(registry),
                        registry.scalars().values(),
                        flat(registry.objectTypeExtensions().values()),
                        flat(registry.interfaceTypeExtensions().values()),
                        flat(registry.unionTypeExtensions().values()),
                        flat(registry.enumTypeExtensions().values()),
                        flat(registry.inputObjectTypeExtensions().values()),
                        flat(registry.scalarTypeExtensions().values()))
                .flatMap(Collection::stream);
    }

    /** Those of objects and interfaces. */
    static Stream<ImplementingTypeDefinition<?>> withFields(TypeDefinitionRegistry registry) {
        return types(registry).mapMulti((type, all) -> {
            if (type instanceof ImplementingTypeDefinition<?> implementing) {
                all.accept(implementing);
            }
        });
    }

    /** Whether a directive stands at some type, or at a field of one. */
    static boolean use(TypeDefinitionRegistry registry, String directive) {
        return types(registry).anyMatch(type -> type.hasDirective(directive))
                || withFields(registry)
                        .flatMap(type -> type.getFieldDefinitions().stream())
                        .anyMatch(field -> field.hasDirective(directive));
    }

    /** The directives of the schema itself, and of what extends it. */
    static Stream<Directive> directives(TypeDefinitionRegistry registry) {
        return Stream.concat(registry.schemaDefinition().stream(), registry.getSchemaExtensionDefinitions().stream())
                .flatMap(schema -> schema.getDirectives().stream());
    }

    private static List<TypeDefinition<?>> definitions(TypeDefinitionRegistry registry) {
        return registry.types().values().stream()
                .<TypeDefinition<?>>map(type -> type)
                .toList();
    }

    private static <T> List<T> flat(Collection<List<T>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
