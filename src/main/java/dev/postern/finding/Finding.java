package dev.postern.finding;

import java.util.Comparator;

/**
 * A fault of a project, found before anything is served.
 *
 * <p>Printed on one line: {@code BIND-101 schema/fleet.graphqls:14 Query.vesels: no statement … Add it, or remove the
 * field.} The codes are listed in {@code docs/errors.md} and never reused.
 *
 * @param code phase and number, as in {@code BIND-101}
 * @param severity whether it stops the start
 * @param place where the fault stands
 * @param coordinate the field, type or statement that it is about, or empty when it is about a whole file
 * @param fact what was found and what was expected, without a full stop
 * @param cure what to do, one or two sentences with their full stops
 */
public record Finding(String code, Severity severity, Place place, String coordinate, String fact, String cure)
        implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::place)
            .thenComparing(Finding::code)
            .thenComparing(Finding::coordinate)
            .thenComparing(Finding::fact);

    /** What a finding does to the start. */
    public enum Severity {
        /** The start stops. */
        ERROR,
        /** The start goes on, the finding is printed. */
        WARNING,
        /** Advice; nothing is wrong without it. */
        HINT
    }

    /** A finding that stops the start. */
    public static Finding error(String code, Place place, String coordinate, String fact, String cure) {
        return new Finding(code, Severity.ERROR, place, coordinate, fact, cure);
    }

    /** A finding that is printed and stops nothing. */
    public static Finding warning(String code, Place place, String coordinate, String fact, String cure) {
        return new Finding(code, Severity.WARNING, place, coordinate, fact, cure);
    }

    /** Advice, which is printed and changes nothing. */
    public static Finding hint(String code, Place place, String coordinate, String fact, String cure) {
        return new Finding(code, Severity.HINT, place, coordinate, fact, cure);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        var subject = coordinate.isEmpty() ? "" : " " + coordinate;
        return "%s %s%s: %s. %s".formatted(code, place, subject, fact, cure);
    }
}
