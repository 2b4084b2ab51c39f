package dev.postern.fetching;

import dev.postern.execution.ErrorCode;
import dev.postern.execution.FieldError;
import dev.postern.execution.InternalErrors;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.InvalidSyntaxError;
import graphql.SerializationError;
import graphql.TypeMismatchError;
import graphql.UnresolvedTypeError;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.UnknownOperationException;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** graphql-java's errors in our words and with our codes, as the specification writes them. */
final class ErrorWriter {

    private ErrorWriter() {}

    /**
     * {@code message}, {@code locations}, {@code path} and {@code extensions} of an error.
     *
     * @param suggests whether messages name what the client did not write
     */
    static Map<String, @Nullable Object> write(GraphQLError error, boolean suggests) {
        var told = told(error, suggests);
        var written = new LinkedHashMap<String, @Nullable Object>();
        written.put("message", told == null ? error.getMessage() : told.message());
        var locations = error.getLocations();
        if (locations != null && !locations.isEmpty()) {
            written.put(
                    "locations", locations.stream().map(ErrorWriter::location).toList());
        }
        if (error.getPath() != null) {
            written.put("path", error.getPath());
        }
        written.put("extensions", told == null ? extensions(error) : told.extensions());
        return written;
    }

    /** What ended all of an operation, which is no field's. */
    static Map<String, @Nullable Object> write(FieldError error) {
        var written = new LinkedHashMap<String, @Nullable Object>();
        written.put("message", error.message());
        written.put("extensions", error.extensions());
        return written;
    }

    /** Whether it stands for a field that did not run because its transaction had been undone. */
    static boolean isUndone(GraphQLError error) {
        return FieldError.UNDONE.extensions().equals(error.getExtensions());
    }

    private static Map<String, Object> location(SourceLocation location) {
        var written = new LinkedHashMap<String, Object>();
        written.put("line", location.getLine());
        written.put("column", location.getColumn());
        return written;
    }

    /** Our words for what graphql-java says, null for what has an author. */
    private static @Nullable FieldError told(GraphQLError error, boolean suggests) {
        return switch (error) {
            case InvalidSyntaxError syntax -> new FieldError(ErrorCode.GRAPHQL_PARSE_FAILED, syntax.getMessage());
            case ValidationError validation ->
                new FieldError(ErrorCode.GRAPHQL_VALIDATION_FAILED, validation.getMessage());
            case UnknownOperationException unknown ->
                new FieldError(ErrorCode.BAD_USER_INPUT, VariableMessages.ours(String.valueOf(unknown.getMessage())));
            case NonNullableFieldWasNullError missing -> FieldError.nothing(path(missing));
            case SerializationError value ->
                FieldError.misfit(
                        path(value), String.valueOf(value.getException().getMessage()));
            case TypeMismatchError value -> FieldError.misfit(path(value), "it is no list");
            case UnresolvedTypeError type -> InternalErrors.report(String.valueOf(type.getMessage()));
            case GraphQLException input -> input(String.valueOf(input.getMessage()), suggests);
            default -> null;
        };
    }

    private static FieldError input(String message, boolean suggests) {
        return new FieldError(
                ErrorCode.BAD_USER_INPUT, suggests ? VariableMessages.ours(message) : VariableMessages.brief(message));
    }

    private static String path(GraphQLError error) {
        var path = error.getPath() == null ? List.<Object>of() : error.getPath();
        return path.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /** Ours, or one that a Java fetcher returned: its author wrote it for the client, and may have codes of its own. */
    private static Map<String, Object> extensions(GraphQLError error) {
        var extensions = new TreeMap<String, Object>(error.getExtensions() == null ? Map.of() : error.getExtensions());
        var type = String.valueOf(extensions.get("errorType"));
        extensions.putIfAbsent("code", JavaErrors.code(type).name());
        extensions.putIfAbsent("errorType", JavaErrors.code(type).errorType());
        extensions.remove("class");
        return extensions;
    }
}
