package dev.postern.federation;

import dev.postern.binding.EntityType;
import dev.postern.binding.FieldBinding;
import dev.postern.statement.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of representations; immutable.
 *
 * @param places one for each, in the order in which they were given
 * @param groups of those that are known by the same key of the same type
 */
public record Representations(List<Place> places, List<Group> groups) {

    public Representations {
        places = List.copyOf(places);
        groups = List.copyOf(groups);
    }

    /** What became of one. */
    public sealed interface Place {

        /**
         * It is a row.
         *
         * @param group the number of its group
         * @param row its number in there
         */
        record Given(int group, int row) implements Place {}

        /** It is for Java. */
        record Java(EntityType type) implements Place {}

        /** It names nothing; {@code reason} is a sentence for the client. */
        record Refused(String reason) implements Place {}
    }

    /**
     * Objects of one type.
     *
     * @param entity the statement that brings them, null where the rows are all that is known of them
     * @param rows {@code "__typename"}, the key's columns, and those that selected fields require
     */
    public record Group(EntityType type, FieldBinding.@Nullable Nested entity, Rows rows) {}
}
