package dev.postern.execution;

import dev.postern.schema.ScalarProperties;
import dev.postern.schema.ScalarProperties.NumberForm;
import dev.postern.schema.Scalars;
import dev.postern.statement.PostgresType;
import dev.postern.statement.PostgresType.Form;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;

/**
 * Which form of cell answers which type.
 *
 * <p>Only pairs of types for which the scalar would come to the same; the scalar decides everything else.
 */
final class CellWriters {

    private CellWriters() {}

    static CellWriter of(GraphQLOutputType type, PostgresType column, ScalarProperties scalars) {
        return switch (type) {
            case GraphQLEnumType names -> column.form() == Form.TEXT ? new EnumCells(names) : CellForm.NONE;
            case GraphQLScalarType scalar ->
                Scalars.areOurs(scalar) ? ofScalar(scalar.getName(), column, scalars) : CellForm.NONE;
            default -> CellForm.NONE;
        };
    }

    private static CellForm ofScalar(String scalar, PostgresType column, ScalarProperties scalars) {
        return switch (scalar) {
            case "ID" -> id(column);
            case "String" -> string(column);
            case "Boolean" -> column.form() == Form.BOOLEAN ? CellForm.TRUTH : CellForm.NONE;
            case "Int" -> integer(column);
            case "Float" -> floating(column);
            case "Long" -> column.form() == Form.INTEGER ? number(scalars.longForm()) : CellForm.NONE;
            case "Decimal" -> column.form() == Form.NUMERIC ? number(scalars.decimalForm()) : CellForm.NONE;
            case "JSON" -> column.form() == Form.JSON ? CellForm.JSON : CellForm.NONE;
            case "Vector" -> column.form() == Form.VECTOR ? CellForm.RAW : CellForm.NONE;
            default -> ofText(scalar, column.name());
        };
    }

    private static CellForm ofText(String scalar, String column) {
        return switch (scalar + " " + column) {
            case "DateTime timestamptz" -> CellForm.DATE_TIME;
            case "LocalDateTime timestamp" -> CellForm.LOCAL_DATE_TIME;
            case "Date date" -> CellForm.DATE;
            case "LocalTime time", "UUID uuid" -> CellForm.PLAIN;
            default -> CellForm.NONE;
        };
    }

    private static CellForm id(PostgresType column) {
        return switch (column.form()) {
            case INTEGER -> CellForm.PLAIN;
            case TEXT -> column.name().equals("uuid") ? CellForm.PLAIN : CellForm.TEXT;
            case FLOAT, NUMERIC, BOOLEAN, JSON, BYTES, ARRAY, COMPOSITE, VECTOR, GEOMETRY -> CellForm.NONE;
        };
    }

    private static CellForm string(PostgresType column) {
        return switch (column.form()) {
            case TEXT, FLOAT, NUMERIC -> CellForm.TEXT;
            case INTEGER -> CellForm.PLAIN;
            case BOOLEAN, JSON, BYTES, ARRAY, COMPOSITE, VECTOR, GEOMETRY -> CellForm.NONE;
        };
    }

    private static CellForm integer(PostgresType column) {
        return switch (column.name()) {
            case "int2", "int4" -> CellForm.RAW;
            case "int8", "oid" -> CellForm.SHORT_NUMBER;
            default -> CellForm.NONE;
        };
    }

    private static CellForm floating(PostgresType column) {
        return switch (column.name()) {
            case "int2", "int4" -> CellForm.RAW;
            case "float4", "float8" -> CellForm.FINITE;
            default -> CellForm.NONE;
        };
    }

    private static CellForm number(NumberForm form) {
        return switch (form) {
            case NUMBER -> CellForm.FINITE;
            case STRING -> CellForm.FINITE_PLAIN;
        };
    }
}
