package dev.postern.plan;

/**
 * What a document holds, counted in one pass over its text, before anything of the size of a syntax tree is made.
 *
 * <p>It splits text as the specification does and judges nothing: where the text is no GraphQL, some count is as good as
 * any, and the parser says what is wrong. Source: https://spec.graphql.org/October2021/#sec-Language.Source-Text
 */
final class DocumentScan {

    private static final String BLOCK = "\"\"\"";

    private final String text;
    private int at;
    private int parentheses;
    private int tokens;
    private int aliases;
    private int directives;
    private int longestNumber;

    private DocumentScan(String text) {
        this.text = text;
    }

    static DocumentScan of(String document) {
        var scan = new DocumentScan(document);
        while (scan.at < document.length()) {
            scan.step(document.charAt(scan.at));
        }
        return scan;
    }

    /** Names, numbers, strings and punctuators; neither spaces nor commas nor comments. */
    int tokens() {
        return tokens;
    }

    /** Names that fields are given. */
    int aliases() {
        return aliases;
    }

    /** Uses of directives. */
    int directives() {
        return directives;
    }

    /** The characters of the longest number, which take the square of their time to become one. */
    int longestNumber() {
        return longestNumber;
    }

    private void step(char next) {
        switch (next) {
            case ' ', '\t', '\r', '\n', ',', '\uFEFF' -> at++;
            case '#' -> skipComment();
            case '"' -> token(afterString());
            case '.' -> token(text.startsWith("...", at) ? at + 3 : at + 1);
            default -> {
                count(next);
                token(isWord(next) ? afterWord() : at + 1);
            }
        }
    }

    /** A colon outside of parentheses stands behind an alias: arguments and variables have theirs inside. */
    private void count(char next) {
        switch (next) {
            case '(' -> parentheses++;
            case ')' -> parentheses--;
            case '@' -> directives++;
            case ':' -> aliases += parentheses <= 0 ? 1 : 0;
            default -> {}
        }
    }

    private void token(int end) {
        tokens++;
        at = end;
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private int afterWord() {
        var end = at + 1;
        while (end < text.length() && (isWord(text.charAt(end)) || (text.charAt(end) == '.' && isNumber()))) {
            end++;
        }
        if (isNumber()) {
            longestNumber = Math.max(longestNumber, end - at);
        }
        return end;
    }

    private boolean isNumber() {
        var first = text.charAt(at);
        return first == '-' || Character.isDigit(first);
    }

    private static boolean isWord(char character) {
        return character == '_' || character == '-' || Character.isLetterOrDigit(character);
    }

    private int afterString() {
        var quote = text.startsWith(BLOCK, at) ? BLOCK : "\"";
        var end = at + quote.length();
        while (end < text.length() && !text.startsWith(quote, end)) {
            if (quote.length() == 1 && text.charAt(end) == '\n') {
                return end;
            }
            end += escaped(quote, end);
        }
        return Math.min(text.length(), end + quote.length());
    }

    /** A backslash takes the quotes behind it along. */
    private int escaped(String quote, int place) {
        if (text.charAt(place) != '\\') {
            return 1;
        }
        return quote.length() == 1 ? 2 : text.startsWith(quote, place + 1) ? 1 + quote.length() : 1;
    }
}
