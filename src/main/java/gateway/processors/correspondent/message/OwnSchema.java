package gateway.processors.correspondent.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * The schemas of what we send, written by us after ISO 20022 and kept in {@code iso20022/}: fewer elements than ISO's,
 * in the same order and with the same or tighter types. Only for messages that we wrote ourselves.
 */
public final class OwnSchema {

    private static final Schema SCHEMA = load();

    private OwnSchema() {}

    /** What does not fit, in the validator's words; empty when all does. */
    public static Optional<String> misfit(byte[] own) {
        try {
            var validator = SCHEMA.newValidator();
            validator.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(new ByteArrayInputStream(own)));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
    }

    private static Schema load() {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(
                    List.of("envelope", "head.001.001.02", WriteMessage.TRANSFER, WriteMessage.RECALL).stream()
                            .map(OwnSchema::source)
                            .toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException("Our own schemas cannot be used", e);
        }
    }

    private static Source source(String name) {
        var file = "/iso20022/" + name + ".xsd";
        return new StreamSource(Objects.requireNonNull(OwnSchema.class.getResourceAsStream(file), file));
    }
}
