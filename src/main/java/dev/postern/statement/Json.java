package dev.postern.statement;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON text and its tree of {@code Map}, {@code List}, {@code String}, exact numbers, {@code Boolean} and null. */
final class Json {

    /** What Postgres has stored is no attack: only its own limits hold, 1 GB and the stack depth of its parser. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(200_000)
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static @Nullable Object read(byte[] text) {
        return MAPPER.readValue(text, Object.class);
    }

    /** @throws JacksonException for a tree that holds anything else */
    static String write(Object tree) {
        return MAPPER.writeValueAsString(tree);
    }
}
