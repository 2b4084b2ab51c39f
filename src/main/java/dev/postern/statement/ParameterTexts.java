package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The values of statements as Postgres takes them: text, in the forms of the types that it has told us. */
final class ParameterTexts {

    private final TypeCatalogue types;
    private final ShapeCache shapes;

    ParameterTexts(TypeCatalogue types, ShapeCache shapes) {
        this.types = types;
        this.shapes = shapes;
    }

    /** The types of a statement's parameters; a round trip the first time. */
    ParameterTypes types(Connection connection, BoundStatement bound) throws SQLException {
        var known = known(bound);
        if (known != null) {
            return known;
        }
        try (var prepared = connection.prepareStatement(StatementShape.described(bound.sql()))) {
            var described = StatementShape.parameters(connection, prepared, types);
            shapes.keepParameters(bound.sql(), described);
            return described;
        }
    }

    /** The same without a round trip, null for a text that has not been met. */
    @Nullable
    ParameterTypes known(BoundStatement bound) {
        return bound.mappings().isEmpty() ? ParameterTypes.NONE : shapes.parameters(bound.sql());
    }

    /**
     * The values in the text forms of their types, in order.
     *
     * @throws StatementException for a value whose shape its type cannot take
     */
    ParameterValues of(BoundStatement bound, ParameterTypes types) {
        var texts = new ArrayList<@Nullable String>(bound.values().size());
        for (int i = 0; i < bound.values().size(); i++) {
            try {
                texts.add(ParameterText.of(types.get(i), bound.values().get(i)));
            } catch (IllegalArgumentException shape) {
                throw Refusals.ofShape(bound.statement(), bound.mappings().get(i), types.get(i), shape);
            }
        }
        return new ParameterValues(texts, types);
    }
}
