package dev.postern.plan;

import graphql.execution.CoercedVariables;
import graphql.schema.GraphQLSchema;

/** What becomes of a request before anything runs. */
public sealed interface Planned {

    /**
     * It can be run by its plan.
     *
     * @param variables the request's, each of its type, defaults among them
     * @param schema whose scalars have read them
     */
    record Direct(Plan plan, CoercedVariables variables, GraphQLSchema schema) implements Planned {}

    /**
     * It is for the reference path, which answers everything and words every refusal.
     *
     * @param reason in a few words, for a log
     */
    record Reference(String reason) implements Planned {}
}
