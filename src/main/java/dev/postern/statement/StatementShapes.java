package dev.postern.statement;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What Postgres says of each text, asked once, and the narrower texts that follow from it; safe for several threads. */
final class StatementShapes {

    private final TypeCatalogue types;
    private final ShapeCache cache;
    private final boolean narrow;
    private final Narrowing narrowing = new Narrowing();

    /** @param narrow whether columns that nobody wants are left out */
    StatementShapes(TypeCatalogue types, ShapeCache cache, boolean narrow) {
        this.types = types;
        this.cache = cache;
        this.narrow = narrow;
    }

    /** The shape of a whole text; a round trip the first time. */
    StatementShape of(Connection connection, BoundStatement whole, WantedColumns wanted) throws SQLException {
        var known = known(whole, wanted);
        if (known != null) {
            return known;
        }
        var described = StatementShape.describe(connection, whole.sql(), types);
        cache.keepShape(whole.sql(), described);
        return described;
    }

    /** The same without a round trip, null for a text that has not been met. */
    @Nullable
    StatementShape known(BoundStatement whole, WantedColumns wanted) {
        return whole.mappings().isEmpty() && !mayNarrow(wanted) ? StatementShape.NONE : cache.shape(whole.sql());
    }

    /** What is sent for the columns that are wanted: the statement itself where nothing can be left out. */
    BoundStatement narrowed(BoundStatement whole, StatementShape shape, WantedColumns wanted) {
        return mayNarrow(wanted) ? narrowing.of(whole, shape, wanted) : whole;
    }

    private boolean mayNarrow(WantedColumns wanted) {
        return narrow && !wanted.isAll();
    }

    /** Sends the text whole from now on: Postgres takes it so, and not within another one. */
    void keepWhole(BoundStatement whole, StatementShape shape) {
        cache.keepShape(whole.sql(), shape.whole());
    }

    /** Asks again the next time, as when a type was made anew. */
    void forget(BoundStatement whole) {
        cache.forget(whole.sql());
    }
}
