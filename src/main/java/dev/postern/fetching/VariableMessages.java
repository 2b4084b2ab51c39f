package dev.postern.fetching;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** graphql-java's sentences about variables and operation names, which no bundle holds, in our words. */
final class VariableMessages {

    private static final Map<Pattern, String> SENTENCES = sentences();

    /** What names types and fields that the client did not write. */
    private static final Pattern TELLING = Pattern.compile("(?s)(?:Variable '(?<name>[^']+)' has an invalid value: .*"
            + "|.*(?:coerced Null value for NonNull type|that is not defined for input object type).*)");

    private VariableMessages() {}

    /** From the narrow to the wide: the last one takes what a scalar said, which is ours already. */
    private static Map<Pattern, String> sentences() {
        var of = "(?:Variable '(?<name>[^']+)' has an invalid value: )?";
        var sentences = new LinkedHashMap<Pattern, String>();
        sentences.put(
                Pattern.compile(of + "Variable '([^']+)' has coerced Null value for NonNull type '([^']+)'"),
                "Variable '$2' is $3 and has no value.");
        sentences.put(
                Pattern.compile("Argument '([^']+)' has coerced Null value for NonNull type '([^']+)'"),
                "Argument '$1' is $2 and has no value.");
        sentences.put(
                Pattern.compile(of + "Field '([^']+)' has coerced Null value for NonNull type '([^']+)'"),
                "Variable '${name}': its field '$2' is $3 and has no value.");
        sentences.put(
                Pattern.compile(of + "Coerced Null value for NonNull type '([^']+)'"),
                "Variable '${name}': a $2 in it has no value.");
        sentences.put(
                Pattern.compile(of + "Expected type 'Map' but was '[^']+'.*"),
                "Variable '${name}': an input object is expected.");
        sentences.put(
                Pattern.compile(
                        "The variables input contains a field name '([^']+)' that is not defined for input object"
                                + " type '([^']+)'\\s*"),
                "The input object $2 has no field '$1'.");
        sentences.put(
                Pattern.compile("Must provide operation name if query contains multiple operations\\.?"),
                "The document has several operations: name the one to run as operationName.");
        sentences.put(
                Pattern.compile("Unknown operation named '([^']*)'\\.?"), "The document has no operation named '$1'.");
        sentences.put(Pattern.compile("(?s)Variable '([^']+)' has an invalid value: (.*)"), "Variable '$1': $2.");
        return sentences;
    }

    /** The message as we say it, without what the client did not write. */
    static String brief(String message) {
        var telling = TELLING.matcher(message);
        if (!telling.matches()) {
            return ours(message);
        }
        var name = telling.group("name");
        return name == null ? "A value does not fit its type." : "Variable '" + name + "' does not fit its type.";
    }

    /** The message as we say it, or as it is when it is none of these. */
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
