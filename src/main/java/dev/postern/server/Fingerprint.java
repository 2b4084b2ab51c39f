package dev.postern.server;

import dev.postern.execution.OperationRequest;
import dev.postern.identity.Sha256;
import java.util.Arrays;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What tells one request from another: who asks, the document, which of its operations, and the variables, in any order. */
final class Fingerprint {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Fingerprint() {}

    /** A SHA-256 in hexadecimal. */
    static String of(OperationRequest request) {
        return Sha256.hexadecimal(JSON.writeValueAsBytes(Arrays.asList(
                request.document(),
                request.operationName(),
                request.variables(),
                request.caller().lasting())));
    }
}
