package sandbox.humo;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A request as PaymentServer understood it.
 *
 * @param fields texts directly under the operation
 * @param items name/value pairs, wherever they stand
 */
record HumoCall(String operation, Map<String, String> fields, Map<String, String> items) {

    private static final XMLInputFactory FACTORY = factory();

    /** Empty when it is not a SOAP request to PaymentServer. */
    static Optional<HumoCall> parse(byte[] body) {
        try {
            var xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && "urn:PaymentServer".equals(xml.getNamespaceURI())) {
                    return Optional.of(operation(xml));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    String item(String name) {
        return items.getOrDefault(name, "");
    }

    /** Minor units; empty when the item is missing or not a positive number. */
    Optional<Long> amount() {
        var text = item("amount");
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static HumoCall operation(XMLStreamReader xml) throws XMLStreamException {
        var call = new HumoCall(xml.getLocalName(), new HashMap<>(), new HashMap<>());
        var text = new StringBuilder();
        var name = "";
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    switch (xml.getLocalName()) {
                        case "name" -> name = text.toString();
                        case "value" -> call.items.put(name, text.toString());
                        default -> call.fields.put(xml.getLocalName(), text.toString());
                    }
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return call;
    }

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
