package dev.postern.schema;

import graphql.language.AstTransformer;
import graphql.language.DirectiveDefinition;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.language.SDLNamedDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeName;
import graphql.parser.ParserOptions;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The definitions that the specification of federation brings, under the names that an SDL gives them. */
final class FederationDefinitions {

    private FederationDefinitions() {}

    /** All of them, whether or not the SDL uses them. */
    static List<SDLNamedDefinition<?>> of(FederationNames names) {
        if (names.isFirst()) {
            return read("federation1").toList();
        }
        var renaming = new AstTransformer();
        var renamed = read("federation").<SDLNamedDefinition<?>>map(definition ->
                (SDLNamedDefinition<?>) renaming.transform(definition, new Renaming(names)));
        return Stream.concat(renamed, read("link")).toList();
    }

    /** The directives that the specification names, in its own words. */
    static Set<String> directives() {
        return read("federation")
                .filter(DirectiveDefinition.class::isInstance)
                .map(SDLNamedDefinition::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<SDLNamedDefinition<?>> read(String file) {
        var stream = FederationDefinitions.class.getResourceAsStream(file + ".graphqls");
        try (var reader = new InputStreamReader(Objects.requireNonNull(stream, file), StandardCharsets.UTF_8)) {
            var options = ParserOptions.newParserOptions()
                    .captureSourceLocation(false)
                    .build();
            return definitions(new SchemaParser().parse(reader, options));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<SDLNamedDefinition<?>> definitions(TypeDefinitionRegistry registry) {
        return Stream.<Stream<? extends SDLNamedDefinition<?>>>of(
                        SchemaElements.types(registry)
                                .filter(type -> !ScalarInfo.isGraphqlSpecifiedScalar(type.getName())),
                        registry.getDirectiveDefinitions().values().stream())
                .flatMap(all -> all);
    }

    @SuppressWarnings("rawtypes") // the nodes of graphql-java's visitor are raw
    private static final class Renaming extends NodeVisitorStub {

        private final FederationNames names;

        Renaming(FederationNames names) {
            this.names = names;
        }

        @Override
        public TraversalControl visitDirectiveDefinition(DirectiveDefinition node, TraverserContext<Node> context) {
            return change(node.transform(made -> made.name(names.directive(node.getName()))), context);
        }

        @Override
        public TraversalControl visitScalarTypeDefinition(ScalarTypeDefinition node, TraverserContext<Node> context) {
            return change(node.transform(made -> made.name(names.type(node.getName()))), context);
        }

        @Override
        public TraversalControl visitTypeName(TypeName node, TraverserContext<Node> context) {
            return ScalarInfo.isGraphqlSpecifiedScalar(node.getName())
                    ? TraversalControl.CONTINUE
                    : change(node.transform(made -> made.name(names.type(node.getName()))), context);
        }

        private static TraversalControl change(NamedNode<?> node, TraverserContext<Node> context) {
            return TreeTransformerUtil.changeNode(context, node);
        }
    }
}
