package dev.postern.fetching;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** graphql-java's sentences about variables and operation names, which no bundle holds, in our words. */
final class VariableMessages {

    private static final Map<Pattern, String> SENTENCES = sentences();

    private VariableMessages() {}

    private static Map<Pattern, String> sentences() {
        var sentences = new LinkedHashMap<Pattern, String>();
        sentences.put(
                Pattern.compile("Variable '([^']+)' has coerced Null value for NonNull type '([^']+)'"),
                "Variable '$1' is $2 and has no value.");
        sentences.put(
                Pattern.compile(
                        "Field '([^']+)' of variable '([^']+)' has coerced Null value for NonNull type '([^']+)'"),
                "Variable '$2': its field '$1' is $3 and has no value.");
        sentences.put(Pattern.compile("(?s)Variable '([^']+)' has an invalid value: (.*)"), "Variable '$1': $2.");
        sentences.put(
                Pattern.compile("Must provide operation name if query contains multiple operations\\.?"),
                "The document has several operations: name the one to run as operationName.");
        sentences.put(
                Pattern.compile("Unknown operation named '([^']*)'\\.?"), "The document has no operation named '$1'.");
        return sentences;
    }

    static String ours(String message) {
        for (var sentence : SENTENCES.entrySet()) {
            var found = sentence.getKey().matcher(message);
            if (found.matches()) {
                return found.replaceFirst(sentence.getValue());
            }
        }
        return message;
    }
}
