package dev.postern.plan;

import graphql.parser.ParserOptions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The most that one operation may ask for; {@code docs/limits.md} names the attack that each of them stops.
 *
 * @param documentSize of a document in UTF-8; at least 1 KB, default 256 KB
 * @param tokens of a document, comments not counted; default 10,000
 * @param directives of a document; default 100
 * @param aliases of a document; default 200
 * @param depth of the fields of an operation, and of fragments that spread fragments; default 20
 * @param fields of an operation, each fragment counted wherever it is spread; default 5,000
 * @param rootFields of an operation; default 50
 * @param statements that an operation can run, whatever the data; default 100
 */
@ConfigurationProperties(prefix = "postern.limits")
public record OperationLimits(
        @DefaultValue("256KB") DataSize documentSize,
        @DefaultValue("10000") int tokens,
        @DefaultValue("100") int directives,
        @DefaultValue("200") int aliases,
        @DefaultValue("20") int depth,
        @DefaultValue("5000") int fields,
        @DefaultValue("50") int rootFields,
        @DefaultValue("100") int statements) {

    /** What graphql-java's grammar may need for each token, spaces and line ends. */
    private static final int SPACES = 20;

    public OperationLimits {
        atLeast("document-size", documentSize.toBytes(), 1024);
        atLeast("tokens", tokens, 10);
        atLeast("directives", directives, 0);
        atLeast("aliases", aliases, 0);
        atLeast("depth", depth, 1);
        atLeast("fields", fields, 1);
        atLeast("root-fields", rootFields, 1);
        atLeast("statements", statements, 1);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "postern.limits." + name + " is " + value + "; the least is " + least + ".");
        }
    }

    /** The same limits as far as graphql-java's parser keeps them, so that its own never come first. */
    public ParserOptions parserOptions() {
        var characters = Math.toIntExact(Math.min(documentSize.toBytes(), Integer.MAX_VALUE / 2));
        return ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxCharacters(characters)
                        .maxTokens(tokens)
                        .maxWhitespaceTokens(Math.max(200_000, Math.max(characters, tokens * SPACES))));
    }
}
