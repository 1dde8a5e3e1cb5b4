package sandbox.abs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What moved on an account, or at a rail, in one day, as the bank imports it.
 *
 * @param ofRail otherwise it is an account's of the core banking system
 */
public record DayStatement(boolean ofRail, String account, LocalDate day, List<Line> lines) {

    private static final String CURRENCY = "UZS";
    /** The sixth to eighth digit of an account's number. */
    private static final Map<String, String> CURRENCIES = Map.of("840", "USD", "978", "EUR", "643", "RUB");

    public DayStatement {
        lines = List.copyOf(lines);
    }

    /** @param isDebit otherwise it is a credit */
    public record Line(String reference, boolean isDebit, long minor, String currency) {}

    private String currency() {
        return ofRail ? CURRENCY : CURRENCIES.getOrDefault(account.substring(5, 8), CURRENCY);
    }

    /** In the form of our own. */
    public String csv() {
        var head = ofRail
                ? "rail;%s-%s;%s;%s;%s%n".formatted(account, day, account, currency(), day)
                : "abs;%s;%s;%s;%s;0.00;%s%n".formatted(id(), account, currency(), day, decimal(closing()));
        return head
                + lines.stream()
                        .map(it -> "%s;%s;%s;%s;%s%n"
                                .formatted(
                                        it.reference(),
                                        it.isDebit() ? "debit" : "credit",
                                        decimal(it.minor()),
                                        it.currency(),
                                        day))
                        .collect(Collectors.joining());
    }

    /** As camt.053, which only accounts have. */
    public String camt() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>%sT23:59:59+05:00</CreDtTm></GrpHdr>
                <Stmt><Id>%s</Id><Acct><Id><Othr><Id>%s</Id></Othr></Id><Ccy>%s</Ccy></Acct>
                """.formatted(id(), day, id(), account, currency())
                + balance("OPBD", 0)
                + balance("CLBD", closing())
                + lines.stream().map(this::entry).collect(Collectors.joining())
                + "</Stmt></BkToCstmrStmt></Document>\n";
    }

    private String balance(String kind, long minor) {
        return """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="%s">%s</Amt><CdtDbtInd>%s</CdtDbtInd>\
                <Dt><Dt>%s</Dt></Dt></Bal>
                """.formatted(kind, currency(), decimal(Math.abs(minor)), minor < 0 ? "DBIT" : "CRDT", day);
    }

    private String entry(Line it) {
        return """
                <Ntry><Amt Ccy="%s">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
                <BookgDt><Dt>%s</Dt></BookgDt>\
                <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
                """.formatted(it.currency(), decimal(it.minor()), it.isDebit() ? "DBIT" : "CRDT", day, it.reference());
    }

    private String id() {
        return "ABS-%s-%s".formatted(account, day);
    }

    // A foreign line is no part of the account's balance.
    private long closing() {
        return lines.stream()
                .filter(it -> it.currency().equals(currency()))
                .mapToLong(it -> it.isDebit() ? -it.minor() : it.minor())
                .reduce(0, Math::addExact);
    }

    private static String decimal(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
