package dev.postern.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word of a collection that somebody most likely meant. */
public final class Nearest {

    private Nearest() {}

    /**
     * The candidate with the fewest edits from {@code word}, if they are few enough for a slip of the pen.
     *
     * <p>For {@code vesels} among {@code vessels, ports} it is {@code vessels}; for {@code crew} there is none.
     *
     * @return empty when more than a third of the letters, and more than two, would have to change
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return to(word, candidates, Math.max(2, word.length() / 3));
    }

    /** The same, with the most letters that may differ. */
    public static Optional<String> to(String word, Collection<String> candidates, int allowed) {
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= allowed)
                .filter(candidate -> distance(word, candidate) <= allowed)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, ignoring case. */
    private static int distance(String left, String right) {
        var previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            previous = row(left.charAt(i - 1), right, previous);
        }
        return previous[right.length()];
    }

    private static int[] row(char letter, String right, int[] previous) {
        var current = new int[previous.length];
        current[0] = previous[0] + 1;
        for (int j = 1; j < current.length; j++) {
            var same = Character.toLowerCase(letter) == Character.toLowerCase(right.charAt(j - 1));
            var replaced = previous[j - 1] + (same ? 0 : 1);
            current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
        }
        return current;
    }
}
