package dev.postern.statement;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The values of statements as Postgres takes them: text, in the forms of the types that it has told us. */
final class ParameterTexts {

    private static final PostgresType TEXT = PostgresType.scalar("text");

    private ParameterTexts() {}

    /**
     * The values in the text forms of their types, in order.
     *
     * @throws StatementException for a value whose shape its type cannot take
     */
    static ParameterValues of(BoundStatement bound, ParameterTypes types) {
        var texts = new ArrayList<@Nullable String>(bound.values().size());
        for (int i = 0; i < bound.values().size(); i++) {
            try {
                var type = isOfCursor(bound.mappings().get(i).getProperty()) ? TEXT : types.get(i);
                texts.add(ParameterText.of(type, bound.values().get(i)));
            } catch (IllegalArgumentException shape) {
                throw Refusals.ofShape(bound.statement(), bound.mappings().get(i), types.get(i), shape);
            }
        }
        return new ParameterValues(texts, types);
    }

    /** A cursor has what Postgres has written, also of JSON. */
    private static boolean isOfCursor(String path) {
        return path.startsWith("page.after") || path.startsWith("page.before");
    }
}
