package sandbox.correspondent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A message as a bank reads it: as a tree, by another scanner than the gateway's. */
record Received(Document tree) {

    static Optional<Received> read(byte[] bytes) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(new Received(builder.parse(new ByteArrayInputStream(bytes))));
        } catch (SAXException | IOException e) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every JDK reads XML", e);
        }
    }

    /** The text of the first element of that name anywhere in a part, such as {@code AppHdr} and {@code BizMsgIdr}. */
    String text(String part, String name) {
        var parts = tree.getElementsByTagNameNS("*", part);
        return parts.getLength() == 0 ? "" : inside((Element) parts.item(0), name);
    }

    private static String inside(Element part, String name) {
        var found = part.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    boolean has(String part, String name) {
        return !text(part, name).isEmpty();
    }

    int count(String name) {
        return tree.getElementsByTagNameNS("*", name).getLength();
    }

    /** The namespace of an element. */
    String namespace(String name) {
        Node found = tree.getElementsByTagNameNS("*", name).item(0);
        return found == null || found.getNamespaceURI() == null ? "" : found.getNamespaceURI();
    }

    /** The currency of an amount. */
    String currency(String name) {
        var found = tree.getElementsByTagNameNS("*", name).item(0);
        return found instanceof Element it ? it.getAttribute("Ccy") : "";
    }

    String id() {
        return text("AppHdr", "BizMsgIdr");
    }

    String definition() {
        return text("AppHdr", "MsgDefIdr");
    }

    /** Of a transfer, or of the transfer that a request is about. */
    String uetr() {
        return has("Document", "UETR") ? text("Document", "UETR") : text("Document", "OrgnlUETR");
    }
}
