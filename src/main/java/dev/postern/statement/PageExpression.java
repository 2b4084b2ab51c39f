package dev.postern.statement;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code page.by(…)} of a {@code <bind>}, which names its sort expressions as literals. */
final class PageExpression {

    private static final String LITERAL = "'[^']*'|\"[^\"]*\"";
    private static final Pattern CALL = Pattern.compile(
            "\\s*page\\s*\\.\\s*by\\s*\\(\\s*((?:" + LITERAL + ")(?:\\s*,\\s*(?:" + LITERAL + "))*)\\s*\\)\\s*");
    private static final Pattern EACH = Pattern.compile(LITERAL);

    private PageExpression() {}

    /** The order that it makes, null when it is not such a call. */
    static @Nullable PageOrder order(String expression) {
        var call = CALL.matcher(expression);
        if (!call.matches()) {
            return null;
        }
        var expressions = new ArrayList<String>();
        var each = EACH.matcher(call.group(1));
        while (each.find()) {
            expressions.add(each.group().substring(1, each.group().length() - 1));
        }
        return expressions.stream().anyMatch(String::isBlank) ? null : PageOrder.of(expressions.toArray(String[]::new));
    }
}
