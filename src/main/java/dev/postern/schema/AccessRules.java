package dev.postern.schema;

import graphql.schema.GraphQLSchema;
import java.util.Map;
import java.util.Set;

/**
 * What each field asks of whoever is answered it, and of whoever gives something to it; immutable.
 *
 * <p>A field asks what its own directives say, those of its object's type, those of the type that it returns, and those of the
 * interfaces that have it, all of them together: another way to the same thing asks no less. What is given to a field asks
 * besides that ({@link InputRules}).
 */
public final class AccessRules {

    /** Those of a schema in which everybody is answered everything. */
    public static final AccessRules NONE = new AccessRules(Map.of(), InputRules.NONE);

    private final Map<String, Set<Requirement>> byCoordinate;
    private final InputRules inputs;

    private AccessRules(Map<String, Set<Requirement>> byCoordinate, InputRules inputs) {
        this.byCoordinate = Map.copyOf(byCoordinate);
        this.inputs = inputs;
    }

    /**
     * Those of a schema.
     *
     * @param federation under which names its SDL has the directives, besides their own
     */
    public static AccessRules of(GraphQLSchema schema, Federation federation) {
        var reading = AccessReading.of(schema, federation.access());
        return new AccessRules(reading.fields(), InputRules.of(schema, reading.inputs()));
    }

    /** What is asked for a field, nothing for one that anybody is answered. */
    public Set<Requirement> of(String coordinate) {
        return byCoordinate.getOrDefault(coordinate, Set.of());
    }

    /** What is asked for what is given to fields. */
    public InputRules inputs() {
        return inputs;
    }

    /** Whether nothing is asked anywhere. */
    public boolean areNone() {
        return byCoordinate.isEmpty() && inputs.areNone();
    }

    /** How many fields ask for something. */
    public int fields() {
        return byCoordinate.size();
    }
}
