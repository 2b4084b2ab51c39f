package dev.postern.schema;

import graphql.Directives;
import graphql.language.AstPrinter;
import graphql.language.AstTransformer;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An SDL for others: the project's own files as they are, with the types that were made, and without what only we
 * understand.
 */
final class PublishedSdl {

    private static final Set<String> OURS = Set.of(
            Additions.SQL, NotifyDirective.NAME, ResumeDirective.NAME, Transactions.TRANSACTION, Transactions.DRY_RUNS);
    private static final Set<String> KNOWN_TYPES = Set.of(Federation.ANY, Federation.ENTITY, Federation.SERVICE_TYPE);
    private static final Set<String> KNOWN_FIELDS = Set.of(Federation.SERVICE, Federation.ENTITIES);

    private final TypeDefinitionRegistry registry;
    private final Set<String> knownDirectives = new HashSet<>(OURS);
    private final Set<String> knownTypes = new HashSet<>(KNOWN_TYPES);

    /** @param definitions what federation defines, none for an SDL without it */
    private PublishedSdl(TypeDefinitionRegistry registry, List<SDLNamedDefinition<?>> definitions) {
        this.registry = registry;
        for (var definition : definitions) {
            var known = definition instanceof DirectiveDefinition ? knownDirectives : knownTypes;
            known.add(definition.getName());
        }
    }

    /**
     * What a service tells a composing gateway, which knows what federation defines.
     *
     * @param access the directives that say who is answered what, by the SDL's names
     */
    static String forGateways(
            TypeDefinitionRegistry registry, List<SDLNamedDefinition<?>> definitions, Set<String> access) {
        var sdl = new PublishedSdl(registry, definitions);
        return sdl.text(sdl.definitions(true), OURS, access);
    }

    /** What clients may ask for, without anything that is for composing. */
    static String forClients(TypeDefinitionRegistry registry, Optional<FederationNames> federation) {
        var sdl = new PublishedSdl(
                registry, federation.map(FederationDefinitions::of).orElse(List.of()));
        return sdl.text(sdl.definitions(false), sdl.knownDirectives, Set.of());
    }

    private String text(List<SDLDefinition<?>> definitions, Set<String> left, Set<String> leftAtInput) {
        var used = used(definitions);
        definitions.removeIf(definition -> isMadeScalar(definition) && !used.contains(name(definition)));
        var document =
                Document.newDocument().definitions(List.copyOf(definitions)).build();
        var shown = (Document) new AstTransformer().transform(document, new Leaving(left, leftAtInput));
        return AstPrinter.printAst(shown).strip() + "\n";
    }

    /** @param isForGateways whether what the schema links to is among them */
    private List<SDLDefinition<?>> definitions(boolean isForGateways) {
        var definitions = new ArrayList<SDLDefinition<?>>();
        if (isForGateways) {
            registry.schemaDefinition().ifPresent(definitions::add);
            definitions.addAll(registry.getSchemaExtensionDefinitions());
            oneOf().ifPresent(definitions::add);
        }
        registry.getDirectiveDefinitions().values().stream()
                .filter(directive -> !knownDirectives.contains(directive.getName()))
                .forEach(definitions::add);
        SchemaElements.types(registry)
                .filter(type -> !knownTypes.contains(type.getName()))
                .filter(type -> !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
                .filter(type -> !isOfGateways(type))
                .<TypeDefinition<?>>map(type -> isForGateways ? asWritten(type) : type)
                .forEach(definitions::add);
        return definitions;
    }

    /** A directive that is everybody's, which gateways only know where it is defined. */
    private Optional<DirectiveDefinition> oneOf() {
        var name = Directives.OneOfDirective.getName();
        return SchemaElements.types(registry).anyMatch(type -> type.hasDirective(name))
                ? Optional.of(Directives.ONE_OF_DIRECTIVE_DEFINITION)
                        .filter(defined -> registry.getDirectiveDefinition(name).isEmpty())
                : Optional.empty();
    }

    /** Whether it has nothing but the fields that gateways ask. */
    private static boolean isOfGateways(TypeDefinition<?> type) {
        return type instanceof ObjectTypeDefinition object
                && object.getName().equals("Query")
                && object.getFieldDefinitions().stream().allMatch(field -> KNOWN_FIELDS.contains(field.getName()));
    }

    /** An extension of what another service defines is one again. */
    private static TypeDefinition<?> asWritten(TypeDefinition<?> type) {
        if (!Additions.isExtension(type)) {
            return type;
        }
        return switch (type) {
            case ObjectTypeDefinition object ->
                ObjectTypeExtensionDefinition.newObjectTypeExtensionDefinition()
                        .name(object.getName())
                        .implementz(object.getImplements())
                        .directives(object.getDirectives())
                        .fieldDefinitions(object.getFieldDefinitions())
                        .build();
            case InterfaceTypeDefinition wider ->
                InterfaceTypeExtensionDefinition.newInterfaceTypeExtensionDefinition()
                        .name(wider.getName())
                        .implementz(wider.getImplements())
                        .directives(wider.getDirectives())
                        .definitions(wider.getFieldDefinitions())
                        .build();
            default -> type;
        };
    }

    private static boolean isMadeScalar(SDLDefinition<?> definition) {
        return definition instanceof ScalarTypeDefinition && definition.getSourceLocation() == null;
    }

    private static String name(SDLDefinition<?> definition) {
        return definition instanceof SDLNamedDefinition<?> named ? named.getName() : "";
    }

    private static Set<String> used(List<SDLDefinition<?>> definitions) {
        var used = new HashSet<String>();
        new NodeTraverser().preOrder(new Naming(used), List.copyOf(definitions));
        return used;
    }

    /** Collects the types that are named. */
    @SuppressWarnings("rawtypes") // the nodes of graphql-java's visitor are raw
    private static final class Naming extends NodeVisitorStub {

        private final Set<String> names;

        Naming(Set<String> names) {
            this.names = names;
        }

        @Override
        public TraversalControl visitTypeName(TypeName node, TraverserContext<Node> context) {
            names.add(node.getName());
            return TraversalControl.CONTINUE;
        }
    }

    /** Takes out what is not for others. */
    @SuppressWarnings("rawtypes") // the nodes of graphql-java's visitor are raw
    private static final class Leaving extends NodeVisitorStub {

        private final Set<String> directives;
        private final Set<String> atInput;

        /** @param atInput directives that others know in other places than where something can be given */
        Leaving(Set<String> directives, Set<String> atInput) {
            this.directives = directives;
            this.atInput = atInput;
        }

        @Override
        public TraversalControl visitDirective(Directive node, TraverserContext<Node> context) {
            var isLeft = directives.contains(node.getName())
                    || (atInput.contains(node.getName()) && SchemaElements.isInput(context.getParentNode()));
            return isLeft ? TreeTransformerUtil.deleteNode(context) : TraversalControl.CONTINUE;
        }

        @Override
        public TraversalControl visitFieldDefinition(FieldDefinition node, TraverserContext<Node> context) {
            return KNOWN_FIELDS.contains(node.getName())
                    ? TreeTransformerUtil.deleteNode(context)
                    : TraversalControl.CONTINUE;
        }
    }
}
