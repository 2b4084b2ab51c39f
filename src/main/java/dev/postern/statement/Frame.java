package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes to Postgres ahead of statements, in the same message and so in the same transaction.
 *
 * @param before what comes first, if anything
 * @param settings of the transaction, behind it
 */
record Frame(@Nullable String before, TransactionSettings settings) {

    static final Frame NONE = new Frame(null, TransactionSettings.NONE);

    List<String> around(List<String> sqls) {
        if (before == null && settings.areNone()) {
            return sqls;
        }
        var all = new ArrayList<String>(sqls.size() + 2);
        if (before != null) {
            all.add(before);
        }
        if (!settings.areNone()) {
            all.add(settings.sql());
        }
        all.addAll(sqls);
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
        return results - group.statements().size();
    }
}
