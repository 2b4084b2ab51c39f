package dev.postern.inspection;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A node of a plan, as {@code explain (format xml)} writes it: mappers are read as XML too, so its classes are there, and
 * loading those for JSON would take longer than all plans.
 */
record PlanNode(Element element) {

    /** The topmost node. */
    static PlanNode root(String explained) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(explained)));
            var query = new PlanNode(new PlanNode(document.getDocumentElement())
                    .elements("Query")
                    .getFirst());
            return new PlanNode(query.elements("Plan").getFirst());
        } catch (ParserConfigurationException | SAXException | IOException malformed) {
            throw new IllegalStateException("Postgres's plan is no XML", malformed);
        }
    }

    /** A property's text, empty when there is none. */
    String text(String name) {
        var found = elements(name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent();
    }

    List<PlanNode> children() {
        return elements("Plans").stream()
                .flatMap(plans -> new PlanNode(plans).elements("Plan").stream())
                .map(PlanNode::new)
                .toList();
    }

    private List<Element> elements(String name) {
        var elements = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found && found.getNodeName().equals(name)) {
                elements.add(found);
            }
        }
        return elements;
    }
}
