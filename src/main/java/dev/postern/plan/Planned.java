package dev.postern.plan;

import graphql.execution.CoercedVariables;
import graphql.schema.GraphQLSchema;
import java.util.List;

/** What becomes of a request before anything runs. */
public sealed interface Planned {

    /** How long an answer may be kept that has no error. */
    CacheHint cache();

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
    }

    /**
     * It is for the reference path, which answers everything and words every refusal.
     *
     * @param reason in a few words, for a log
     * @param cache how long its answer may be kept
     */
    record Reference(String reason, CacheHint cache, List<Refusal> refusals) implements Planned {

        public Reference {
            refusals = List.copyOf(refusals);
        }

        /** Where nothing is known of its fields. */
        public Reference(String reason) {
            this(reason, CacheHint.NONE, List.of());
        }
    }
}
