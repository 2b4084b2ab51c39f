package dev.postern.schema;

import dev.postern.schema.ScalarProperties.NumberForm;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.parser.Parser;
import graphql.schema.Coercing;
import java.util.Locale;
import java.util.Objects;

/** What the tests of scalars have in common: values given and expected, and the words for what is expected of a client. */
final class ScalarCases {

    static final Scalars STRINGS = Scalars.of(new ScalarProperties(NumberForm.STRING, NumberForm.STRING));
    static final Scalars NUMBERS = Scalars.of(new ScalarProperties(NumberForm.NUMBER, NumberForm.NUMBER));

    static final String INT = "a whole number from -2147483648 to 2147483647";
    static final String FLOAT = "a finite number, such as 12.5";
    static final String ID = "a string or a whole number";
    static final String LONG =
            "a whole number from -9223372036854775808 to 9223372036854775807, as a number or a string";
    static final String DECIMAL = "a decimal number, such as \"12.50\", as a string or a number";
    static final String A_UUID = "a UUID, such as 123e4567-e89b-12d3-a456-426614174000";
    static final String BYTES = "base64 with padding, such as \"aGVsbG8=\"";
    static final String DATE_TIME = "RFC 3339 with an offset, such as 2026-01-31T14:05:00Z";
    static final String LOCAL_DATE_TIME = "a date and time without an offset, such as 2026-01-31T14:05:00";
    static final String DATE = "a date, such as 2026-01-31";
    static final String LOCAL_TIME = "a time, such as 14:05:00";
    static final String DURATION = "an ISO 8601 duration, such as P1DT2H30M";
    static final String DIGITS = "1234567890123456789012345678.901234567890";

    private ScalarCases() {}

    record Given(String scalar, Object value, Object expected) {}

    static Given given(String scalar, Object value, Object expected) {
        return new Given(scalar, value, expected);
    }

    static Given same(String scalar, Object value) {
        return new Given(scalar, value, value);
    }

    static Object write(Scalars scalars, Given row) {
        return Objects.requireNonNull(
                coercing(scalars, row.scalar()).serialize(row.value(), GraphQLContext.getDefault(), Locale.ROOT));
    }

    static Object read(String scalar, Object value) {
        return Objects.requireNonNull(
                coercing(STRINGS, scalar).parseValue(value, GraphQLContext.getDefault(), Locale.ROOT));
    }

    static Object literal(String scalar, String text) {

        return Objects.requireNonNull(coercing(STRINGS, scalar)
                .parseLiteral(
                        Parser.parseValue(text),
                        CoercedVariables.emptyVariables(),
                        GraphQLContext.getDefault(),
                        Locale.ROOT));
    }

    static Coercing<?, ?> coercing(Scalars scalars, String name) {
        return scalars.all().stream()
                .filter(scalar -> scalar.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getCoercing();
    }
}
