package dev.postern.execution;

import dev.postern.statement.Page;
import dev.postern.statement.PagePosition;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages that clients ask for by {@code first}, {@code after}, {@code last} and {@code before}.
 *
 * @see <a href="https://relay.dev/graphql/connections.htm#sec-Arguments">Arguments of connections, by Relay</a>
 */
public final class Pages {

    private final PageProperties properties;

    public Pages(PageProperties properties) {
        this.properties = properties;
    }

    /**
     * The page of a field.
     *
     * @param coordinate the field
     * @param arguments its own
     * @throws FieldException when nobody can say which page that is, or when it is too large
     */
    public Page of(String coordinate, Map<String, @Nullable Object> arguments) {
        var first = size(coordinate, "first", arguments);
        var last = size(coordinate, "last", arguments);
        if (first != null && last != null) {
            throw refused(coordinate + ": 'first' and 'last' are given together. Ask for one of them.");
        }
        var size = first == null ? last : first;
        return new Page(
                last != null,
                size == null ? properties.size() : size,
                position(coordinate, "after", arguments),
                position(coordinate, "before", arguments));
    }

    private @Nullable Integer size(String coordinate, String argument, Map<String, @Nullable Object> arguments) {
        if (!(arguments.get(argument) instanceof Integer size)) {
            return null;
        }
        if (size < 0) {
            throw refused(coordinate + ": '" + argument + "' is " + size + "; the least is 0.");
        }
        if (size > properties.maximum()) {
            throw new FieldException(
                    new FieldError(
                            ErrorCode.LIMIT_EXCEEDED,
                            String.format(
                                    Locale.ROOT,
                                    "%s: '%s' is %,d; the most is %,d.",
                                    coordinate,
                                    argument,
                                    size,
                                    properties.maximum())),
                    null);
        }
        return size;
    }

    private static @Nullable PagePosition position(
            String coordinate, String argument, Map<String, @Nullable Object> arguments) {
        return arguments.get(argument) instanceof String cursor ? Cursors.read(coordinate, argument, cursor) : null;
    }

    private static FieldException refused(String message) {
        return new FieldException(new FieldError(ErrorCode.BAD_USER_INPUT, message), null);
    }
}
