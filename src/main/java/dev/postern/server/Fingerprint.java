package dev.postern.server;

import dev.postern.execution.OperationRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
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
        var text = JSON.writeValueAsBytes(Arrays.asList(
                request.document(),
                request.operationName(),
                request.variables(),
                request.caller().lasting()));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JVM has SHA-256", none);
        }
    }
}
