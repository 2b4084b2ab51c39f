package dev.postern.statement;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A first pass over a mapper file: well-formed or not, and on which line everything stands.
 *
 * <p>MyBatis reads the same text afterwards, into a tree that no longer knows lines.
 */
final class MapperReader {

    private static final Pattern DECLARATION = Pattern.compile("^\\uFEFF?\\s*<\\?xml[^>]*\\?>");
    private static final String DOCUMENT_TYPE =
            "<!DOCTYPE mapper PUBLIC \"-//mybatis.org//DTD Mapper 3.0//EN\" \"mybatis-3-mapper.dtd\">";

    private final String file;
    private final String text;
    private final XMLStreamReader xml;
    private final Deque<MapperElement> open = new ArrayDeque<>();
    private final List<MapperElement> elements = new ArrayList<>();
    private final List<MapperText> texts = new ArrayList<>();
    private @Nullable MapperElement holder;
    private boolean hasDocumentType;

    private MapperReader(String file, String text) throws XMLStreamException {
        this.file = file;
        this.text = text;
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        this.xml = factory.createXMLStreamReader(new StringReader(text));
    }

    /**
     * The file's elements and texts.
     *
     * @param file the name for messages
     * @throws XMLStreamException at the first place where it is not well-formed
     */
    static MapperFile read(String file, Path path) throws IOException, XMLStreamException {
        var text = Files.readString(path);
        return new MapperReader(file, text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    private MapperFile read() throws XMLStreamException {
        while (xml.hasNext()) {
            step(xml.next());
        }
        var root = elements.getFirst();
        return new MapperFile(
                file,
                text,
                withDocumentType(),
                root.name(),
                root.attributes().getOrDefault("namespace", ""),
                elements.subList(1, elements.size()),
                texts);
    }

    private void step(int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
            case XMLStreamConstants.DTD -> hasDocumentType = true;
            default -> {}
        }
    }

    private void start() {
        var element = new MapperElement(xml.getLocalName(), attributes(), startLine(), holder);
        elements.add(element);
        open.push(element);
        if (element.isStatement() || element.isFragment()) {
            holder = element;
        }
    }

    private void end() {
        if (open.pop().equals(holder)) {
            holder = null;
        }
    }

    /** The reader stands behind the last character, so the first line is that many line breaks up. */
    private void characters() {
        var characters = xml.getText();
        var breaks = (int) characters.chars().filter(c -> c == '\n').count();
        texts.add(new MapperText(characters, xml.getLocation().getLineNumber() - breaks, holder));
    }

    /** The reader stands behind the start tag, whose {@code <} is the last one before it: a value cannot hold one. */
    private int startLine() {
        var end = Math.min(xml.getLocation().getCharacterOffset(), text.length());
        var start = text.lastIndexOf('<', Math.max(0, end - 1));
        return 1
                + (int) text.substring(0, Math.max(0, start))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return attributes;
    }

    /** MyBatis validates against its DTD, so a file without one gets it, on a line that exists: lines stay right. */
    private String withDocumentType() {
        var marked = MarkedText.of(file, text);
        if (hasDocumentType) {
            return marked;
        }
        var declaration = DECLARATION.matcher(marked);
        var at = declaration.find() ? declaration.end() : 0;
        return marked.substring(0, at) + DOCUMENT_TYPE + marked.substring(at);
    }
}
