package dev.postern.schema;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @cacheControl} says of a field or of a type; immutable.
 *
 * @param maxAge how long a value may be kept, null where that is not said
 * @param isPrivate whether it is one person's, null where that is not said
 * @param inherits whether the object around it decides
 * @see <a href="https://www.apollographql.com/docs/apollo-server/performance/caching">Apollo's definition</a>
 */
public record CacheControl(
        @Nullable Duration maxAge, @Nullable Boolean isPrivate, boolean inherits) {

    private static final String DIRECTIVE = "cacheControl";
    private static final String SCOPE = "CacheControlScope";
    private static final CacheControl NOTHING = new CacheControl(null, null, false);

    private static final String DEFINITIONS = """
            "Who may keep an answer."
            enum CacheControlScope {
              "Everybody."
              PUBLIC
              "Only who has asked."
              PRIVATE
            }

            "For how long, and by whom, an answer with this may be kept."
            directive @cacheControl(
              "Seconds."
              maxAge: Int
              "Who may keep it."
              scope: CacheControlScope
              "Whether the object around it decides for how long."
              inheritMaxAge: Boolean
            ) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
            """;

    /** That of a field or a type of a schema. */
    public static CacheControl of(GraphQLDirectiveContainer element) {
        var directive = element.getAppliedDirective(DIRECTIVE);
        if (directive == null) {
            return NOTHING;
        }
        var isPrivate = value(directive, "scope") == null ? null : "PRIVATE".equals(value(directive, "scope"));
        if (Boolean.TRUE.equals(value(directive, "inheritMaxAge"))) {
            return new CacheControl(null, isPrivate, true);
        }
        return value(directive, "maxAge") instanceof Integer seconds
                ? new CacheControl(Duration.ofSeconds(Math.max(0, seconds)), isPrivate, false)
                : new CacheControl(null, isPrivate, false);
    }

    private static @Nullable Object value(GraphQLAppliedDirective directive, String argument) {
        var given = directive.getArgument(argument);
        return given == null ? null : given.getValue();
    }

    /** What holds for a field whose type says this, and which says something itself. */
    public CacheControl with(CacheControl field) {
        var itsScope = field.isPrivate == null ? isPrivate : field.isPrivate;
        if (field.inherits && maxAge == null) {
            return new CacheControl(null, itsScope, true);
        }
        return new CacheControl(field.maxAge == null ? maxAge : field.maxAge, itsScope, inherits);
    }

    /** Defines the directive in an SDL that uses it and does not say what it is. */
    static void addTo(TypeDefinitionRegistry registry) {
        if (registry.getDirectiveDefinition(DIRECTIVE).isPresent() || !SchemaElements.use(registry, DIRECTIVE)) {
            return;
        }
        var definitions = new SchemaParser().parse(DEFINITIONS);
        registry.add(definitions.getDirectiveDefinition(DIRECTIVE).orElseThrow());
        if (!registry.hasType(SCOPE)) {
            definitions.types().values().forEach(registry::add);
        }
    }
}
