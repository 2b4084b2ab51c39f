package dev.postern.schema;

import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.CoercingParseLiteralException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A literal of a document as the value that JSON would have brought. */
final class LiteralValue {

    private LiteralValue() {}

    /**
     * The value, exact numbers among it; null for null.
     *
     * @throws CoercingParseLiteralException for an enum's name, which no scalar takes
     */
    static @Nullable Object of(Value<?> literal, CoercedVariables variables) {
        return switch (literal) {
            case StringValue text -> text.getValue();
            case IntValue number -> number.getValue();
            case FloatValue number -> number.getValue();
            case BooleanValue truth -> truth.isValue();
            case ArrayValue list -> list(list, variables);
            case ObjectValue object -> object(object, variables);
            case VariableReference variable -> variables.get(variable.getName());
            case EnumValue name ->
                throw new CoercingParseLiteralException(
                        name.getName() + " is an enum's name: expected a string, a number, true, false or null");
            case NullValue ignored -> null;
            default -> null;
        };
    }

    private static Object list(ArrayValue list, CoercedVariables variables) {
        var values = new ArrayList<@Nullable Object>();
        list.getValues().forEach(value -> values.add(of(value, variables)));
        return values;
    }

    private static Object object(ObjectValue object, CoercedVariables variables) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        object.getObjectFields().stream()
                .filter(field -> !isAbsent(field.getValue(), variables))
                .forEach(field -> values.put(field.getName(), of(field.getValue(), variables)));
        return values;
    }

    /** A field whose variable has no value is not there, by the specification's rule for input objects. */
    private static boolean isAbsent(Value<?> value, CoercedVariables variables) {
        return value instanceof VariableReference variable && !variables.containsKey(variable.getName());
    }

    /** The literal that introspection shows for a default. */
    static Value<?> literal(Object value) {
        return switch (value) {
            case Boolean truth -> BooleanValue.of(truth);
            case Integer number -> IntValue.of(number);
            case Long number -> IntValue.newIntValue(BigInteger.valueOf(number)).build();
            case BigInteger number -> IntValue.newIntValue(number).build();
            case BigDecimal number -> FloatValue.newFloatValue(number).build();
            case Double number ->
                FloatValue.newFloatValue(BigDecimal.valueOf(number)).build();
            default -> StringValue.of(value.toString());
        };
    }
}
