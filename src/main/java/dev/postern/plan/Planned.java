package dev.postern.plan;

import graphql.execution.CoercedVariables;

/** What becomes of a request before anything runs. */
public sealed interface Planned {

    /**
     * It can be run by its plan.
     *
     * @param variables the request's, each of its type, defaults among them
     */
    record Direct(Plan plan, CoercedVariables variables) implements Planned {}

    /**
     * It is for the reference path, which answers everything and words every refusal.
     *
     * @param reason in a few words, for a log
     */
    record Reference(String reason) implements Planned {}
}
