package dev.postern.federation;

import dev.postern.schema.FieldPath;
import dev.postern.schema.MessageLocale;
import dev.postern.statement.KeyText;
import dev.postern.statement.PostgresType;
import dev.postern.statement.PostgresType.Form;
import graphql.GraphQLContext;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of representations' rows; immutable.
 *
 * @param path the fields down to the value, a list being one
 * @param type of the value in the SDL, without {@code !}
 * @param stored in which Postgres takes it
 * @param isList whether the value is a list, which arrives as JSON
 * @param inside what is required of a list's elements, none for a leaf
 */
record GivenColumn(List<String> path, GraphQLType type, PostgresType stored, boolean isList, List<FieldPath> inside) {

    GivenColumn {
        path = List.copyOf(path);
        inside = List.copyOf(inside);
    }

    /** Its name. */
    String name() {
        return new FieldPath(path).column();
    }

    /**
     * The text of one representation's value as Postgres would write it, null for null.
     *
     * @throws Refusal for a value of another type, or none
     */
    @Nullable
    String text(Map<?, ?> representation) {
        var value = GivenValue.at(representation, path);
        if (value == null) {
            return null;
        }
        if (isList) {
            return GivenJson.ofList(this, value);
        }
        var text = KeyText.of(stored, plain(coerced(value)));
        if (text == null) {
            throw misfit("it cannot be read as " + stored.display());
        }
        return text;
    }

    private String plain(Object value) {
        if (stored.form() == Form.JSON) {
            return GivenJson.of(this, value);
        }
        return switch (value) {
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private Object coerced(Object value) {
        try {
            @Nullable
            Object read = switch (type) {
                case GraphQLScalarType scalar ->
                    scalar.getCoercing().parseValue(value, GraphQLContext.getDefault(), MessageLocale.OURS);
                case GraphQLEnumType labels ->
                    labels.parseValue(value, GraphQLContext.getDefault(), MessageLocale.OURS);
                default -> null;
            };
            if (read == null) {
                throw misfit("it is no leaf");
            }
            return read;
        } catch (CoercingParseValueException other) {
            throw misfit(String.valueOf(other.getMessage()));
        }
    }

    /** The refusal of a value; {@code reason} goes on without a capital. */
    Refusal misfit(String reason) {
        return new Refusal("The representation's '" + String.join(".", path) + "' does not fit: " + reason + ".");
    }
}
