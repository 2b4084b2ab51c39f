package dev.postern.statement;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.ibatis.builder.xml.XMLMapperEntityResolver;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A reading of mapper files by their DTD, for one thread, as MyBatis's {@code XPathParser} does it, which looks for a parser
 * and for XPath anew for each file.
 */
final class MapperDocuments {

    private final DocumentBuilder documents;

    MapperDocuments() {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setValidating(true);
            factory.setIgnoringComments(true);
            this.documents = factory.newDocumentBuilder();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK's XML cannot be read safely", impossible);
        }
        documents.setEntityResolver(new XMLMapperEntityResolver());
        documents.setErrorHandler(new Strictness());
    }

    /** What the DTD does not allow is as bad as what is no XML. */
    private static final class Strictness implements ErrorHandler {

        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }

    /**
     * The root element of a file.
     *
     * @throws IllegalArgumentException for what the DTD does not allow; the cause says where
     */
    Element root(MapperFile file) {
        try {
            return documents
                    .parse(new InputSource(new StringReader(file.marked())))
                    .getDocumentElement();
        } catch (SAXException | IOException refused) {
            throw new IllegalArgumentException(refused);
        }
    }
}
