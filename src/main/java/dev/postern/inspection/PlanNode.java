package dev.postern.inspection;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** A node of a plan, as {@code explain (format xml)} writes it. */
record PlanNode(Element element) {

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

    List<Element> elements(String name) {
        var elements = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found && found.getNodeName().equals(name)) {
                elements.add(found);
            }
        }
        return elements;
    }
}
