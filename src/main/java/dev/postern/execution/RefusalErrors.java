package dev.postern.execution;

import dev.postern.statement.StatementException;
import dev.postern.statement.StatementException.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What a client is told when Postgres refuses a statement.
 *
 * <p>Source of the codes: https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
final class RefusalErrors {

    private static final String CLAIM = "claims.";

    private final Function<StatementException.ConstraintName, String> comments;
    private final OutageLog outages = new OutageLog();
    private final Duration statementTime;

    /**
     * @param comments what the database says of a constraint, empty when it says nothing
     * @param statementTime the most that a statement may take, 0 when only the database knows
     */
    RefusalErrors(Function<StatementException.ConstraintName, String> comments, Duration statementTime) {
        this.comments = comments;
        this.statementTime = statementTime;
    }

    FieldError of(String coordinate, StatementException failure) {
        var refusal = failure.refusal();
        var state = refusal.sqlState();
        if (refusal.constraint() != null) {
            return violated(coordinate, refusal, refusal.constraint());
        }
        return switch (state) {
            case "P0001" -> new FieldError(ErrorCode.BAD_USER_INPUT, refusal.message());
            case "P0002" ->
                new FieldError(
                        ErrorCode.NOT_FOUND,
                        refusal.raised() ? refusal.message() : coordinate + ": there is no such thing.");
            case "23502" -> new FieldError(ErrorCode.BAD_USER_INPUT, notNull(coordinate, refusal));
            case "44000" ->
                new FieldError(
                        ErrorCode.BAD_USER_INPUT,
                        coordinate + ": the row would be outside of what may be written here.");
            case "42501" -> new FieldError(ErrorCode.FORBIDDEN, coordinate + ": this is not permitted.");
            case "57014" ->
                new FieldError(ErrorCode.TIMEOUT, coordinate + ": it took longer than it may" + most() + ".");
            case "40001", "40P01" ->
                new FieldError(
                        ErrorCode.CONFLICT, coordinate + ": somebody else wrote the same at the same time. Try again.");
            default -> ofClass(coordinate, failure, state.substring(0, 2));
        };
    }

    private FieldError ofClass(String coordinate, StatementException failure, String stateClass) {
        return switch (stateClass) {
            case "22" ->
                isOfClaim(failure.refusal())
                        ? new FieldError(ErrorCode.FORBIDDEN, claim(coordinate, failure.refusal()))
                        : new FieldError(ErrorCode.BAD_USER_INPUT, malformed(coordinate, failure.refusal()));
            case "54" ->
                new FieldError(ErrorCode.BAD_USER_INPUT, coordinate + ": a value is too large or too complex.");
            case "23" -> new FieldError(ErrorCode.CONFLICT, contradiction(coordinate, failure.refusal()));
            case "08", "53", "57" -> unavailable(coordinate, failure);
            default -> other(coordinate, failure);
        };
    }

    /** A message that a {@code raise} wrote was written for the client. */
    private static String contradiction(String coordinate, Refusal refusal) {
        return refusal.raised() ? refusal.message() : coordinate + ": it contradicts what is stored.";
    }

    /** What {@code to_tsquery} makes of a client's text is a syntax error too. */
    private static FieldError other(String coordinate, StatementException failure) {
        var refusal = failure.refusal();
        return refusal.sqlState().equals("42601") && refusal.prepared()
                ? new FieldError(ErrorCode.BAD_USER_INPUT, malformed(coordinate, refusal))
                : InternalErrors.report(coordinate, failure);
    }

    private String most() {
        return statementTime.isZero() ? "" : ", which is " + Durations.shown(statementTime) + " at the most";
    }

    private FieldError unavailable(String coordinate, StatementException failure) {
        outages.report(coordinate, failure);
        return new FieldError(ErrorCode.UNAVAILABLE, "The database is not available at the moment. Try again shortly.");
    }

    private FieldError violated(String coordinate, Refusal refusal, StatementException.ConstraintName constraint) {
        var comment = comments.apply(constraint);
        var code = isInput(refusal.sqlState()) ? ErrorCode.BAD_USER_INPUT : ErrorCode.CONFLICT;
        var message = comment.isEmpty() ? coordinate + ": " + ours(refusal.sqlState()) : comment;
        return new FieldError(code, message, comment.isEmpty() ? Map.of() : Map.of("constraint", constraint.name()));
    }

    private static boolean isInput(String state) {
        return state.startsWith("22") || state.equals("23514") || state.equals("23502") || state.equals("44000");
    }

    private static String ours(String state) {
        return switch (state) {
            case "23505" -> "there is one like it already.";
            case "23503", "23001" -> "something that it refers to is missing, or something still refers to it.";
            case "23P01" -> "it overlaps with what is there already.";
            case "23514" -> "a value is outside of what is allowed.";
            case "23502" -> "a required value is missing.";
            default -> "it contradicts what is stored.";
        };
    }

    private static String notNull(String coordinate, Refusal refusal) {
        var column = refusal.column();
        return column == null
                ? coordinate + ": a required value is missing."
                : coordinate + ": a value for '" + dev.postern.schema.ColumnName.property(column) + "' is missing.";
    }

    private static boolean isOfClaim(Refusal refusal) {
        return refusal.parameter() != null && refusal.parameter().startsWith(CLAIM);
    }

    /** Nobody can send another one: it is the issuer's, or the statement's. */
    private static String claim(String coordinate, Refusal refusal) {
        var name = String.valueOf(refusal.parameter()).substring(CLAIM.length());
        return coordinate + ": the claim '" + name + "' cannot be read as " + refusal.parameterType() + ".";
    }

    private static String malformed(String coordinate, Refusal refusal) {
        if (refusal.parameter() != null && refusal.parameter().startsWith("page.")) {
            var argument = refusal.parameter().startsWith("page.after") ? "after" : "before";
            return Cursors.error(coordinate, argument, "is no cursor of this API")
                    .message();
        }
        return refusal.parameter() == null
                ? coordinate + ": a value is out of range or not written as it must be."
                : "Argument '" + refusal.parameter() + "' of " + coordinate + ": the value cannot be read as "
                        + refusal.parameterType() + ".";
    }
}
