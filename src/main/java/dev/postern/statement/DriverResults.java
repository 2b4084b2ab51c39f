package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/** The collector of what the driver brings, part by part. */
final class DriverResults extends ResultHandlerBase {

    private final List<DriverResult> results = new ArrayList<>(2);

    @Override
    public void handleResultRows(Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
        results.add(new DriverResult(List.of(fields), rows, rows.size(), true));
    }

    @Override
    public void handleCommandStatus(String status, long touched, long insertedOid) {
        results.add(new DriverResult(List.of(), List.of(), (int) Math.min(touched, Integer.MAX_VALUE), false));
    }

    List<DriverResult> all() {
        return results;
    }
}
