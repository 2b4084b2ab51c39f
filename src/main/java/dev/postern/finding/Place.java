package dev.postern.finding;

import java.util.Comparator;

/**
 * A line of a project's file.
 *
 * @param file the path relative to the project's folder, with {@code /}
 * @param line the line, from 1; 0 is the file as a whole
 */
public record Place(String file, int line) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
