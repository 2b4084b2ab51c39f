package dev.postern.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Claims that are written down as a JSON object. */
final class ClaimsText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ClaimsText() {}

    /** @throws tools.jackson.core.JacksonException when it is none */
    static Map<String, @Nullable Object> read(String json) {
        var claims = new LinkedHashMap<String, @Nullable Object>();
        // null would be read as no map at all, and nothing is refused
        Map<?, ?> object = JSON.readValue(json.strip().equals("null") ? "" : json, Map.class);
        object.forEach((name, value) -> claims.put(String.valueOf(name), value));
        return claims;
    }
}
