package gateway.compliance.cases;

import com.ctc.wstx.stax.WstxOutputFactory;
import gateway.compliance.cases.CaseFile.Piece;
import gateway.compliance.cases.SuspicionReport.Contents;
import gateway.customers.Identity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes reports with a writer that escapes, and holds each to the schema before anybody gets it. */
public final class ReportXml {

    private static final String SCHEMA = "/compliance/str.xsd";
    private static final int LONGEST = 4_000;
    private static final int INSTEAD = 0xFFFD;

    private final String entity;
    private final JsonMapper json;
    private final Schema schema;

    /** @param entity our number at the financial intelligence unit */
    public ReportXml(String entity, JsonMapper json) {
        this.entity = entity;
        this.json = json;
        this.schema = schema();
    }

    byte[] write(Contents contents) {
        try {
            var bytes = new ByteArrayOutputStream();
            var writer = new WstxOutputFactory().createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            report(contents, writer);
            writer.writeEndDocument();
            writer.close();
            return valid(bytes.toByteArray());
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("The report of " + contents.file().id() + " cannot be written", impossible);
        }
    }

    private void report(Contents contents, XMLStreamWriter to) throws XMLStreamException {
        var file = contents.file();
        var proposal = Objects.requireNonNull(file.proposal());
        var ruling = Objects.requireNonNull(file.ruling());
        to.writeStartElement("report");
        text("rentity_id", entity, to);
        text("submission_code", "E", to);
        text("report_code", "STR", to);
        text("entity_reference", file.id().toString(), to);
        text("submission_date", ruling.at().toString(), to);
        text("currency_code_local", "UZS", to);
        to.writeStartElement("reporting_person");
        text("first_name", ruling.checker(), to);
        text("occupation", "compliance", to);
        to.writeEndElement();
        text("reason", proposal.reason(), to);
        text("action", ruling.reason(), to);
        subject(file, contents.person().orElse(null), to);
        var indicators = new LinkedHashSet<String>();
        for (var piece : contents.pieces()) {
            piece(piece, indicators, to);
        }
        indicators(indicators, to);
        to.writeEndElement();
    }

    private static void subject(CaseFile file, @org.jspecify.annotations.Nullable Identity person, XMLStreamWriter to)
            throws XMLStreamException {
        to.writeStartElement("subject");
        text("client_number", file.customer().toString(), to);
        if (person != null) {
            text("name", person.fullName(), to);
            text("birthdate", person.born().toString(), to);
            text("id_number", person.pinfl().digits(), to);
            if (person.country() != null) {
                text("nationality", person.country(), to);
            }
        }
        to.writeEndElement();
    }

    // Notes are our own thoughts, and stay with us.
    private void piece(Piece piece, Set<String> indicators, XMLStreamWriter to) throws XMLStreamException {
        if (piece.kind().equals(Alert.Source.SCREENING.code())) {
            indicators.add("LIST");
            return;
        }
        if (piece.kind().equals(Alert.Source.MONITORING.code())) {
            var hit = json.readTree(piece.body());
            indicators.add(hit.path("rule").asString("unknown"));
            for (var moved : hit.path("payments")) {
                transaction(moved, to);
            }
        }
    }

    private static void transaction(JsonNode moved, XMLStreamWriter to) throws XMLStreamException {
        to.writeStartElement("transaction");
        text("transactionnumber", moved.path("payment").asString(""), to);
        text("date_transaction", moved.path("at").asString(""), to);
        text("direction", moved.path("direction").asString(""), to);
        text("amount_local", moved.path("amount").asString(""), to);
        text("counterparty", moved.path("counterparty").asString(""), to);
        if (moved.path("country").isString()) {
            text("country", moved.path("country").asString(""), to);
        }
        to.writeEndElement();
    }

    private static void indicators(Set<String> indicators, XMLStreamWriter to) throws XMLStreamException {
        to.writeStartElement("report_indicators");
        for (var indicator : indicators.isEmpty() ? List.of("OTHER") : indicators) {
            text("indicator", indicator, to);
        }
        to.writeEndElement();
    }

    private static void text(String name, String text, XMLStreamWriter to) throws XMLStreamException {
        to.writeStartElement(name);
        to.writeCharacters(readable(text));
        to.writeEndElement();
    }

    /** XML knows no control characters, and schemas know an end of each text, in units of UTF-16. */
    private static String readable(String text) {
        var clean = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int written = isXml(point) ? point : INSTEAD;
            if (clean.length() + Character.charCount(written) > LONGEST) {
                break;
            }
            clean.appendCodePoint(written);
        }
        return clean.toString();
    }

    private static boolean isXml(int it) {
        return it == '\t'
                || it == '\n'
                || (it >= 0x20 && it <= 0xD7FF)
                || (it >= 0xE000 && it <= 0xFFFD)
                || it > 0xFFFF;
    }

    private byte[] valid(byte[] xml) {
        try {
            var validator = schema.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
            return xml;
        } catch (SAXException | IOException misfit) {
            throw new IllegalStateException("The report does not fit its schema", misfit);
        }
    }

    private static Schema schema() {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(ReportXml.class.getResource(SCHEMA));
        } catch (SAXException broken) {
            throw new IllegalStateException("The schema of reports is broken", broken);
        }
    }
}
