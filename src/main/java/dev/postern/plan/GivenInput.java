package dev.postern.plan;

import dev.postern.schema.InputRules.Given;
import graphql.language.Field;
import graphql.schema.GraphQLFieldDefinition;
import java.util.List;

/**
 * A selected field to which something may be given that not everybody may give.
 *
 * @param place where it is selected
 * @param definition which arguments it has
 */
record GivenInput(Place place, GraphQLFieldDefinition definition) {

    /**
     * A field of the document as one of an object's; equal by the identity of the first.
     *
     * @param coordinate of the object's field
     */
    record Place(String coordinate, Field selected) {}

    /**
     * What a request has given there.
     *
     * @param given at least one thing that asks for something
     */
    record Asking(Place place, List<Given> given) {}
}
