package dev.postern.fetching;

import com.netflix.graphql.dgs.exceptions.DgsException;
import com.netflix.graphql.types.errors.ErrorType;
import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.FieldException;
import dev.postern.execution.InternalErrors;
import graphql.GraphQLException;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.schema.GraphQLNamedType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What a data fetcher threw, ours or one that Java brought, as an error of its field. */
public final class FieldErrorHandler implements DataFetcherExceptionHandler {

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        var error = error(parameters, unwrapped(parameters.getException()));
        var answer = GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment())
                .message("%s", error.message())
                .extensions(error.extensions())
                .build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(answer).build());
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static FieldError error(DataFetcherExceptionHandlerParameters parameters, Throwable thrown) {
        return switch (thrown) {
            case FieldException known -> known.error();
            case NonNullableValueCoercedAsNullException missing -> argument(missing);
            case OneOfNullValueException none -> argument(none);
            case OneOfTooManyKeysException several -> argument(several);
            case DgsException java -> java(parameters, java);
            default -> InternalErrors.report(coordinate(parameters), thrown);
        };
    }

    /** What a variable gives is known only when its field is fetched. */
    private static FieldError argument(GraphQLException refused) {
        return new FieldError(ErrorCode.BAD_USER_INPUT, VariableMessages.ours(String.valueOf(refused.getMessage())));
    }

    /** A DGS exception with a kind was written for the client; one without was not. */
    private static FieldError java(DataFetcherExceptionHandlerParameters parameters, DgsException thrown) {
        return thrown.getErrorType() == ErrorType.UNKNOWN
                ? InternalErrors.report(coordinate(parameters), thrown)
                : new FieldError(JavaErrors.code(thrown.getErrorType()), String.valueOf(thrown.getMessage()));
    }

    private static String coordinate(DataFetcherExceptionHandlerParameters parameters) {
        var environment = parameters.getDataFetchingEnvironment();
        var parent = environment.getParentType() instanceof GraphQLNamedType named ? named.getName() : "";
        return parent + "." + environment.getFieldDefinition().getName();
    }
}
