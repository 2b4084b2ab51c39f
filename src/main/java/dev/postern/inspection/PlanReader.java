package dev.postern.inspection;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A reading of plans that {@code explain (format xml)} writes, for one thread: mappers are read as XML too, so its classes
 * are there, and loading those for JSON would take longer than all plans.
 */
final class PlanReader {

    private final DocumentBuilder documents;

    PlanReader() {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            this.documents = factory.newDocumentBuilder();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK's XML cannot be read safely", impossible);
        }
    }

    /** The topmost node of a plan. */
    PlanNode root(String explained) {
        try {
            var document = documents.parse(new InputSource(new StringReader(explained)));
            var query = new PlanNode(new PlanNode(document.getDocumentElement())
                    .elements("Query")
                    .getFirst());
            return new PlanNode(query.elements("Plan").getFirst());
        } catch (SAXException | IOException malformed) {
            throw new IllegalStateException("Postgres's plan is no XML", malformed);
        }
    }
}
