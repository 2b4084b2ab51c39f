package dev.postern.fetching;

import dev.postern.execution.Interruption;
import dev.postern.execution.StatementExecution;
import graphql.schema.DataFetchingEnvironment;

/** The running of statements for one request, which may be interrupted. */
final class OfRequest {

    /** Under which name a request's {@link Interruption} travels through DGS to graphql-java's context. */
    static final String INTERRUPTION = Interruption.class.getName();

    private OfRequest() {}

    static StatementExecution execution(StatementExecution execution, DataFetchingEnvironment environment) {
        Interruption interruption = environment.getGraphQlContext().get(INTERRUPTION);
        return interruption == null ? execution : execution.within(interruption);
    }
}
