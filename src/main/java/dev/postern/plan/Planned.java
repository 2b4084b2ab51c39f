package dev.postern.plan;

import graphql.execution.CoercedVariables;
import java.util.List;

/** What becomes of a request before anything runs. */
public sealed interface Planned {

    /** The fields that are not answered to whoever asks, in the order of the document. */
    List<Refusal> refusals();

    /**
     * It can be run by its plan.
     *
     * @param variables the request's, each of its type, defaults among them
     */
    record Direct(Plan plan, CoercedVariables variables, List<Refusal> refusals) implements Planned {

        public Direct {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * It is for the reference path, which answers everything and words every refusal.
     *
     * @param reason in a few words, for a log
     */
    record Reference(String reason, List<Refusal> refusals) implements Planned {

        public Reference {
            refusals = List.copyOf(refusals);
        }

        /** Where nothing is known of its fields. */
        public Reference(String reason) {
            this(reason, List.of());
        }
    }
}
