package dev.postern.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a {@code test}, a part of OGNL: {@code and or not}, comparisons of a path with a literal, brackets.
 *
 * <p>Whatever goes beyond is kept as {@link Condition.Opaque}, at the level where it stands.
 */
final class ConditionParser {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<word>[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)|(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
                    + "|(?<number>\\d[\\w.]*)|(?<sign>==|!=|<=|>=|&&|\\|\\||.))",
            Pattern.DOTALL);

    private final List<String> tokens;
    private int at;

    private ConditionParser(List<String> tokens) {
        this.tokens = tokens;
    }

    static Condition parse(String test) {
        var tokens = new ArrayList<String>();
        var token = TOKEN.matcher(test.strip());
        while (token.lookingAt()) {
            tokens.add(token.group().strip());
            token.region(token.end(), token.regionEnd());
        }
        var parser = new ConditionParser(tokens);
        var condition = parser.either();
        return parser.at == tokens.size() ? condition : new Condition.Opaque(test.strip());
    }

    private Condition either() {
        var left = both();
        while (takes("or", "||")) {
            left = new Condition.Either(left, both());
        }
        return left;
    }

    private Condition both() {
        var left = negated();
        while (takes("and", "&&")) {
            left = new Condition.Both(left, negated());
        }
        return left;
    }

    private Condition negated() {
        if (takes("not", "!")) {
            return new Condition.Not(negated());
        }
        var start = at;
        var atom = atom();
        if (atom != null && isEnd()) {
            return atom;
        }
        at = start;
        return opaque();
    }

    private @Nullable Condition atom() {
        if (takes("(")) {
            var inner = either();
            return takes(")") ? inner : null;
        }
        var literal = literal();
        if (literal != null) {
            return turned(literal);
        }
        var path = path();
        if (path == null) {
            return null;
        }
        if (isCall(path)) {
            return size(path);
        }
        if (takes("==", "eq")) {
            return equal(path, literal());
        }
        if (takes("!=", "neq")) {
            var equal = equal(path, literal());
            return equal == null ? null : new Condition.Not(equal);
        }
        return new Condition.Truth(path);
    }

    /** {@code null != name}. */
    private @Nullable Condition turned(Given literal) {
        var negated = !peek().equals("==") && !peek().equals("eq");
        if (!takes("==", "eq", "!=", "neq")) {
            return literal.kind() == Given.Kind.LITERAL ? null : new Condition.Constant(literal.isTrue());
        }
        var path = path();
        if (path == null || isCall(path)) {
            return null;
        }
        var equal = new Condition.Equal(path, literal);
        return negated ? new Condition.Not(equal) : equal;
    }

    private static @Nullable Condition equal(String path, @Nullable Given literal) {
        return literal == null ? null : new Condition.Equal(path, literal);
    }

    private boolean isCall(String path) {
        return path.contains(".") && peek().equals("(");
    }

    /** {@code ids.isEmpty()} and {@code ids.size() > 0}. */
    private @Nullable Condition size(String call) {
        var dot = call.lastIndexOf('.');
        var path = call.substring(0, dot);
        if (!takes("(") || !takes(")")) {
            return null;
        }
        return switch (call.substring(dot + 1)) {
            case "isEmpty" -> new Condition.Not(new Condition.Longer(path, 0));
            case "size" -> compared(path);
            default -> null;
        };
    }

    private @Nullable Condition compared(String path) {
        var sign = peek();
        at++;
        if (!peek().matches("\\d+")) {
            return null;
        }
        var number = Integer.parseInt(peek());
        at++;
        return switch (sign) {
            case ">", "gt" -> new Condition.Longer(path, number);
            case ">=", "gte" -> new Condition.Longer(path, number - 1);
            case "<", "lt" -> new Condition.Not(new Condition.Longer(path, number - 1));
            case "<=", "lte" -> new Condition.Not(new Condition.Longer(path, number));
            case "==", "eq" -> exactly(path, number);
            case "!=", "neq" -> new Condition.Not(exactly(path, number));
            default -> null;
        };
    }

    private static Condition exactly(String path, int number) {
        return new Condition.Both(
                new Condition.Longer(path, number - 1), new Condition.Not(new Condition.Longer(path, number)));
    }

    private @Nullable Given literal() {
        var token = peek();
        var literal = switch (token) {
            case "null" -> Given.NULL;
            case "true" -> Given.TRUE;
            case "false" -> Given.FALSE;
            default -> valued(token);
        };
        at += literal == null ? 0 : 1;
        return literal;
    }

    private static @Nullable Given valued(String token) {
        if (token.isEmpty()) {
            return null;
        }
        var first = token.charAt(0);
        if (first == '\'' || first == '"') {
            return Given.literal(token.substring(1, token.length() - 1));
        }
        return Character.isDigit(first) ? Given.literal(token) : null;
    }

    private @Nullable String path() {
        var token = peek();
        if (token.isEmpty() || !Character.isJavaIdentifierStart(token.charAt(0))) {
            return null;
        }
        at++;
        return token;
    }

    /** Up to the next word or bracket that this level ends with. */
    private Condition opaque() {
        var text = new StringBuilder();
        var depth = 0;
        while (at < tokens.size() && (depth > 0 || !isEnd())) {
            depth += peek().equals("(") ? 1 : peek().equals(")") ? -1 : 0;
            text.append(text.isEmpty() ? "" : " ").append(peek());
            at++;
        }
        return new Condition.Opaque(text.toString());
    }

    private boolean isEnd() {
        return switch (peek()) {
            case "", ")", "and", "&&", "or", "||" -> true;
            default -> false;
        };
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean takes(String... words) {
        for (var word : words) {
            if (peek().equals(word)) {
                at++;
                return true;
            }
        }
        return false;
    }
}
