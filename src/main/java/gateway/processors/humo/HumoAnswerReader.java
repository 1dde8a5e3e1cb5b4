package gateway.processors.humo;

import static gateway.processors.humo.HumoFields.require;

import gateway.platform.xml.HardenedXml;
import gateway.processors.humo.HumoFields.Unreadable;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what PaymentServer answers. Whatever is not exactly one well-formed answer in the right namespaces is
 * {@link HumoMessage.NoAnswer}: document types, entities, second answers, repeated fields, deep or large documents.
 */
final class HumoAnswerReader {

    static final int LARGEST = 64 * 1024;

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String PAYMENT_SERVER = "urn:PaymentServer";
    private static final int MOST_ELEMENTS = 1_000;
    private static final int MOST_ATTRIBUTES = 16;
    private static final int DEEPEST = 12;
    private static final int LONGEST_TEXT = 8 * 1024;
    private static final int OK = 200;
    private static final XMLInputFactory FACTORY = HardenedXml.factory(DEEPEST, LONGEST_TEXT);

    private final XMLStreamReader xml;
    private int elements;
    private int depth;

    private HumoAnswerReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Never throws: what cannot be read is a value. */
    static HumoMessage.Answer read(int httpStatus, byte[] body) {
        if (body.length > LARGEST) {
            return new HumoMessage.NoAnswer("answer too large");
        }
        try {
            var answer = new HumoAnswerReader(FACTORY.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8"))
                    .envelope();
            // gSOAP answers faults with 500; good news with a bad status is no news.
            return httpStatus == OK || answer instanceof HumoMessage.Fault
                    ? answer
                    : new HumoMessage.NoAnswer("HTTP " + httpStatus);
        } catch (XMLStreamException | Unreadable e) {
            return new HumoMessage.NoAnswer(
                    e instanceof Unreadable ? "unreadable answer: " + e.getMessage() : "answer is not XML");
        } catch (RuntimeException e) {
            // A scanner may answer some malformed documents with unchecked exceptions.
            return new HumoMessage.NoAnswer("unreadable answer: " + e.getClass().getSimpleName());
        }
    }

    private HumoMessage.Answer envelope() throws XMLStreamException {
        require(nextElement() && is(SOAP, "Envelope"), "no envelope");
        require(nextElement(), "no body");
        if (is(SOAP, "Header")) {
            skip();
            require(nextElement(), "no body");
        }
        require(is(SOAP, "Body"), "no body");
        require(nextElement(), "empty body");
        var answer = is(SOAP, "Fault") ? fault() : payload();
        require(!nextElement(), "second answer");
        require(!nextElement(), "second body");
        while (xml.hasNext()) {
            require(harmless(xml.next()) && !xml.isStartElement(), "text after the envelope");
        }
        return answer;
    }

    private HumoMessage.Answer payload() throws XMLStreamException {
        require(PAYMENT_SERVER.equals(xml.getNamespaceURI()), "foreign namespace");
        var operation = xml.getLocalName();
        var fields = new HumoFields();
        fields(fields);
        return switch (operation) {
            case "PaymentResponse" -> paymentState(fields);
            case "GetPaymentResponse" -> status(fields);
            case "CancelRequestResponse" -> new HumoMessage.CancelHeard();
            case "ReturnPaymentResponse" -> new HumoMessage.ReturnHeard();
            default -> throw new Unreadable("unknown answer");
        };
    }

    private static HumoMessage.Answer paymentState(HumoFields fields) {
        var code = fields.item("auth_action_code_final");
        return new HumoMessage.PaymentState(
                fields.required("paymentID"),
                fields.required("paymentRef"),
                HumoFields.number(fields.requiredItem("amount")),
                Math.toIntExact(HumoFields.number(fields.required("action"))),
                code == null ? fields.item("auth_action_code") : code,
                fields.item("auth_appr_code"));
    }

    private static HumoMessage.Answer status(HumoFields fields) {
        var amount = fields.item("amount");
        var refunded = fields.item("refunded_amount");
        return new HumoMessage.Status(
                fields.optional("paymentID"),
                fields.required("paymentRef"),
                fields.required("status"),
                amount == null ? null : HumoFields.number(amount),
                refunded == null ? null : HumoFields.number(refunded),
                fields.item("auth_appr_code"),
                fields.receipts());
    }

    private HumoMessage.Answer fault() throws XMLStreamException {
        String code = null;
        while (nextElement()) {
            if (!"detail".equals(xml.getLocalName())) {
                skip();
                continue;
            }
            while (nextElement()) {
                require(code == null && is(PAYMENT_SERVER, "PaymentServerException"), "foreign fault");
                var fields = new HumoFields();
                fields(fields);
                code = fields.required("error");
            }
        }
        if (code == null || !code.matches("-?[0-9]{1,6}")) {
            throw new Unreadable("fault without a code");
        }
        return new HumoMessage.Fault(code);
    }

    /** Reads the children of the current element; items may stand in {@code details} or directly. */
    private void fields(HumoFields fields) throws XMLStreamException {
        while (nextElement()) {
            var namespace = xml.getNamespaceURI();
            require(namespace == null || namespace.isEmpty() || namespace.equals(PAYMENT_SERVER), "foreign field");
            switch (xml.getLocalName()) {
                case "details" -> fields(fields);
                case "item" -> item(fields);
                default -> fields.put(xml.getLocalName(), leaf());
            }
        }
    }

    private void item(HumoFields fields) throws XMLStreamException {
        String name = null;
        String value = null;
        while (nextElement()) {
            switch (xml.getLocalName()) {
                case "name" -> {
                    require(name == null, "item with two names");
                    name = leaf();
                }
                case "value" -> {
                    require(value == null, "item with two values");
                    value = leaf();
                }
                default -> skip();
            }
        }
        if (name == null || value == null) {
            throw new Unreadable("half an item");
        }
        fields.putItem(name, value);
    }

    /** Moves to the next child element, or past the end of the current one. */
    private boolean nextElement() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            require(harmless(event), "forbidden construct");
            if (event == XMLStreamConstants.START_ELEMENT) {
                require(++elements <= MOST_ELEMENTS, "too many elements");
                require(++depth <= DEEPEST, "too deep");
                require(xml.getAttributeCount() <= MOST_ATTRIBUTES, "too many attributes");
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                return false;
            }
            require(event != XMLStreamConstants.END_DOCUMENT, "truncated");
        }
    }

    private String leaf() throws XMLStreamException {
        var text = new StringBuilder();
        while (true) {
            int event = xml.next();
            require(harmless(event), "forbidden construct");
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    require(text.length() + xml.getTextLength() <= LONGEST_TEXT, "text too long");
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return text.toString().trim();
                }
                case XMLStreamConstants.COMMENT -> {}
                default -> throw new Unreadable("a field that is not text");
            }
        }
    }

    private void skip() throws XMLStreamException {
        int floor = depth - 1;
        while (depth > floor) {
            nextElement();
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
}
