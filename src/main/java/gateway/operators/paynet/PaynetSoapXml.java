package gateway.operators.paynet;

import gateway.platform.xml.HardenedXml;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads SOAP 1.1 envelopes with one call in Paynet's namespace. Whatever is anything else is none: document types,
 * entities, processing instructions, foreign namespaces, fields that come twice, deep or large documents.
 */
final class PaynetSoapXml {

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String PAYNET = "http://uws.provider.com/";

    private static final String SUFFIX = "Arguments";
    private static final int MOST_ELEMENTS = 200;
    private static final int DEEPEST = 8;
    private static final int LONGEST_TEXT = 256;
    private static final XMLInputFactory FACTORY = HardenedXml.factory(DEEPEST, LONGEST_TEXT);

    private final XMLStreamReader xml;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private int elements;

    private PaynetSoapXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Never throws: what cannot be read is empty. */
    static Optional<PaynetSoapCall> read(byte[] body) {
        try {
            return Optional.of(
                    new PaynetSoapXml(FACTORY.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8")).call());
        } catch (XMLStreamException | Unfit unreadable) {
            return Optional.empty();
        } catch (RuntimeException scannersOwn) {
            // A scanner may answer some malformed documents with unchecked exceptions.
            return Optional.empty();
        }
    }

    private PaynetSoapCall call() throws XMLStreamException {
        require(nextElement() && is(SOAP, "Envelope"));
        require(nextElement());
        if (is(SOAP, "Header")) {
            require(!nextElement());
            require(nextElement());
        }
        require(is(SOAP, "Body") && nextElement() && PAYNET.equals(xml.getNamespaceURI()));
        var operation = xml.getLocalName();
        require(operation.endsWith(SUFFIX));
        while (nextElement()) {
            field();
        }
        // The end of the body, then that of the envelope.
        require(!nextElement());
        require(!nextElement());
        while (xml.hasNext()) {
            require(harmless(xml.next()) && !xml.isStartElement());
        }
        return new PaynetSoapCall(
                operation.substring(0, operation.length() - SUFFIX.length()),
                Map.copyOf(fields),
                Map.copyOf(parameters));
    }

    private void field() throws XMLStreamException {
        require(isUnqualified());
        var name = xml.getLocalName();
        if (name.equals("parameters")) {
            parameter();
        } else {
            require(fields.put(name, leaf()) == null);
        }
    }

    private void parameter() throws XMLStreamException {
        var pair = new HashMap<String, String>();
        while (nextElement()) {
            require(isUnqualified());
            require(pair.put(xml.getLocalName(), leaf()) == null);
        }
        var key = pair.get("paramKey");
        var value = pair.get("paramValue");
        require(key != null && value != null && parameters.put(key, value) == null);
    }

    private boolean isUnqualified() {
        var namespace = xml.getNamespaceURI();
        return namespace == null || namespace.isEmpty() || namespace.equals(PAYNET);
    }

    /** Moves to the next child element, or past the end of the current one. */
    private boolean nextElement() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            require(harmless(event) && event != XMLStreamConstants.END_DOCUMENT);
            if (event == XMLStreamConstants.START_ELEMENT) {
                require(++elements <= MOST_ELEMENTS);
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
            require(event != XMLStreamConstants.CHARACTERS || xml.isWhiteSpace());
        }
    }

    private String leaf() throws XMLStreamException {
        var text = new StringBuilder();
        while (true) {
            int event = xml.next();
            require(harmless(event));
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    require(text.length() + xml.getTextLength() <= LONGEST_TEXT);
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString().trim();
                }
                case XMLStreamConstants.COMMENT -> {}
                default -> throw new Unfit();
            }
        }
    }

    private boolean is(String namespace, String name) {
        return namespace.equals(xml.getNamespaceURI()) && name.equals(xml.getLocalName());
    }

    /** SOAP 1.1 section 3 forbids document types and processing instructions. */
    private static boolean harmless(int event) {
        return event != XMLStreamConstants.DTD
                && event != XMLStreamConstants.ENTITY_REFERENCE
                && event != XMLStreamConstants.PROCESSING_INSTRUCTION;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new Unfit();
        }
    }

    /** It is no such envelope. */
    private static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unfit() {
            super("no such envelope", null, false, false);
        }
    }
}
