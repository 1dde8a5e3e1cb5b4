package gateway.platform.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through a document from outside, element by element, and takes whole elements where asked. Refuses document
 * types, entities, processing instructions, what is deep, and texts and elements that are too large. How large the
 * whole may be is for whoever received the bytes.
 */
public final class XmlWalk {

    private static final int DEEPEST = 24;
    private static final int LONGEST_TEXT = 2 * 1024;
    private static final int MOST_IN_ONE = 2_000;
    private static final XMLInputFactory FACTORY = HardenedXml.factory(DEEPEST, LONGEST_TEXT);

    private final XMLStreamReader xml;
    private int inOne;

    public XmlWalk(byte[] bytes) throws XmlRefused {
        try {
            xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
        } catch (XMLStreamException | RuntimeException e) {
            throw new XmlRefused(1, "is not XML");
        }
    }

    /** A document that is small enough to be had as one element. */
    public static XmlElement whole(byte[] bytes) throws XmlRefused {
        var walk = new XmlWalk(bytes);
        while (walk.event() != XMLStreamConstants.START_ELEMENT) {
            // What stands before the root says nothing.
        }
        var root = walk.element();
        walk.end();
        return root;
    }

    /** Behind the root: nothing may follow but the end. */
    public void end() throws XmlRefused {
        while (event() != XMLStreamConstants.END_DOCUMENT) {
            // Comments and blanks say nothing; anything else the scanner refuses itself.
        }
    }

    /**
     * Into the present element: goes to its next child, or leaves it.
     *
     * @return whether there is one
     */
    public boolean down() throws XmlRefused {
        while (true) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.isWhiteSpace()) {
                        throw new XmlRefused(line(), "has a text where elements are expected");
                    }
                }
                default -> {}
            }
        }
    }

    public String namespace() {
        var uri = xml.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    public String name() {
        return xml.getLocalName();
    }

    public int line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    /** The present element as a whole; afterwards it has been left. */
    public XmlElement element() throws XmlRefused {
        inOne = 0;
        return part();
    }

    private XmlElement part() throws XmlRefused {
        if (++inOne > MOST_IN_ONE) {
            throw new XmlRefused(line(), "has too many parts");
        }
        var namespace = namespace();
        var name = name();
        int line = line();
        var attributes = attributes();
        var text = new StringBuilder();
        var children = new ArrayList<XmlElement>();
        while (true) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(part());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add(text);
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(namespace, name, line, text.toString().strip(), attributes, children);
                }
                default -> {}
            }
        }
    }

    private Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (Optional.ofNullable(xml.getAttributeNamespace(i)).orElse("").isEmpty()) {
                attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
        }
        return attributes;
    }

    private void add(StringBuilder text) throws XmlRefused {
        text.append(xml.getText());
        if (text.length() > LONGEST_TEXT) {
            throw new XmlRefused(line(), "has a text that is too long");
        }
    }

    private int event() throws XmlRefused {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XmlRefused(line(), "has a document type or an entity");
            }
            if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                throw new XmlRefused(line(), "has a processing instruction");
            }
            return event;
        } catch (XMLStreamException e) {
            throw new XmlRefused(line(), "is malformed, or the file ends too early");
        } catch (RuntimeException e) {
            // A scanner may answer some malformed documents with unchecked exceptions.
            throw new XmlRefused(line(), "cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
