package dev.postern.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a project's SDL says to a gateway that composes it with other services; immutable.
 *
 * @param on whether it says anything
 * @param keys the {@code @key}s of objects and interfaces, by type, in the order in which they stand
 * @param required the fields that a field needs of its representation, by the coordinate of what has {@code @requires}
 * @param external the coordinates of the fields that another service answers
 * @param access the specification's names of the directives that say who is answered what, by those that the SDL gives them
 * @param scalars the names of the scalars that were added to the schema, {@code _Any} among them
 * @param sdl what {@code _service} tells, empty where federation is off
 * @see <a href="https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec">Subgraph
 *     specification</a>
 */
public record Federation(
        boolean on,
        Map<String, List<EntityKey>> keys,
        Map<String, List<FieldPath>> required,
        Set<String> external,
        Map<String, String> access,
        Set<String> scalars,
        String sdl) {

    /** That of an SDL that says nothing of the kind. */
    public static final Federation NONE = new Federation(false, Map.of(), Map.of(), Set.of(), Map.of(), Set.of(), "");

    /** The field of {@code Query} that brings objects by their keys. */
    public static final String ENTITIES = "_entities";

    /** The field of {@code Query} that tells the SDL. */
    public static final String SERVICE = "_service";

    /** What {@link #ENTITIES} brings. */
    static final String ENTITY = "_Entity";

    /** The scalar of a representation. */
    static final String ANY = "_Any";

    /** The type of {@link #SERVICE}. */
    static final String SERVICE_TYPE = "_Service";

    public Federation {
        keys = Map.copyOf(keys);
        required = Map.copyOf(required);
        external = Set.copyOf(external);
        access = Map.copyOf(access);
        scalars = Set.copyOf(scalars);
    }

    /** The keys by which other services may ask for objects of a type, none where they may not. */
    public List<EntityKey> resolvableKeys(String typeName) {
        return keys.getOrDefault(typeName, List.of()).stream()
                .filter(EntityKey::resolvable)
                .toList();
    }
}
