package dev.postern.execution;

import dev.postern.schema.ScalarProperties;
import dev.postern.schema.ScalarProperties.NumberForm;
import dev.postern.schema.Scalars;
import dev.postern.statement.PostgresType;
import dev.postern.statement.PostgresType.Form;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import java.nio.charset.StandardCharsets;

/**
 * Which cells are JSON as Postgres wrote them.
 *
 * <p>Only pairs of types for which the scalar would come to the same; the scalar decides everything else, and every cell that
 * a writer here does not take.
 */
final class CellWriters {

    /** Of no more digits, every whole number has 32 bits. */
    private static final int DIGITS_OF_INT = 9;

    private CellWriters() {}

    static CellWriter of(GraphQLOutputType type, PostgresType column, ScalarProperties scalars) {
        return switch (type) {
            case GraphQLEnumType names -> column.form() == Form.TEXT ? new EnumCells(names) : CellWriter.NONE;
            case GraphQLScalarType scalar ->
                Scalars.areOurs(scalar) ? ofScalar(scalar.getName(), column, scalars) : CellWriter.NONE;
            default -> CellWriter.NONE;
        };
    }

    private static CellWriter ofScalar(String scalar, PostgresType column, ScalarProperties scalars) {
        return switch (scalar) {
            case "ID" -> id(column);
            case "String" -> string(column);
            case "Boolean" -> column.form() == Form.BOOLEAN ? CellWriters::truth : CellWriter.NONE;
            case "Int" -> integer(column);
            case "Float" -> floating(column);
            case "Long" -> column.form() == Form.INTEGER ? number(scalars.longForm()) : CellWriter.NONE;
            case "Decimal" -> column.form() == Form.NUMERIC ? number(scalars.decimalForm()) : CellWriter.NONE;
            case "JSON" -> column.form() == Form.JSON ? CellWriters::json : CellWriter.NONE;
            default -> ofText(scalar, column.name());
        };
    }

    private static CellWriter ofText(String scalar, String column) {
        return switch (scalar + " " + column) {
            case "DateTime timestamptz" -> TimeCells::dateTime;
            case "LocalDateTime timestamp" -> TimeCells::localDateTime;
            case "Date date" -> TimeCells::date;
            case "LocalTime time", "UUID uuid" -> CellWriters::plain;
            default -> CellWriter.NONE;
        };
    }

    private static CellWriter id(PostgresType column) {
        return switch (column.form()) {
            case INTEGER -> CellWriters::plain;
            case TEXT -> column.name().equals("uuid") ? CellWriters::plain : CellWriters::text;
            case FLOAT, NUMERIC, BOOLEAN, JSON, BYTES, ARRAY -> CellWriter.NONE;
        };
    }

    private static CellWriter string(PostgresType column) {
        return switch (column.form()) {
            case TEXT -> CellWriters::text;
            case INTEGER -> CellWriters::plain;
            case FLOAT, NUMERIC, BOOLEAN, JSON, BYTES, ARRAY -> CellWriter.NONE;
        };
    }

    private static CellWriter integer(PostgresType column) {
        return switch (column.name()) {
            case "int2", "int4" -> CellWriters::raw;
            case "int8", "oid" -> CellWriters::shortNumber;
            default -> CellWriter.NONE;
        };
    }

    private static CellWriter floating(PostgresType column) {
        return switch (column.name()) {
            case "int2", "int4" -> CellWriters::raw;
            case "float4", "float8" -> CellWriters::finite;
            default -> CellWriter.NONE;
        };
    }

    private static CellWriter number(NumberForm form) {
        return switch (form) {
            case NUMBER -> CellWriters::finite;
            case STRING -> CellWriters::finiteInQuotes;
        };
    }

    private static boolean raw(JsonBuffer out, byte[] cell) {
        out.raw(cell);
        return true;
    }

    private static boolean plain(JsonBuffer out, byte[] cell) {
        out.plainString(cell);
        return true;
    }

    private static boolean text(JsonBuffer out, byte[] cell) {
        out.string(cell);
        return true;
    }

    private static boolean truth(JsonBuffer out, byte[] cell) {
        out.truth(cell[0] == 't');
        return true;
    }

    private static boolean shortNumber(JsonBuffer out, byte[] cell) {
        return cell.length <= DIGITS_OF_INT && raw(out, cell);
    }

    /** {@code NaN}, {@code Infinity} and {@code -Infinity} end in a letter. */
    private static boolean isFinite(byte[] cell) {
        return cell[cell.length - 1] <= '9';
    }

    private static boolean finite(JsonBuffer out, byte[] cell) {
        return isFinite(cell) && raw(out, cell);
    }

    private static boolean finiteInQuotes(JsonBuffer out, byte[] cell) {
        return isFinite(cell) && plain(out, cell);
    }

    /** JSON's own null is no value. */
    private static boolean json(JsonBuffer out, byte[] cell) {
        return !new String(cell, 0, Math.min(cell.length, 16), StandardCharsets.ISO_8859_1)
                        .strip()
                        .equals("null")
                && raw(out, cell);
    }
}
