package dev.postern.schema;

import graphql.language.FloatValue;
import graphql.language.Value;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of text and of what is written as text. */
final class TextForms {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private TextForms() {}

    /** Text, or a whole number as its digits. */
    static final class Id implements ScalarForm {

        @Override
        public String expected() {
            return "a string or a whole number";
        }

        @Override
        public @Nullable Object read(Object input) {
            return switch (input) {
                case String text -> storable(text);
                case Integer number -> number.toString();
                case Long number -> number.toString();
                case BigInteger number -> number.toString();
                default -> null;
            };
        }

        @Override
        public @Nullable Object write(Object value) {
            return value instanceof java.util.UUID uuid ? uuid.toString() : read(value);
        }

        @Override
        public boolean takes(Value<?> literal) {
            return !(literal instanceof FloatValue);
        }
    }

    /** RFC 9562, in small letters. */
    static final class Uuid implements ScalarForm {

        @Override
        public String expected() {
            return "a UUID, such as 123e4567-e89b-12d3-a456-426614174000";
        }

        @Override
        public @Nullable Object read(Object input) {
            return input instanceof String text && UUID.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : null;
        }

        @Override
        public @Nullable Object write(Object value) {
            return read(value.toString());
        }
    }

    /** RFC 4648 base64 with padding, and only the one text that its bytes have: {@code QR==} is none. */
    static final class Bytes implements ScalarForm {

        @Override
        public String expected() {
            return "base64 with padding, such as \"aGVsbG8=\"";
        }

        @Override
        public @Nullable Object read(Object input) {
            if (!(input instanceof String text)) {
                return null;
            }
            try {
                var bytes = Base64.getDecoder().decode(text);
                return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        }

        @Override
        public @Nullable Object write(Object value) {
            return switch (value) {
                case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
                case String text -> read(text) == null ? null : text;
                default -> null;
            };
        }
    }

    /** Any JSON. */
    static final class Json implements ScalarForm {

        @Override
        public String expected() {
            return "JSON";
        }

        @Override
        public @Nullable Object read(Object input) {
            return input;
        }

        @Override
        public @Nullable Object write(Object value) {
            return value;
        }
    }

    private static @Nullable String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return null;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return null;
                }
            }
        }
        return text;
    }
}
