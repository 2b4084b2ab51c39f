package dev.postern.plan;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.schema.GraphQLArgument;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a client gives to a field, as its statement takes it. */
public sealed interface ArgumentPlan {

    /**
     * The values by name, defaults among them.
     *
     * @throws graphql.GraphQLException when a variable leaves a required argument without a value
     */
    Map<String, @Nullable Object> values(CoercedVariables variables);

    /** What is equal for fields that one run can answer. */
    Object identity();

    /** Literals and defaults only: the same for every run. */
    record Fixed(Map<String, @Nullable Object> values) implements ArgumentPlan {

        static final Fixed NONE = new Fixed(Map.of());

        @Override
        public Map<String, @Nullable Object> values(CoercedVariables variables) {
            return values;
        }

        @Override
        public Object identity() {
            var equal = new HashMap<String, @Nullable Object>();
            values.forEach((name, value) -> equal.put(name, byContent(value)));
            return equal;
        }

        /** Arrays are equal only to themselves. */
        private static @Nullable Object byContent(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case byte[] bytes -> ByteBuffer.wrap(bytes);
                case List<?> list -> list.stream().map(Fixed::byContent).toList();
                default -> value;
            };
        }
    }

    /** Variables among them. */
    record Varying(List<GraphQLArgument> definitions, List<Argument> arguments) implements ArgumentPlan {

        @Override
        public Map<String, @Nullable Object> values(CoercedVariables variables) {
            return Collections.unmodifiableMap(ValuesResolver.getArgumentValues(
                    definitions, arguments, variables, GraphQLContext.getDefault(), Locale.ROOT));
        }

        @Override
        public Object identity() {
            var printed = new TreeMap<String, String>();
            arguments.forEach(argument -> printed.put(argument.getName(), AstPrinter.printAstCompact(argument)));
            return printed;
        }
    }
}
