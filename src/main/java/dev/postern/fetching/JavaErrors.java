package dev.postern.fetching;

import com.netflix.graphql.types.errors.ErrorType;
import dev.postern.execution.ErrorCode;
import java.util.Arrays;

/** The codes of errors that Java fetchers throw or return, by DGS's kinds. */
final class JavaErrors {

    private JavaErrors() {}

    /** The code for a kind by its name; {@code INTERNAL} for one that DGS has not. */
    static ErrorCode code(String type) {
        return Arrays.stream(ErrorType.values())
                .filter(known -> known.name().equals(type))
                .map(JavaErrors::code)
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }

    /** DGS's kinds are open to additions, so anything else is ours to mend. */
    static ErrorCode code(ErrorType type) {
        return switch (type) {
            case BAD_REQUEST -> ErrorCode.BAD_USER_INPUT;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case PERMISSION_DENIED -> ErrorCode.FORBIDDEN;
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
            case FAILED_PRECONDITION -> ErrorCode.CONFLICT;
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            default -> ErrorCode.INTERNAL;
        };
    }
}
