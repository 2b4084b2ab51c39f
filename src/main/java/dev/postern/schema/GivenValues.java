package dev.postern.schema;

import graphql.language.ArrayValue;
import graphql.language.EnumValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client has written for a field, in its document and in the variables, without any default of the SDL; immutable.
 *
 * <p>A value is told as JSON has it: {@code Map}, {@code List}, null, an enum's value as its name, any scalar as something.
 */
public final class GivenValues {

    private final Map<String, @Nullable Object> variables;

    /**
     * The values of a request.
     *
     * @param operation whose own defaults stand for variables that do not come
     * @param variables as they came
     */
    public GivenValues(OperationDefinition operation, Map<String, ? extends @Nullable Object> variables) {
        this.variables = new HashMap<>();
        for (var definition : operation.getVariableDefinitions()) {
            var name = definition.getName();
            if (variables.containsKey(name)) {
                this.variables.put(name, variables.get(name));
            } else if (definition.getDefaultValue() != null) {
                this.variables.put(name, of(definition.getDefaultValue()));
            }
        }
    }

    /** Whether anything stands there, be it null: a variable that does not come is nothing. */
    boolean isGiven(Value<?> value) {
        return !(value instanceof VariableReference variable) || variables.containsKey(variable.getName());
    }

    /** What stands there, null for nothing. */
    @Nullable
    Object of(Value<?> value) {
        return switch (value) {
            case NullValue nothing -> null;
            case VariableReference variable -> variables.get(variable.getName());
            case ArrayValue list -> list(list);
            case ObjectValue object -> object(object);
            case EnumValue label -> label.getName();
            default -> value;
        };
    }

    private List<@Nullable Object> list(ArrayValue list) {
        var elements = new ArrayList<@Nullable Object>();
        list.getValues().forEach(element -> elements.add(of(element)));
        return elements;
    }

    private Map<String, @Nullable Object> object(ObjectValue object) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (var field : object.getObjectFields()) {
            if (isGiven(field.getValue())) {
                fields.put(field.getName(), of(field.getValue()));
            }
        }
        return fields;
    }
}
