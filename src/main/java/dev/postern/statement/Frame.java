package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes to Postgres around statements, in the same message.
 *
 * @param before what comes first, if anything
 * @param settings of the transaction, behind it
 * @param after what comes last, if anything
 */
record Frame(
        @Nullable String before,
        TransactionSettings settings,
        @Nullable String after) {

    static final Frame NONE = new Frame(null, TransactionSettings.NONE, null);

    List<String> around(List<String> sqls) {
        var all = new ArrayList<String>(sqls.size() + 3);
        if (before != null) {
            all.add(before);
        }
        if (!settings.areNone()) {
            all.add(settings.sql());
        }
        all.addAll(sqls);
        if (after != null) {
            all.add(after);
        }
        return all;
    }

    List<ParameterValues> around(StatementGroup group) {
        if (settings.areNone()) {
            return group.values();
        }
        var all = new ArrayList<ParameterValues>(group.values().size() + 1);
        all.add(settings.values());
        all.addAll(group.values());
        return all;
    }

    /** The place of the first statement's result among all. */
    int first(int results, StatementGroup group) {
        return results - group.statements().size() - (after == null ? 0 : 1);
    }
}
