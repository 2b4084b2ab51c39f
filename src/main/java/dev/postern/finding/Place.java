package dev.postern.finding;

import java.util.Comparator;

/**
 * A line of a project's file, or a character in it.
 *
 * @param file the path relative to the project's folder, with {@code /}
 * @param line the line, from 1; 0 is the file as a whole
 * @param column the character of the line, from 1; 0 is the line as a whole
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** A line as a whole. */
    public Place(String file, int line) {
        this(file, line, 0);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        var at = line == 0 ? file : file + ":" + line;
        return column == 0 ? at : at + ":" + column;
    }
}
