package dev.postern.execution;

/** The kinds of error that a client can tell apart, as {@code extensions.code}; see {@code docs/errors.md}. */
public enum ErrorCode {
    GRAPHQL_PARSE_FAILED("BAD_REQUEST"),
    GRAPHQL_VALIDATION_FAILED("BAD_REQUEST"),
    BAD_USER_INPUT("BAD_REQUEST"),
    CONFLICT("FAILED_PRECONDITION"),
    NOT_FOUND("NOT_FOUND"),
    UNAUTHENTICATED("UNAUTHENTICATED"),
    FORBIDDEN("PERMISSION_DENIED"),
    TIMEOUT("UNAVAILABLE"),
    UNAVAILABLE("UNAVAILABLE"),
    LIMIT_EXCEEDED("BAD_REQUEST"),
    PERSISTED_QUERY_NOT_FOUND("NOT_FOUND"),
    PERSISTED_QUERY_NOT_SUPPORTED("BAD_REQUEST"),
    QUERY_NOT_IN_SAFELIST("PERMISSION_DENIED"),
    INTERNAL("INTERNAL");

    private final String errorType;

    ErrorCode(String errorType) {
        this.errorType = errorType;
    }

    /** DGS's word for it, as {@code extensions.errorType}. */
    public String errorType() {
        return errorType;
    }
}
