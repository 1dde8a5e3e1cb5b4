package gateway.platform.iso20022;

import gateway.platform.xml.XmlElement;
import gateway.platform.xml.XmlRefused;
import gateway.platform.xml.XmlWalk;

/**
 * A message with its Business Application Header (head.001.001.02), in the envelope that both sides agreed on. A
 * message about a case (camt.029, camt.056) may come without: it says itself who tells whom.
 *
 * @param from BIC of who says it
 * @param to BIC of whom it is for
 * @param id unique at the sender for ever
 * @param definition such as {@code pacs.002.001.10}; the document's namespace ends with it
 * @param document the only element inside {@code Document}
 */
public record BusinessMessage(String from, String to, String id, String definition, XmlElement document) {

    public static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";
    public static final String HEADER = "head.001.001.02";

    /** Larger ones are statements, and read by {@link StatementReader}. */
    public static final int LARGEST = 64 * 1024;

    private static final int LONGEST_ID = 35;

    /** The header alone is checked here; what the document says is for its reader. */
    public static BusinessMessage read(byte[] bytes) throws XmlRefused {
        if (bytes.length > LARGEST) {
            throw new XmlRefused(1, "is too large");
        }
        var envelope = XmlWalk.whole(bytes);
        if (envelope.name().equals("Document")) {
            return bare(envelope);
        }
        if (!envelope.name().equals("Envelope") || envelope.children().size() != 2) {
            throw new XmlRefused(envelope.line(), "is no envelope of a header and a document");
        }
        var header = envelope.children().getFirst();
        var document = envelope.children().getLast();
        if (!header.name().equals("AppHdr") || !isOf(header, NAMESPACE + HEADER)) {
            throw new XmlRefused(header.line(), "has no header " + HEADER);
        }
        var message = new BusinessMessage(
                bic(header, "Fr/FIId/FinInstnId/BICFI"),
                bic(header, "To/FIId/FinInstnId/BICFI"),
                id(header, "BizMsgIdr"),
                header.text("MsgDefIdr"),
                content(document));
        if (!isOf(document, NAMESPACE + message.definition)) {
            throw new XmlRefused(document.line(), "is in a namespace that is not the header's MsgDefIdr");
        }
        return message;
    }

    private static BusinessMessage bare(XmlElement document) throws XmlRefused {
        var content = content(document);
        var assignment = content.find("Assgnmt");
        if (assignment.isEmpty()
                || !document.namespace().startsWith(NAMESPACE)
                || !isOf(document, document.namespace())) {
            throw new XmlRefused(document.line(), "has no header " + HEADER);
        }
        var it = assignment.get();
        return new BusinessMessage(
                bic(it, "Assgnr/Agt/FinInstnId/BICFI"),
                bic(it, "Assgne/Agt/FinInstnId/BICFI"),
                id(it, "Id"),
                document.namespace().substring(NAMESPACE.length()),
                content);
    }

    private static XmlElement content(XmlElement document) throws XmlRefused {
        if (!document.name().equals("Document") || document.children().size() != 1) {
            throw new XmlRefused(document.line(), "is no document of one message");
        }
        return document.children().getFirst();
    }

    private static String bic(XmlElement header, String path) throws XmlRefused {
        var bic = header.text(path);
        if (!Bic.isRight(bic)) {
            throw new XmlRefused(header.line(), "has no BIC at " + path);
        }
        return bic;
    }

    private static String id(XmlElement header, String path) throws XmlRefused {
        var id = header.text(path);
        if (id.isEmpty() || id.length() > LONGEST_ID || !Texts.isSwiftX(id)) {
            throw new XmlRefused(header.line(), "has no id at " + path);
        }
        return id;
    }

    private static boolean isOf(XmlElement it, String namespace) {
        return it.namespace().equals(namespace) && it.children().stream().allMatch(child -> isOf(child, namespace));
    }
}
