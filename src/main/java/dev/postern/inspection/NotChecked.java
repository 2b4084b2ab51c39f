package dev.postern.inspection;

import dev.postern.finding.Place;
import java.util.Comparator;

/**
 * Something that the check could not decide: silence is never a pass.
 *
 * @param place where it stands
 * @param coordinate the field, argument or statement
 * @param reason what is not known, and why, without a full stop
 */
public record NotChecked(Place place, String coordinate, String reason) implements Comparable<NotChecked> {

    private static final Comparator<NotChecked> ORDER = Comparator.comparing(NotChecked::place)
            .thenComparing(NotChecked::coordinate)
            .thenComparing(NotChecked::reason);

    @Override
    public int compareTo(NotChecked other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return place + " " + coordinate + ": " + reason;
    }
}
