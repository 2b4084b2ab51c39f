package dev.postern.plan;

import graphql.schema.GraphQLOutputType;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The type of a field or of a list's elements, with what is selected below it. */
public sealed interface TypePlan {

    /** Whether null has no place here. */
    boolean nonNull();

    /** The plans of the objects that may stand here, none behind a leaf. */
    Collection<ObjectPlan> objects();

    /** Whether objects that stand here say of which type they are. */
    default boolean isAbstract() {
        return switch (this) {
            case Abstract ignored -> true;
            case ListOf list -> list.element().isAbstract();
            case Concrete ignored -> false;
            case Leaf ignored -> false;
        };
    }

    /**
     * A scalar or an enum.
     *
     * @param type graphql-java's
     */
    record Leaf(GraphQLOutputType type, boolean nonNull) implements TypePlan {

        @Override
        public Collection<ObjectPlan> objects() {
            return List.of();
        }
    }

    /** A list. */
    record ListOf(TypePlan element, boolean nonNull) implements TypePlan {

        @Override
        public Collection<ObjectPlan> objects() {
            return element.objects();
        }
    }

    /** An object of one type. */
    record Concrete(ObjectPlan object, boolean nonNull) implements TypePlan {

        @Override
        public Collection<ObjectPlan> objects() {
            return List.of(object);
        }
    }

    /**
     * An interface or a union.
     *
     * @param name its own
     * @param possible what is selected of each concrete type, by name
     */
    record Abstract(String name, Map<String, ObjectPlan> possible, boolean nonNull) implements TypePlan {

        public Abstract {
            possible = Map.copyOf(possible);
        }

        @Override
        public Collection<ObjectPlan> objects() {
            return possible.values();
        }
    }
}
