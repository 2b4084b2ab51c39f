package dev.postern.execution;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The labels of an enum: a cell is one of them, or for the enum itself to refuse. */
final class EnumCells implements CellWriter {

    private final byte[][] labels;

    EnumCells(GraphQLEnumType type) {
        this.labels = type.getValues().stream()
                .filter(value -> value.getName().equals(value.getValue()))
                .map(GraphQLEnumValueDefinition::getName)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    @Override
    public boolean takes(byte[] cell) {
        for (var label : labels) {
            if (Arrays.equals(label, cell)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean write(JsonBuffer out, byte[] cell) {
        if (!takes(cell)) {
            return false;
        }
        out.plainString(cell);
        return true;
    }
}
