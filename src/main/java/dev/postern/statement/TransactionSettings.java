package dev.postern.statement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of Postgres for each transaction of a session, which end with it. Immutable. */
public final class TransactionSettings {

    /** Those that a session has in any case. */
    public static final TransactionSettings NONE = SettingsText.of(List.of()).with(List.of());

    private final SettingsText text;
    private final ParameterValues values;

    TransactionSettings(SettingsText text, List<String> values) {
        this.text = text;
        this.values = new ParameterValues(List.copyOf(values), text.types());
    }

    boolean areNone() {
        return values.texts().isEmpty();
    }

    /** The statement that makes them; what it returns is of no interest, and small. */
    String sql() {
        return text.sql();
    }

    /** The values by name, in the order in which they are set. */
    Map<String, String> byName() {
        var byName = new LinkedHashMap<String, String>();
        for (int i = 0; i < text.names().size(); i++) {
            byName.put(text.names().get(i), String.valueOf(values.texts().get(i)));
        }
        return byName;
    }

    ParameterValues values() {
        return values;
    }
}
