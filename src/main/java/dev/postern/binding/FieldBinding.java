package dev.postern.binding;

import dev.postern.statement.SqlStatement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What answers a field. */
public sealed interface FieldBinding {

    /** Type and field, as in {@code Vessel.owner}. */
    String coordinate();

    /** The type of the coordinate. */
    default String typeName() {
        return coordinate().substring(0, coordinate().indexOf('.'));
    }

    /** The field of the coordinate. */
    default String fieldName() {
        return coordinate().substring(coordinate().indexOf('.') + 1);
    }

    /** The statement that answers it, null where none does. */
    default @Nullable SqlStatement statementOrNull() {
        return switch (this) {
            case Root root -> root.statement();
            case Write write -> write.statement();
            case Nested nested -> nested.statement();
            case Subscribed subscribed -> subscribed.statement();
            case Held held -> null;
            case Paged paged -> null;
            case Java java -> null;
            case Entities entities -> null;
            case Constant constant -> null;
        };
    }

    /** Whether a statement of its own answers it. */
    default boolean hasStatement() {
        return statementOrNull() != null;
    }

    /** Whether its statement brings a page of rows. */
    default boolean isConnection() {
        return switch (this) {
            case Root root -> root.shape().connection();
            case Nested nested -> nested.shape().connection();
            case Write ignored -> false;
            case Subscribed ignored -> false;
            case Held ignored -> false;
            case Paged ignored -> false;
            case Java ignored -> false;
            case Entities ignored -> false;
            case Constant ignored -> false;
        };
    }

    /** What its statement takes lists of, so that one run answers all who ask; sorted, none where it takes no lists. */
    default List<String> keys() {
        return List.of();
    }

    /** Whether its answer depends on who asks. */
    default boolean takesClaims() {
        var statement = statementOrNull();
        return statement != null && statement.uses("claims");
    }

    /** Whether its statement looks at what is selected below. */
    default boolean takesSelection() {
        var statement = statementOrNull();
        return statement != null && statement.uses("selection");
    }

    /**
     * A field of {@code Query}: its statement runs once, with the field's arguments.
     */
    record Root(String coordinate, FieldShape shape, SqlStatement statement) implements FieldBinding {}

    /** A field of {@code Mutation}: its statement runs once, in a transaction. */
    record Write(String coordinate, FieldShape shape, SqlStatement statement) implements FieldBinding {}

    /**
     * A field whose statement runs once for all parents of a level.
     *
     * @param keys the parents' columns that the statement takes, at least one, sorted
     */
    record Nested(String coordinate, FieldShape shape, SqlStatement statement, List<String> keys)
            implements FieldBinding {

        public Nested {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A field of {@code Subscription}: its statement runs for each notification.
     *
     * @param channel that it listens on
     * @param keys the arguments, as columns, of which the statement takes all subscribers' at once; sorted, none where it runs once
     *     for each set of arguments
     * @param resumes whether its events are written down, so that none is missed
     */
    record Subscribed(
            String coordinate,
            FieldShape shape,
            SqlStatement statement,
            String channel,
            List<String> keys,
            boolean resumes)
            implements FieldBinding {

        public Subscribed {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A field that the parent's row holds.
     *
     * @param field its name in the SDL, which a JSON object's key or a quoted column may have as it is
     * @param column its name as a column
     */
    record Held(String coordinate, FieldShape shape, String field, String column) implements FieldBinding {}

    /** A field that shows a part of a page. */
    record Paged(String coordinate, FieldShape shape, PagePart part) implements FieldBinding {}

    /**
     * A field that is always answered the same.
     *
     * @param value as JSON has it
     */
    record Constant(String coordinate, Map<String, String> value) implements FieldBinding {

        public Constant {
            value = Map.copyOf(value);
        }
    }

    /** A field that a Java data fetcher answers. */
    record Java(String coordinate) implements FieldBinding {}

    /**
     * The field that brings the objects which another service names by their keys.
     *
     * @param types by name
     */
    record Entities(String coordinate, FieldShape shape, Map<String, EntityType> types) implements FieldBinding {

        /** Its argument. */
        public static final String REPRESENTATIONS = "representations";

        public Entities {
            types = Map.copyOf(types);
        }
    }
}
