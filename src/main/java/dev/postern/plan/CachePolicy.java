package dev.postern.plan;

import dev.postern.binding.FieldBinding;
import dev.postern.schema.CacheControl;
import dev.postern.schema.Federation;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How long an operation's answer may be kept, as the {@code @cacheControl}s of what it selects say.
 *
 * <p>It is known before anything runs: a field counts whether or not the answer comes to have it. Source:
 * https://www.apollographql.com/docs/apollo-server/performance/caching
 */
final class CachePolicy {

    private final GraphQLSchema schema;
    private final Duration defaultMaxAge;
    private final Set<ObjectPlan> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    CachePolicy(GraphQLSchema schema, Duration defaultMaxAge) {
        this.schema = schema;
        this.defaultMaxAge = defaultMaxAge;
    }

    /** The hint for a query. */
    CacheHint of(ObjectPlan root) {
        return below(root, true);
    }

    private CacheHint below(ObjectPlan object, boolean isRoot) {
        if (!seen.add(object) || !(schema.getType(object.typeName()) instanceof GraphQLObjectType type)) {
            return CacheHint.NONE;
        }
        var hint = new CacheHint(null, object.entities().stream().anyMatch(CachePolicy::takesClaims));
        for (var field : object.fields()) {
            hint = hint.and(field(type, field, isRoot));
            for (var next : field.type().objects()) {
                hint = hint.and(below(next, false));
            }
        }
        return hint;
    }

    private CacheHint field(GraphQLObjectType parent, FieldPlan field, boolean isRoot) {
        if (isTypename(field)) {
            return CacheHint.NONE;
        }
        var definition = parent.getFieldDefinition(field.name());
        if (definition == null) {
            return new CacheHint(Duration.ZERO, false);
        }
        var claims = new CacheHint(null, takesClaims(field.binding()));
        if (isRoot && field.name().equals(Federation.ENTITIES)) {
            return claims.and(entities(field));
        }
        var said = said(definition);
        var isComposite = !field.type().objects().isEmpty();
        return claims.and(hint(said, isRoot || (isComposite && !said.inherits())));
    }

    private static CacheControl said(GraphQLFieldDefinition definition) {
        var ofField = CacheControl.of(definition);
        return GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLDirectiveContainer type
                ? CacheControl.of(type).with(ofField)
                : ofField;
    }

    /** Another service's question says by its fragments which types it is about. */
    private CacheHint entities(FieldPlan field) {
        return field.type().objects().stream()
                .filter(object -> object.fields().stream().anyMatch(Predicate.not(CachePolicy::isTypename)))
                .map(object -> schema.getType(object.typeName()))
                .filter(GraphQLObjectType.class::isInstance)
                .map(type -> hint(CacheControl.of((GraphQLObjectType) type), true))
                .reduce(CacheHint::and)
                .orElseGet(() -> new CacheHint(defaultMaxAge, false));
    }

    private static boolean isTypename(FieldPlan field) {
        return field.name().equals("__typename");
    }

    private CacheHint hint(CacheControl said, boolean isLimited) {
        var maxAge = said.maxAge() == null && isLimited ? defaultMaxAge : said.maxAge();
        return new CacheHint(maxAge, Boolean.TRUE.equals(said.isPrivate()));
    }

    /** What depends on who asks is nobody else's, whatever the schema says. */
    private static boolean takesClaims(@Nullable FieldBinding binding) {
        return binding != null && binding.takesClaims();
    }
}
