package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a connection that a client asked for: what a mapper knows as {@code page}.
 *
 * <p>MyBatis calls {@link #by} and reads the values of the positions, which is why they are public.
 *
 * @param backward whether it is the last rows that are asked for
 * @param size how many, 0 or more
 * @param after where it begins, null at the very beginning
 * @param before where it ends, null at the very end
 * @see <a href="https://relay.dev/graphql/connections.htm">Connections, by Relay</a>
 */
public record Page(
        boolean backward,
        int size,
        @Nullable PagePosition after,
        @Nullable PagePosition before) {

    /**
     * What a statement needs to bring these rows, by the names that a mapper uses.
     *
     * <p>Right: {@code page.by('v.built desc nulls last', 'v.id')}, the last one unique. Wrong: {@code page.by('v.built')},
     * where two rows of one year have the same cursor, and {@code page.by(orderBy)}, which is refused at start.
     *
     * @return {@code cursor}, a list of columns; {@code seek}, a condition; {@code order}, for {@code order by}; {@code limit}
     * @throws PositionException for a position of another order
     */
    public Map<String, Object> by(String... expressions) {
        return texts(PageOrder.of(expressions));
    }

    Map<String, Object> texts(PageOrder order) {
        var walked = backward ? order.reversed() : order;
        return Map.of(
                "cursor", order.columns(), "seek", seek(order), "order", walked.orderBy(), "limit", (long) size + 1);
    }

    private String seek(PageOrder order) {
        var parts = new ArrayList<String>();
        if (after != null) {
            parts.add(new Seek(order, valuesOf("after", after, order), "page.after").text());
        }
        if (before != null) {
            parts.add(new Seek(order.reversed(), valuesOf("before", before, order), "page.before").text());
        }
        return switch (parts.size()) {
            case 0 -> "true";
            case 1 -> parts.getFirst();
            default -> String.join(" and ", parts);
        };
    }

    private static List<@Nullable String> valuesOf(String argument, PagePosition position, PageOrder order) {
        if (!position.order().equals(order.fingerprint())
                || position.values().size() != order.keys().size()) {
            throw new PositionException(argument);
        }
        return position.values();
    }
}
