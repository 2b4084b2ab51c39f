package dev.postern.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of bytes, and of texts in UTF-8. Source: https://csrc.nist.gov/pubs/fips/180-4/upd1/final */
public final class Sha256 {

    private Sha256() {}

    /** The 32 bytes of a text's. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JVM has SHA-256", none);
        }
    }

    /** The same in lower-case hexadecimal. */
    public static String hexadecimal(String text) {
        return hexadecimal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** That of bytes, likewise. */
    public static String hexadecimal(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }
}
