package dev.postern.plan;

import graphql.execution.CoercedVariables;
import graphql.schema.GraphQLSchema;

/** What becomes of a request before anything runs. */
public sealed interface Planned {

    /** How long an answer may be kept that has no error. */
    CacheHint cache();

    /**
     * It can be run by its plan.
     *
     * @param variables the request's, each of its type, defaults among them
     * @param schema whose scalars have read them
     * @param cache how long its answer may be kept
     */
    record Direct(Plan plan, CoercedVariables variables, GraphQLSchema schema, CacheHint cache) implements Planned {}

    /**
     * It is for the reference path, which answers everything and words every refusal.
     *
     * @param reason in a few words, for a log
     * @param cache how long its answer may be kept
     */
    record Reference(String reason, CacheHint cache) implements Planned {}
}
