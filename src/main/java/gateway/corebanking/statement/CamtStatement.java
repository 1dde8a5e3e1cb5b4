package gateway.corebanking.statement;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import gateway.corebanking.statement.Statement.Entry;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.shared.money.Asset;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Reads one account's statement from ISO 20022 camt.053, of any version. Knows no document types and no entities; one
 * entry is in memory at a time beside those that were read, and all sizes are bounded.
 */
public final class CamtStatement {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
    private static final int DEEPEST = 16;
    private static final int MOST_ATTRIBUTES = 16;
    private static final int LONGEST_TEXT = 2 * 1024;
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_FIELDS = 200;
    private static final String STATEMENT = "/Document/BkToCstmrStmt/Stmt";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,100}");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final Map<String, String> head = new LinkedHashMap<>();
    private final Map<String, Long> balances = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable String closingDay;
    private int statements;

    private CamtStatement(XMLStreamReader xml) {
        this.xml = xml;
    }

    public static Statement read(byte[] bytes) throws StatementRefused {
        try {
            return new CamtStatement(FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes))).whole();
        } catch (XMLStreamException e) {
            throw new StatementRefused(1, "is not XML");
        }
    }

    private Statement whole() throws StatementRefused {
        var path = new StringBuilder();
        for (int event = event(); event != XMLStreamConstants.END_DOCUMENT; event = event()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                begin(path.append('/').append(xml.getLocalName()));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.setLength(path.lastIndexOf("/"));
            }
        }
        return finished();
    }

    private void begin(StringBuilder path) throws StatementRefused {
        var uri = xml.getNamespaceURI();
        if (uri == null || !uri.startsWith(NAMESPACE)) {
            throw refused("is in a namespace that is not camt.053's");
        }
        switch (path.toString()) {
            case STATEMENT -> {
                if (++statements > 1) {
                    throw refused("begins a second statement; send one at a time");
                }
            }
            case STATEMENT + "/Ntry" -> entry(part(path));
            case STATEMENT + "/Bal" -> balance(part(path));
            case STATEMENT + "/Acct" -> part(path).forEach((name, value) -> head.put("Acct" + name, value));
            case STATEMENT + "/Id" -> head.put("Id", part(path).getOrDefault("", ""));
            default -> {}
        }
    }

    /** The texts of the present element by their paths inside it, and of attributes; it is closed afterwards. */
    private Map<String, String> part(StringBuilder path) throws StatementRefused {
        int outside = path.lastIndexOf("/");
        int inside = path.length();
        var fields = new LinkedHashMap<String, String>();
        fields.put("#line", String.valueOf(line()));
        var text = new StringBuilder();
        while (path.length() > outside) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.append('/').append(xml.getLocalName());
                    text.setLength(0);
                    var currency = xml.getAttributeValue(null, "Ccy");
                    if (currency != null) {
                        put(fields, path.substring(inside) + "@Ccy", currency);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add(text);
                case XMLStreamConstants.END_ELEMENT -> {
                    if (!text.toString().isBlank()) {
                        put(fields, path.substring(inside), text.toString().strip());
                    }
                    text.setLength(0);
                    path.setLength(path.lastIndexOf("/"));
                }
                case XMLStreamConstants.END_DOCUMENT -> throw refused("ends too early");
                default -> {}
            }
        }
        return fields;
    }

    private void put(Map<String, String> fields, String path, String value) throws StatementRefused {
        if (fields.size() > MOST_FIELDS) {
            throw refused("has too many parts");
        }
        if (fields.put(path, value) != null) {
            throw refused("has " + path + " twice; an entry is one document");
        }
    }

    private void add(StringBuilder text) throws StatementRefused {
        text.append(xml.getText());
        if (text.length() > LONGEST_TEXT) {
            throw refused("has a text that is too long");
        }
    }

    private void entry(Map<String, String> fields) throws StatementRefused {
        int line = Integer.parseInt(fields.get("#line"));
        var status = fields.getOrDefault("/Sts", fields.getOrDefault("/Sts/Cd", ""));
        if (!status.equals("BOOK")) {
            throw new StatementRefused(line, "is an entry that is not booked");
        }
        if (entries.size() >= MOST_ENTRIES) {
            throw new StatementRefused(line, "is more than a statement may have");
        }
        var asset = CsvStatement.asset(line, fields.getOrDefault("/Amt@Ccy", ""));
        var reference = fields.getOrDefault("/NtryDtls/TxDtls/Refs/EndToEndId", fields.getOrDefault("/NtryRef", ""));
        entries.add(new Entry(
                line,
                CsvStatement.day(line, fields.getOrDefault("/BookgDt/Dt", "")),
                CsvStatement.matching(line, reference, NAME, "has no reference"),
                side(line, fields),
                CsvStatement.amount(line, fields.getOrDefault("/Amt", ""), asset),
                asset));
    }

    private void balance(Map<String, String> fields) throws StatementRefused {
        int line = Integer.parseInt(fields.get("#line"));
        var kind = fields.getOrDefault("/Tp/CdOrPrtry/Cd", "");
        if (!kind.equals("OPBD") && !kind.equals("CLBD")) {
            return;
        }
        var asset = CsvStatement.asset(line, fields.getOrDefault("/Amt@Ccy", ""));
        var amount = gateway.shared.money.Money.parse(fields.getOrDefault("/Amt", ""), asset);
        if (amount.isEmpty() || balances.containsKey(kind)) {
            throw new StatementRefused(line, "has a balance that is no amount, or twice");
        }
        long minor = amount.get().minor();
        balances.put(kind, side(line, fields) == Side.CREDIT ? minor : -minor);
        if (kind.equals("CLBD")) {
            closingDay = fields.getOrDefault("/Dt/Dt", "");
        }
    }

    private static Side side(int line, Map<String, String> fields) throws StatementRefused {
        return switch (fields.getOrDefault("/CdtDbtInd", "")) {
            case "CRDT" -> Side.CREDIT;
            case "DBIT" -> Side.DEBIT;
            default -> throw new StatementRefused(line, "is neither CRDT nor DBIT");
        };
    }

    private Statement finished() throws StatementRefused {
        int line = line();
        var opening = balances.get("OPBD");
        var closing = balances.get("CLBD");
        if (statements == 0 || opening == null || closing == null || closingDay == null) {
            throw new StatementRefused(line, "ends without a statement with both balances");
        }
        Asset asset = CsvStatement.asset(line, head.getOrDefault("Acct/Ccy", ""));
        Balances.check(line, opening, closing, asset, entries);
        return new Statement(
                CsvStatement.matching(line, head.getOrDefault("Id", ""), NAME, "ends without the statement's id"),
                Source.ABS,
                CsvStatement.matching(
                        line, head.getOrDefault("Acct/Id/Othr/Id", ""), NUMBER, "ends without a 20-digit account"),
                CsvStatement.day(line, closingDay),
                entries);
    }

    private int event() throws StatementRefused {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw refused("has a document type or an entity");
            }
            return event;
        } catch (XMLStreamException e) {
            throw refused("is malformed, or the file ends too early");
        } catch (RuntimeException e) {
            // A scanner may answer some malformed documents with unchecked exceptions.
            throw refused("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private StatementRefused refused(String reason) {
        return new StatementRefused(line(), reason);
    }

    private int line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, LONGEST_TEXT);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        return factory;
    }
}
