package dev.postern.schema;

import dev.postern.schema.ScalarProperties.NumberForm;
import graphql.language.FloatValue;
import graphql.language.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of numbers; nothing on the way passes through a double but {@code Float}. */
final class NumberForms {

    /** What {@code numeric} can hold, https://www.postgresql.org/docs/18/datatype-numeric.html */
    private static final int DIGITS_BEFORE_POINT = 131_072;

    private static final int DIGITS_AFTER_POINT = 16_383;

    /** Beyond these a double is infinite or zero, and a plain form would fill memory. */
    private static final int DOUBLE_EXPONENT = 400;

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,150000}(\\.\\d{1,20000})?([eE][+-]?\\d{1,9})?");

    private NumberForms() {}

    /** 32 bits. */
    static final class IntForm implements ScalarForm {

        @Override
        public String expected() {
            return "a whole number from -2147483648 to 2147483647";
        }

        @Override
        public @Nullable Object read(Object input) {
            var number = input instanceof Number ? whole(input) : null;
            return number == null || number.bitLength() > 31 ? null : number.intValue();
        }

        @Override
        public @Nullable Object write(Object value) {
            return read(value);
        }

        @Override
        public boolean takes(Value<?> literal) {
            return !(literal instanceof FloatValue);
        }
    }

    /** 64 bits. */
    record LongForm(NumberForm form) implements ScalarForm {

        @Override
        public String expected() {
            return "a whole number from -9223372036854775808 to 9223372036854775807, as a number or a string";
        }

        @Override
        public @Nullable Object read(Object input) {
            var number = whole(input);
            return number == null || number.bitLength() > 63 ? null : number.longValue();
        }

        @Override
        public @Nullable Object write(Object value) {
            var number = read(value);
            return number == null || form == NumberForm.NUMBER ? number : number.toString();
        }

        @Override
        public boolean takes(Value<?> literal) {
            return !(literal instanceof FloatValue);
        }
    }

    /** An IEEE 754 double. */
    static final class FloatForm implements ScalarForm {

        @Override
        public String expected() {
            return "a finite number, such as 12.5";
        }

        @Override
        public @Nullable Object read(Object input) {
            var number = input instanceof Number ? decimal(input) : null;
            if (number == null || magnitude(number) > DOUBLE_EXPONENT) {
                return null;
            }
            var value = magnitude(number) < -DOUBLE_EXPONENT ? 0.0 : number.doubleValue();
            var vanished = value == 0 && number.signum() != 0;
            return Double.isFinite(value) && !vanished ? value : null;
        }

        @Override
        public @Nullable Object write(Object value) {
            return read(value);
        }
    }

    /** Any number of digits. */
    record DecimalForm(NumberForm form) implements ScalarForm {

        @Override
        public String expected() {
            return "a decimal number, such as \"12.50\", as a string or a number";
        }

        @Override
        public @Nullable Object read(Object input) {
            var number = decimal(input);
            var fits =
                    number != null && magnitude(number) <= DIGITS_BEFORE_POINT && number.scale() <= DIGITS_AFTER_POINT;
            return fits ? number : null;
        }

        /** Postgres's {@code NaN} and infinities are no JSON numbers. */
        @Override
        public @Nullable Object write(Object value) {
            if (read(value) instanceof BigDecimal number) {
                return form == NumberForm.NUMBER ? number : number.toPlainString();
            }
            var special = value.equals("NaN") || value.equals("Infinity") || value.equals("-Infinity");
            return special && form == NumberForm.STRING ? value : null;
        }
    }

    private static @Nullable BigInteger whole(Object input) {
        return switch (input) {
            case BigInteger number -> number;
            case Integer number -> BigInteger.valueOf(number);
            case Short number -> BigInteger.valueOf(number);
            case Long number -> BigInteger.valueOf(number);
            case BigDecimal number -> whole(number);
            case Double number -> Double.isFinite(number) ? whole(BigDecimal.valueOf(number)) : null;
            case String text -> WHOLE.matcher(text).matches() ? new BigInteger(text) : null;
            default -> null;
        };
    }

    private static @Nullable BigInteger whole(BigDecimal number) {
        if (magnitude(number) > 20 || number.scale() > 400) {
            return null;
        }
        return number.stripTrailingZeros().scale() <= 0 ? number.toBigInteger() : null;
    }

    private static @Nullable BigDecimal decimal(Object input) {
        return switch (input) {
            case BigDecimal number -> number;
            case BigInteger number -> new BigDecimal(number);
            case Integer number -> BigDecimal.valueOf(number);
            case Short number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Double number -> Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
            case Float number -> Float.isFinite(number) ? new BigDecimal(number.toString()) : null;
            case String text -> DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
            default -> null;
        };
    }

    /** The number of digits before the point, negative for that many zeros behind it. */
    private static long magnitude(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }
}
