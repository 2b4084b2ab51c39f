package dev.postern.schema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A form as graphql-java calls it, with one wording for everything that it refuses. */
final class ScalarCoercing implements Coercing<Object, Object> {

    private final String name;
    private final ScalarForm form;

    ScalarCoercing(String name, ScalarForm form) {
        this.name = name;
        this.form = form;
    }

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
        var written = form.write(value);
        if (written == null) {
            throw new CoercingSerializeException(refusal(value));
        }
        return written;
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
        var read = form.read(input);
        if (read == null) {
            throw new CoercingParseValueException(refusal(input));
        }
        return read;
    }

    @Override
    public @Nullable Object parseLiteral(
            Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
        var input = LiteralValue.of(literal, variables);
        var read = input == null || !form.takes(literal) ? null : form.read(input);
        if (read == null) {
            throw new CoercingParseLiteralException(refusal(input == null ? "null" : input));
        }
        return read;
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return LiteralValue.literal(input);
    }

    private String refusal(Object value) {
        var article = "AEIO".indexOf(name.charAt(0)) >= 0 ? "an " : "a ";
        return Shown.of(value) + " is not " + article + name + ": expected " + form.expected();
    }
}
