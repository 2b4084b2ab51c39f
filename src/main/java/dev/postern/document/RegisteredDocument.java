package dev.postern.document;

import dev.postern.finding.Place;
import graphql.language.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A document that a client is known to send.
 *
 * @param id what a file calls it: the key of a manifest, or the file's own name
 * @param operationName the one that the manifest says it has, null where none is said
 * @param text as it is sent
 * @param place where it stands
 * @param isFile whether all of the file is the document, so that its lines are the file's
 */
record RegisteredDocument(
        String id, @Nullable String operationName, String text, Place place, boolean isFile) {

    /** The SHA-256 of its text in hexadecimal, by which it is known as well. */
    String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JVM has SHA-256", none);
        }
    }

    /** Where in a project's file a part of it stands; the document as a whole for null. */
    Place at(@Nullable SourceLocation part) {
        return part == null || !isFile ? place : new Place(place.file(), part.getLine(), part.getColumn());
    }
}
