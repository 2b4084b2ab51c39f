package dev.postern.statement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An OGNL expression of a mapper file's attribute, in the meaning that our contract gives it.
 *
 * <p>Two habits of OGNL surprise everybody, so the text is rewritten before MyBatis sees it: a path through null is
 * null, where OGNL throws, and {@code 'M'} is a string, where OGNL makes a character that equals no string.
 * {@code filter.size == 'M'} becomes {@code (filter == null ? null : filter["size"]) == "M"}; the brackets also keep
 * OGNL from reading {@code size} as the number of a map's entries.
 *
 * @param text the rewritten expression
 * @param paths the paths that it reads, in order: {@code filter.size}
 */
record TestExpression(String text, Set<String> paths) {

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "not",
            "in",
            "null",
            "true",
            "false",
            "instanceof",
            "new",
            "eq",
            "neq",
            "lt",
            "gt",
            "lte",
            "gte",
            "bor",
            "xor",
            "band",
            "shl",
            "shr",
            "ushr");

    static TestExpression of(String source) {
        return new Rewriting(source).run();
    }

    private static final class Rewriting {

        private final String source;
        private final StringBuilder out = new StringBuilder();
        private final Set<String> paths = new LinkedHashSet<>();
        private int at;

        Rewriting(String source) {
            this.source = source;
        }

        TestExpression run() {
            while (at < source.length()) {
                next(source.charAt(at));
            }
            return new TestExpression(out.toString(), paths);
        }

        private void next(char c) {
            if (c == '\'' || c == '"') {
                quoted(c);
            } else if (Character.isJavaIdentifierStart(c)) {
                path();
            } else if (c == '@' || c == '#' || c == '.') {
                out.append(c);
                at++;
                out.append(word());
            } else if (Character.isDigit(c)) {
                out.append(word());
            } else {
                out.append(c);
                at++;
            }
        }

        private void quoted(char quote) {
            var start = at++;
            while (at < source.length() && source.charAt(at) != quote) {
                at += source.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, source.length());
            var literal = source.substring(start, at);
            var oneLetter = literal.length() == 3 || (literal.length() == 4 && literal.charAt(1) == '\\');
            if (quote == '\'' && oneLetter && !literal.equals("'\"'")) {
                out.append('"').append(literal, 1, literal.length() - 1).append('"');
                return;
            }
            out.append(literal);
        }

        private void path() {
            var names = new ArrayList<String>();
            names.add(word());
            while (at < source.length() - 1
                    && source.charAt(at) == '.'
                    && Character.isJavaIdentifierStart(source.charAt(at + 1))) {
                at++;
                names.add(word());
            }
            if (names.size() == 1 && KEYWORDS.contains(names.getFirst())) {
                out.append(names.getFirst());
                return;
            }
            var call = isCall() ? "." + names.removeLast() : "";
            if (names.isEmpty()) {
                out.append(call, 1, call.length());
                return;
            }
            paths.add(String.join(".", names));
            out.append(nullSafe(names)).append(call);
        }

        private boolean isCall() {
            var next = at;
            while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
                next++;
            }
            return next < source.length() && source.charAt(next) == '(';
        }

        private String word() {
            var start = at;
            while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
                at++;
            }
            return source.substring(start, at);
        }

        private static String nullSafe(List<String> names) {
            var safe = names.getFirst();
            var plain = names.getFirst();
            for (var name : names.subList(1, names.size())) {
                plain = plain + "[\"" + name + "\"]";
                safe = "(" + safe + " == null ? null : " + plain + ")";
            }
            return safe;
        }
    }
}
