package dev.postern.fetching;

import dev.postern.binding.Bindings;
import dev.postern.binding.FieldBinding;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import dev.postern.statement.StatementCall;
import dev.postern.statement.StatementResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** A field of {@code Mutation}: one run of its statement in a transaction, before the next one begins. */
record WriteFetcher(FieldBinding.Write binding, Bindings bindings) implements DataFetcher<@Nullable Object> {

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        var parameters = StatementParameters.of(binding, environment);
        var call = new StatementCall(binding.statement(), parameters);
        var attempt = ReferenceAttempt.of(environment);
        var result = attempt.write(binding, call);
        var rows = result.rows();
        if (rows == null) {
            return touched(result);
        }
        var shown = RowShape.shown(binding.shape(), rows.all(), Integer.MAX_VALUE);
        var completions = new PartialRows(bindings, attempt).complete(shown, ObjectSelection.of(bindings, environment));
        return RowShape.value(binding, binding.shape(), rows, rows.all(), Integer.MAX_VALUE, completions);
    }

    /** Without {@code returning}, all there is to say is how many rows were touched, or whether any was. */
    private Object touched(StatementResult result) {
        return switch (binding.shape().typeName()) {
            case "Int", "Long" -> (long) result.touched();
            case "Boolean" -> result.touched() > 0;
            default ->
                throw new FieldException(
                        InternalErrors.report(
                                binding.coordinate() + " is " + binding.shape().display() + ", and "
                                        + binding.statement() + " returns no rows: add 'returning'"),
                        null);
        };
    }
}
