package dev.postern.subscription;

import dev.postern.execution.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a notification says. */
final class EventPayload {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a response with errors begins with. */
    private static final String ERRORS = "{\"errors\":";

    private EventPayload() {}

    /**
     * The fields of a JSON object; none for no text at all, which is what {@code NOTIFY} sends by itself.
     *
     * @throws IllegalArgumentException for anything else, with what it is
     */
    static Map<String, @Nullable Object> read(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        if (!(parse(text) instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException("is JSON, and no object");
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        object.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return Collections.unmodifiableMap(fields);
    }

    /** Whether a response says that the database was away: whoever asks again may be answered. */
    static boolean isUnavailable(byte[] response) {
        if (!new String(response, 0, Math.min(response.length, ERRORS.length()), StandardCharsets.US_ASCII)
                .equals(ERRORS)) {
            return false;
        }
        for (var error : JSON.readTree(response).path("errors")) {
            if (error.path("extensions").path("code").asString("").equals(ErrorCode.UNAVAILABLE.name())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object parse(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("is no JSON", broken);
        }
    }
}
