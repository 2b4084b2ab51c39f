package dev.postern.schema;

import graphql.language.Directive;
import graphql.language.EnumValueDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.TypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.ArrayList;
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

    /** Whether a directive stands anywhere. */
    static boolean use(TypeDefinitionRegistry registry, String directive) {
        return applied(registry).stream()
                .anyMatch(applied -> applied.directive().getName().equals(directive));
    }

    /**
     * A directive where it is applied.
     *
     * @param owner what it stands at
     */
    record Applied(Directive directive, Node<?> owner) {

        /** Whether that is something that clients give, and no answer has. */
        boolean isAtInput() {
            return isInput(owner);
        }
    }

    /** Whether clients give it, and no answer has it: an argument, an input object, its field, or the value of an enum. */
    static boolean isInput(Node<?> element) {
        return element instanceof InputValueDefinition
                || element instanceof EnumValueDefinition
                || element instanceof InputObjectTypeDefinition;
    }

    /** Every directive that is applied anywhere. */
    static List<Applied> applied(TypeDefinitionRegistry registry) {
        var applied = new ArrayList<Applied>();
        var elements = Stream.<Stream<? extends Node<?>>>of(
                        types(registry),
                        registry.getDirectiveDefinitions().values().stream(),
                        registry.schemaDefinition().stream(),
                        registry.getSchemaExtensionDefinitions().stream())
                .flatMap(all -> all)
                .toList();
        new NodeTraverser().preOrder(new Applying(applied), List.copyOf(elements));
        return applied;
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

    /** Collects the directives that are applied. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // the nodes of graphql-java's visitor are raw
    private static final class Applying extends NodeVisitorStub {

        private final List<Applied> directives;

        Applying(List<Applied> directives) {
            this.directives = directives;
        }

        @Override
        public TraversalControl visitDirective(Directive node, TraverserContext<Node> context) {
            directives.add(new Applied(node, (Node<?>) context.getParentNode()));
            return TraversalControl.CONTINUE;
        }
    }
}
