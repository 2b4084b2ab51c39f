package dev.postern.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binding of values as text without a type, so that Postgres infers for itself what it has told us. */
final class ParameterBinder {

    private final TypeCatalogue types;
    private final ShapeCache shapes;

    ParameterBinder(TypeCatalogue types, ShapeCache shapes) {
        this.types = types;
        this.shapes = shapes;
    }

    /** The types of a statement's parameters; a round trip the first time. */
    List<PostgresType> types(Connection connection, PreparedStatement prepared, BoundStatement bound)
            throws SQLException {
        if (bound.mappings().isEmpty()) {
            return List.of();
        }
        var known = shapes.parameters(bound.sql());
        if (known != null) {
            return known;
        }
        var described = StatementShape.parameters(connection, prepared, types);
        shapes.keepParameters(bound.sql(), described);
        return described;
    }

    /**
     * The values in the text forms of their types, in order.
     *
     * @throws StatementException for a value whose shape its type cannot take
     */
    List<@Nullable String> texts(BoundStatement bound, List<PostgresType> types) {
        var texts = new ArrayList<@Nullable String>(bound.values().size());
        for (int i = 0; i < bound.values().size(); i++) {
            try {
                texts.add(ParameterText.of(types.get(i), bound.values().get(i)));
            } catch (IllegalArgumentException shape) {
                throw Refusals.ofShape(bound.statement(), bound.mappings().get(i), types.get(i), shape);
            }
        }
        return texts;
    }

    /** @param offset the placeholders that come before this statement's */
    void bind(PreparedStatement prepared, List<@Nullable String> texts, int offset) throws SQLException {
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            if (text == null) {
                prepared.setNull(offset + i + 1, Types.OTHER);
            } else {
                prepared.setObject(offset + i + 1, text, Types.OTHER);
            }
        }
    }
}
