package dev.postern.statement;

import dev.postern.finding.Place;
import java.util.List;

/**
 * A mapper file, read for the places of what it holds.
 *
 * @param file the path relative to the project's folder
 * @param text its whole text
 * @param marked the same for MyBatis: with a document type that it accepts and an {@link Origin} before each text
 * @param root the tag of its root element
 * @param namespace the root's namespace, empty if it has none
 * @param elements every element below the root, in order
 * @param texts every run of character data, in order
 */
record MapperFile(
        String file,
        String text,
        String marked,
        String root,
        String namespace,
        List<MapperElement> elements,
        List<MapperText> texts) {

    MapperFile {
        elements = List.copyOf(elements);
        texts = List.copyOf(texts);
    }

    List<MapperElement> statements() {
        return elements.stream().filter(MapperElement::isStatement).toList();
    }

    List<MapperElement> fragments() {
        return elements.stream().filter(MapperElement::isFragment).toList();
    }

    Place at(int line) {
        return new Place(file, line);
    }

    /** The full name of something in this file: {@code owner} in namespace {@code Vessel} is {@code Vessel.owner}. */
    String qualified(String id) {
        return id.contains(".") ? id : namespace + "." + id;
    }
}
