package dev.postern.execution;

import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Page;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections that one run brought, each a page of the rows of one key. */
final class PageParents extends Parents {

    private final KeyedResult result;
    private final Page page;
    private final ObjectPlan connection;
    private final BitSet asked;
    private final Cursors cursors;

    /**
     * @param asked the keys that are shown
     * @param coordinate the field that is a connection
     */
    PageParents(KeyedResult result, Page page, TypePlan.Concrete type, BitSet asked, String coordinate) {
        this.result = result;
        this.page = page;
        this.connection = type.object();
        this.asked = asked;
        this.cursors = Cursors.of(coordinate, result.rows());
    }

    @Override
    int size() {
        return result.keys();
    }

    @Override
    @Nullable
    ObjectPlan plan(int number) {
        return asked.get(number) ? connection : null;
    }

    @Override
    KeyReader keys(ObjectPlan owner, List<String> keys, String coordinate) {
        throw new IllegalStateException(coordinate + " asks a connection for keys");
    }

    @Override
    Parents hold(ObjectPlan owner, FieldPlan field) {
        return new RowParents(result.rows(), "", objectType(field.type()), unseen(), cursors);
    }

    private BitSet unseen() {
        var unseen = new BitSet(result.rows().size());
        unseen.set(0, result.rows().size());
        for (int key = asked.nextSetBit(0); key >= 0; key = asked.nextSetBit(key + 1)) {
            var window = window(key);
            for (int place = 0; place < window.size(); place++) {
                unseen.clear(row(key, window, place));
            }
        }
        return unseen;
    }

    PageWindow window(int key) {
        return new PageWindow(page, result.count(key));
    }

    /** The number of the row at a place of a page. */
    int row(int key, PageWindow window, int place) {
        return result.row(result.from(key) + window.from(place));
    }

    Cursors cursors() {
        return cursors;
    }
}
