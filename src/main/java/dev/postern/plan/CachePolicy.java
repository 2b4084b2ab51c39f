package dev.postern.plan;

import dev.postern.binding.FieldBinding;
import dev.postern.schema.CacheControl;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnmodifiedType;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * How long an operation's answer may be kept, as the {@code @cacheControl}s of what it selects say.
 *
 * <p>It is known before anything runs: a field counts whether or not the answer comes to have it. Source:
 * https://www.apollographql.com/docs/apollo-server/performance/caching
 */
final class CachePolicy {

    private static final String ENTITIES = "_entities";

    private final GraphQLSchema schema;
    private final Duration defaultMaxAge;
    private final Set<ObjectPlan> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    CachePolicy(GraphQLSchema schema, Duration defaultMaxAge) {
        this.schema = schema;
        this.defaultMaxAge = defaultMaxAge;
    }

    /** The hint for a query; a mutation has none. */
    CacheHint of(ObjectPlan root) {
        var hint = below(root, true);
        return hint.maxAge() == null ? CacheHint.NONE : hint;
    }

    private CacheHint below(ObjectPlan object, boolean isRoot) {
        if (!seen.add(object) || !(schema.getType(object.typeName()) instanceof GraphQLObjectType type)) {
            return CacheHint.NONE;
        }
        var hint = CacheHint.NONE;
        for (var field : object.fields()) {
            hint = hint.and(field(type, field, isRoot));
            for (var next : field.type().objects()) {
                hint = hint.and(below(next, false));
            }
        }
        return hint;
    }

    private CacheHint field(GraphQLObjectType parent, FieldPlan field, boolean isRoot) {
        var definition = parent.getFieldDefinition(field.name());
        if (definition == null) {
            return field.name().equals("__typename") ? CacheHint.NONE : new CacheHint(Duration.ZERO, false);
        }
        var type = GraphQLTypeUtil.unwrapAll(definition.getType());
        var claims = takesClaims(field.binding());
        if (isRoot && field.name().equals(ENTITIES)) {
            return entities(field);
        }
        var said = CacheControl.of(type).overriddenBy(CacheControl.of(definition));
        var isComposite = !field.type().objects().isEmpty();
        var maxAge = said.maxAge();
        if (maxAge == null && (isRoot || isComposite && !said.inherits())) {
            maxAge = defaultMaxAge;
        }
        return new CacheHint(maxAge, said.isPrivate() || claims);
    }
}
