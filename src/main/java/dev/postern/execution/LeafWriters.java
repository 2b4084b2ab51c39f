package dev.postern.execution;

import dev.postern.plan.TypePlan;
import dev.postern.schema.MessageLocale;
import dev.postern.schema.ScalarProperties;
import dev.postern.statement.PostgresType;
import graphql.GraphQLContext;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of leaves: cells as they came where that is right, everything else through its scalar.
 *
 * <p>Safe for use by several threads.
 */
final class LeafWriters {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final ScalarProperties scalars;

    LeafWriters(ScalarProperties scalars) {
        this.scalars = scalars;
    }

    /** How cells of a column are written for a type. */
    CellWriter cells(TypePlan.Leaf leaf, PostgresType column) {
        return CellWriters.of(leaf.type(), column, scalars);
    }

    /** A value of Java, as the scalar or enum writes it. */
    boolean write(AnswerWriter answer, TypePlan.Leaf leaf, Object value) {
        @Nullable Object serialized;
        try {
            serialized = serialize(leaf, value);
        } catch (CoercingSerializeException misfit) {
            return answer.misfit(leaf.nonNull(), String.valueOf(misfit.getMessage()));
        }
        if (serialized == null) {
            return answer.nothing(leaf.nonNull());
        }
        json(answer.out(), serialized);
        return true;
    }

    private static @Nullable Object serialize(TypePlan.Leaf leaf, Object value) {
        return switch (leaf.type()) {
            case GraphQLScalarType scalar ->
                scalar.getCoercing().serialize(value, GraphQLContext.getDefault(), MessageLocale.OURS);
            case GraphQLEnumType type -> type.serialize(value, GraphQLContext.getDefault(), MessageLocale.OURS);
            default -> throw new IllegalStateException(leaf.type() + " is no leaf");
        };
    }

    private static void json(JsonBuffer out, Object value) {
        switch (value) {
            case String text -> out.string(text);
            case Integer number -> out.ascii(number.toString());
            case Long number -> out.ascii(number.toString());
            case Boolean truth -> out.ascii(truth.toString());
            case BigDecimal number -> out.ascii(number.toPlainString());
            default -> out.raw(JSON.writeValueAsBytes(value));
        }
    }
}
