package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Rows;
import org.jspecify.annotations.Nullable;

/** The writing of what a statement brought for one parent, by the shape that the field's type asks for. */
final class LinkWriter {

    private final AnswerWriter answer;

    private final ConnectionWriter connections;

    LinkWriter(AnswerWriter answer) {
        this.answer = answer;
        this.connections = new ConnectionWriter(answer);
    }

    /** See {@link AnswerWriter}; {@code link} is null when the statement never ran. */
    boolean write(FieldPlan field, @Nullable Link link, int parent) {
        var type = field.type();
        if (link != null && field.isConnection()) {
            return connection(field, link, parent);
        }
        var key = link == null ? -1 : link.key(parent);
        if (link == null || key < 0) {
            return none(type);
        }
        if (link.error() != null) {
            return answer.failed(type.nonNull(), link.error());
        }
        var result = link.result();
        if (result == null) {
            return touched(field, link.touched());
        }
        if (type instanceof TypePlan.ListOf && result.isTooLong(key)) {
            return answer.failed(type.nonNull(), result.tooLong(Bound.to(field).coordinate(), key));
        }
        var objects = link.children();
        if (objects == null) {
            return leaf(field, result, key);
        }
        return type instanceof TypePlan.ListOf list
                ? objects(list, result, objects, key)
                : object(field, result, objects, key);
    }

    /** A parent without a key has no rows, whatever became of the others; a page that nobody can say is everybody's error. */
    private boolean connection(FieldPlan field, Link link, int parent) {
        var page = link.page();
        var error = link.error();
        if (error != null && (page == null || link.key(parent) >= 0)) {
            return answer.failed(field.type().nonNull(), error);
        }
        return page == null ? answer.nothing(field.type().nonNull()) : connections.write(field, link, page, parent);
    }

    /** What a connection's other statement counted: no row is 0. */
    boolean total(FieldPlan field, @Nullable Link link, int parent) {
        return isNone(link, parent) ? answer.value(field.type(), 0L, null) : write(field, link, parent);
    }

    private static boolean isNone(@Nullable Link link, int parent) {
        if (link == null || link.key(parent) < 0) {
            return true;
        }
        var result = link.result();
        return link.error() == null && result != null && result.count(link.key(parent)) == 0;
    }

    /** Nobody was asked: no rows. */
    private boolean none(TypePlan type) {
        if (type instanceof TypePlan.ListOf) {
            answer.out().character('[');
            answer.out().character(']');
            return true;
        }
        return answer.nothing(type.nonNull());
    }

    private boolean objects(TypePlan.ListOf type, KeyedResult result, RowParents objects, int key) {
        var out = answer.out();
        var start = out.length();
        var complete = true;
        out.character('[');
        answer.path().enter(0);
        var from = result.from(key);
        for (int place = from; place < result.to(key); place++) {
            if (place > from) {
                out.character(',');
            }
            answer.path().move(place - from);
            complete &= element(type.element(), objects, result.row(place));
        }
        answer.path().leave();
        out.character(']');
        return complete || answer.propagated(type.nonNull(), start);
    }

    private boolean element(TypePlan type, RowParents objects, int row) {
        return type instanceof TypePlan.ListOf ? answer.noList(type) : answer.object(type, objects, row);
    }

    private boolean object(FieldPlan field, KeyedResult result, RowParents objects, int key) {
        var rows = result.to(key) - result.from(key);
        if (rows == 0) {
            return answer.nothing(field.type().nonNull());
        }
        return rows > 1
                ? answer.failed(field.type().nonNull(), several(field, rows))
                : answer.object(field.type(), objects, result.row(result.from(key)));
    }

    private static FieldError several(FieldPlan field, int rows) {
        return InternalErrors.report(
                Bound.to(field).coordinate() + " is no list, and " + rows + " rows came for one parent");
    }

    /** A list of leaves is one array, or one value from each row. */
    private boolean leaf(FieldPlan field, KeyedResult result, int key) {
        var rows = result.rows();
        var column = ValueColumn.of(rows.columns());
        if (column < 0) {
            return answer.failed(field.type().nonNull(), ValueColumn.notOne(Bound.to(field), rows));
        }
        if (field.type() instanceof TypePlan.ListOf list && !ValueColumn.holdsLists(rows, column)) {
            return leaves(list, result, column, key);
        }
        var count = result.to(key) - result.from(key);
        if (count == 0) {
            return none(field.type());
        }
        return count > 1
                ? answer.failed(field.type().nonNull(), several(field, count))
                : cell(field.type(), rows, result.row(result.from(key)), column);
    }

    private boolean leaves(TypePlan.ListOf type, KeyedResult result, int column, int key) {
        var out = answer.out();
        var start = out.length();
        var complete = true;
        out.character('[');
        answer.path().enter(0);
        var from = result.from(key);
        for (int place = from; place < result.to(key); place++) {
            if (place > from) {
                out.character(',');
            }
            answer.path().move(place - from);
            complete &= cell(type.element(), result.rows(), result.row(place), column);
        }
        answer.path().leave();
        out.character(']');
        return complete || answer.propagated(type.nonNull(), start);
    }

    private boolean cell(TypePlan type, Rows rows, int row, int column) {
        if (type instanceof TypePlan.Leaf leaf) {
            var cells = answer.leaves().cells(leaf, rows.columns().get(column).type());
            var cell = rows.cell(row, column);
            if (cell != null && cells.write(answer.out(), cell)) {
                return true;
            }
        }
        return answer.value(type, rows.row(row).value(column), null);
    }

    /** Without {@code returning}, all there is to say is how many rows were touched, or whether any was. */
    private boolean touched(FieldPlan field, int rows) {
        var shape = ((FieldBinding.Write) Bound.to(field)).shape();
        return switch (shape.typeName()) {
            case "Int", "Long" -> answer.value(field.type(), (long) rows, null);
            case "Boolean" -> answer.value(field.type(), rows > 0, null);
            default -> answer.failed(field.type().nonNull(), returnsNothing(field));
        };
    }

    private static FieldError returnsNothing(FieldPlan field) {
        var write = (FieldBinding.Write) Bound.to(field);
        return InternalErrors.report(write.coordinate() + " is " + write.shape().display() + ", and "
                + write.statement() + " returns no rows: add 'returning'");
    }
}
