package dev.postern.statement;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that may go to Postgres as one text, which the driver sends part by part and in one go.
 *
 * @param calls what is asked for
 * @param statements each of them
 * @param values what is bound to each
 */
record StatementGroup(List<StatementCall> calls, List<BoundStatement> statements, List<ParameterValues> values) {

    /**
     * The values that may follow the first statement, in characters.
     *
     * <p>While Postgres waits for us to take the first result, it takes nothing from us, so what we still have to say must
     * fit into the buffers between.
     */
    private static final int MOST_TO_SEND = 16_384;

    /**
     * The most statements of a message.
     *
     * <p>From some 250 on the driver puts a {@code Sync} in between, which ends the transaction that the message is, and with it
     * what Postgres was told of who asks.
     */
    static final int MOST = 100;

    /**
     * The statements as a group.
     *
     * <p>Null when they cannot be one: because they are too many, one of them has not run before, holds a semicolon, or has so much
     * to send that both sides might wait for each other.
     *
     * @throws StatementException for a value whose shape its type cannot take
     */
    static @Nullable StatementGroup of(List<StatementCall> calls, StatementShapes shapes) {
        if (calls.size() > MOST) {
            return null;
        }
        var statements = new ArrayList<BoundStatement>();
        var values = new ArrayList<ParameterValues>();
        var toSend = 0L;
        for (var call : calls) {
            var whole = call.statement().bind(call.parameters());
            var shape = shapes.known(whole, call.wanted());
            if (shape == null || whole.sql().indexOf(';') >= 0) {
                return null;
            }
            var given = ParameterTexts.of(whole, shape.parameters());
            toSend += statements.isEmpty() ? 0 : given.length();
            statements.add(shapes.narrowed(whole, shape, call.wanted()));
            values.add(given);
        }
        if (toSend > MOST_TO_SEND) {
            return null;
        }
        return new StatementGroup(calls, statements, values);
    }

    List<String> sqls() {
        var sqls = new ArrayList<String>(statements.size());
        statements.forEach(statement -> sqls.add(statement.sql()));
        return sqls;
    }

    /** The exception for the failure of a group of one. */
    StatementException refusal(SQLException failure) {
        var only = statements.getFirst();
        return Refusals.of(
                only.statement(), failure, only.mappings(), values.getFirst().types());
    }
}
