package dev.postern.plan;

import graphql.execution.CoercedVariables;
import graphql.schema.GraphQLSchema;
import java.util.List;

/** What becomes of a request before anything runs. */
public sealed interface Planned {

    /** How long an answer may be kept that has no error. */
    CacheHint cache();

    /** The number of statements that run at the most, whatever the data; 0 where nothing is known of it. */
    int statements();

    /** The fields that are not answered to whoever asks, in the order of the document. */
    List<Refusal> refusals();

    /**
     * It can be run by its plan.
     *
     * @param variables the request's, each of its type, defaults among them
     * @param schema whose scalars have read them
     * @param cache how long its answer may be kept
     */
    record Direct(Plan plan, CoercedVariables variables, GraphQLSchema schema, CacheHint cache, List<Refusal> refusals)
            implements Planned {

        public Direct {
            refusals = List.copyOf(refusals);
        }

        @Override
        public int statements() {
            return plan.statements();
        }
    }

    /**
     * It is for the reference path, which answers everything and words every refusal.
     *
     * @param reason in a few words, for a log
     * @param statements the number of them that run at the most, what Java does aside
     * @param cache how long its answer may be kept
     */
    record Reference(String reason, int statements, CacheHint cache, List<Refusal> refusals) implements Planned {

        public Reference {
            refusals = List.copyOf(refusals);
        }

        /** Where nothing is known of its fields. */
        public Reference(String reason) {
            this(reason, 0, CacheHint.NONE, List.of());
        }
    }
}
