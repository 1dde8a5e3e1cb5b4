package gateway.compliance.lists;

import gateway.platform.xml.HardenedXml;
import java.io.InputStream;
import java.util.ArrayList;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through an XML list, one entry in memory at a time. Knows no document types and no entities; sizes are bounded.
 */
final class XmlElements {

    private static final int DEEPEST = 12;
    private static final int LONGEST_TEXT = 8 * 1024;
    private static final int MOST_IN_ONE = 5_000;
    private static final XMLInputFactory FACTORY = HardenedXml.factory(DEEPEST, LONGEST_TEXT);

    private final XMLStreamReader xml;
    private int inOne;

    XmlElements(InputStream bytes) throws ListRefused {
        try {
            xml = FACTORY.createXMLStreamReader(bytes);
        } catch (XMLStreamException | RuntimeException e) {
            throw new ListRefused(0, "is not XML");
        }
    }

    /** Goes to the next element inside or behind the present one; false at the end of a complete document. */
    boolean next() throws ListRefused {
        while (true) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    String name() {
        return xml.getLocalName();
    }

    String attribute(String name) {
        var value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    int line() {
        return xml.getLocation().getLineNumber();
    }

    /** The present element as a whole; afterwards {@link #next} goes to what is behind it. */
    Element element() throws ListRefused {
        inOne = 0;
        return whole();
    }

    private Element whole() throws ListRefused {
        if (++inOne > MOST_IN_ONE) {
            throw new ListRefused(line(), "has an entry of too many parts");
        }
        var name = name();
        int line = line();
        var text = new StringBuilder();
        var children = new ArrayList<Element>();
        while (true) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(whole());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add(text);
                case XMLStreamConstants.END_ELEMENT -> {
                    return new Element(name, line, text.toString(), children);
                }
                default -> {}
            }
        }
    }

    private void add(StringBuilder text) throws ListRefused {
        text.append(xml.getText());
        if (text.length() > LONGEST_TEXT) {
            throw new ListRefused(line(), "has a text that is too long");
        }
    }

    private int event() throws ListRefused {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new ListRefused(line(), "has a document type or an entity");
            }
            return event;
        } catch (XMLStreamException e) {
            throw new ListRefused(line(), "is malformed, or the file ends too early");
        } catch (RuntimeException e) {
            // A scanner may answer some malformed documents with unchecked exceptions.
            throw new ListRefused(line(), "cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
