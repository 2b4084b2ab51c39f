package dev.postern.plan;

/**
 * A field that is not answered to whoever asks.
 *
 * @param coordinate the field
 * @param isKnown whether it is known who asks
 */
public record Refusal(String coordinate, boolean isKnown) {}
