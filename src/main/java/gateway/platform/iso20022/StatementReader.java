package gateway.platform.iso20022;

import gateway.platform.iso20022.AccountStatement.Booking;
import gateway.platform.iso20022.AccountStatement.Detail;
import gateway.platform.iso20022.AccountStatement.Side;
import gateway.platform.xml.XmlElement;
import gateway.platform.xml.XmlRefused;
import gateway.platform.xml.XmlWalk;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one account's statement from ISO 20022 camt.053, of any version, bare or in an envelope with its header. One
 * entry is in memory as XML at a time; all sizes are bounded. A statement of several pages is refused: each page alone
 * would look like a whole one that lost lines.
 */
public final class StatementReader {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
    private static final int MOST_BOOKINGS = 200_000;
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,100}");

    private final XmlWalk xml;
    private final Map<String, Long> balances = new HashMap<>();
    private final List<Booking> bookings = new ArrayList<>();
    private String message = "";
    private String id = "";
    private @Nullable XmlElement account;
    private String closingDay = "";
    private int statements;

    private StatementReader(XmlWalk xml) {
        this.xml = xml;
    }

    public static AccountStatement read(byte[] bytes) throws XmlRefused {
        return new StatementReader(new XmlWalk(bytes)).whole();
    }

    private AccountStatement whole() throws XmlRefused {
        xml.down();
        if (xml.name().equals("Envelope") && xml.namespace().isEmpty()) {
            while (xml.down()) {
                if (xml.name().equals("AppHdr")) {
                    xml.element();
                } else {
                    document();
                }
            }
        } else {
            document();
        }
        int line = xml.line();
        xml.end();
        return finished(line);
    }

    private void document() throws XmlRefused {
        expect("Document");
        while (xml.down()) {
            expect("BkToCstmrStmt");
            while (xml.down()) {
                own();
                switch (xml.name()) {
                    case "GrpHdr" -> message = xml.element().text("MsgId");
                    case "Stmt" -> statement();
                    default -> xml.element();
                }
            }
        }
    }

    private void statement() throws XmlRefused {
        if (++statements > 1) {
            throw new XmlRefused(xml.line(), "begins a second statement; send one at a time");
        }
        while (xml.down()) {
            own();
            var part = xml.element();
            switch (part.name()) {
                case "Id" -> id = part.text();
                case "StmtPgntn" -> onePage(part);
                case "Acct" -> account = part;
                case "Bal" -> balance(part);
                case "Ntry" -> booking(part);
                default -> {}
            }
        }
    }

    private static void onePage(XmlElement it) throws XmlRefused {
        if (!it.text("PgNb").equals("1") || !it.text("LastPgInd").equals("true")) {
            throw new XmlRefused(it.line(), "is one page of several; send the statement as one");
        }
    }

    private void balance(XmlElement it) throws XmlRefused {
        var kind = it.text("Tp/CdOrPrtry/Cd");
        if (!kind.equals("OPBD") && !kind.equals("CLBD")) {
            return;
        }
        var amount = money(it).filter(_ -> !balances.containsKey(kind));
        if (amount.isEmpty()) {
            throw new XmlRefused(it.line(), "has a balance that is no amount, or twice");
        }
        long minor = amount.get().minor();
        balances.put(kind, side(it) == Side.CREDIT ? minor : -minor);
        if (kind.equals("CLBD")) {
            closingDay = it.text("Dt/Dt");
        }
    }

    private void booking(XmlElement it) throws XmlRefused {
        if (!it.text("Sts").equals("BOOK") && !it.text("Sts/Cd").equals("BOOK")) {
            throw new XmlRefused(it.line(), "is an entry that is not booked");
        }
        if (bookings.size() >= MOST_BOOKINGS) {
            throw new XmlRefused(it.line(), "is more than a statement may have");
        }
        var amount = money(it).filter(Money::isPositive);
        if (amount.isEmpty()) {
            throw new XmlRefused(it.line(), "has no positive amount");
        }
        var valueDay = it.text("ValDt/Dt");
        bookings.add(new Booking(
                it.line(),
                day(it.line(), it.text("BookgDt/Dt")),
                valueDay.isEmpty() ? null : day(it.line(), valueDay),
                side(it),
                amount.get(),
                it.text("NtryRef"),
                it.text("AcctSvcrRef"),
                code(it),
                details(it)));
    }

    private static String code(XmlElement it) throws XmlRefused {
        var domain = it.text("BkTxCd/Domn/Cd");
        return domain.isEmpty()
                ? it.text("BkTxCd/Prtry/Cd")
                : domain + "/" + it.text("BkTxCd/Domn/Fmly/Cd") + "/" + it.text("BkTxCd/Domn/Fmly/SubFmlyCd");
    }

    private static List<Detail> details(XmlElement it) throws XmlRefused {
        var details = new ArrayList<Detail>();
        for (var group : it.all("NtryDtls")) {
            for (var one : group.all("TxDtls")) {
                details.add(new Detail(
                        one.text("Refs/MsgId"),
                        one.text("Refs/InstrId"),
                        one.text("Refs/EndToEndId"),
                        one.text("Refs/TxId"),
                        one.text("Refs/UETR"),
                        one.find("Amt").isEmpty() ? null : part(one)));
            }
        }
        return details;
    }

    private static Money part(XmlElement it) throws XmlRefused {
        var amount = money(it);
        if (amount.isEmpty()) {
            throw new XmlRefused(it.line(), "has a part that is no amount");
        }
        return amount.get();
    }

    private static Optional<Money> money(XmlElement it) throws XmlRefused {
        var amount = it.find("Amt");
        var asset = asset(it.line(), amount.map(found -> found.attribute("Ccy")).orElse(""));
        return amount.flatMap(found -> Money.parse(found.text(), asset));
    }

    private static Asset asset(int line, String code) throws XmlRefused {
        var asset = Asset.find(code);
        if (asset.isEmpty()) {
            throw new XmlRefused(line, "has a currency that is not known");
        }
        return asset.get();
    }

    private static Side side(XmlElement it) throws XmlRefused {
        return switch (it.text("CdtDbtInd")) {
            case "CRDT" -> Side.CREDIT;
            case "DBIT" -> Side.DEBIT;
            default -> throw new XmlRefused(it.line(), "is neither CRDT nor DBIT");
        };
    }

    private static LocalDate day(int line, String text) throws XmlRefused {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new XmlRefused(line, "has no day such as 2026-01-31");
        }
        throw new XmlRefused(line, "has a day of another age");
    }

    private AccountStatement finished(int line) throws XmlRefused {
        var opening = balances.get("OPBD");
        var closing = balances.get("CLBD");
        var whose = account;
        if (statements == 0 || whose == null || opening == null || closing == null || closingDay.isEmpty()) {
            throw new XmlRefused(line, "ends without a statement of an account with both balances");
        }
        if (!NAME.matcher(id).matches()) {
            throw new XmlRefused(line, "ends without the statement's id");
        }
        var asset = asset(line, whose.text("Ccy"));
        var number = whose.text("Id/IBAN");
        addsUp(line, opening, closing, asset);
        return new AccountStatement(
                message,
                id,
                number.isEmpty() ? whose.text("Id/Othr/Id") : number,
                asset,
                day(line, closingDay),
                opening,
                closing,
                bookings);
    }

    /** A line that got lost shows here. */
    private void addsUp(int line, long opening, long closing, Asset asset) throws XmlRefused {
        try {
            long sum = opening;
            for (var it : bookings) {
                if (it.amount().asset().equals(asset)) {
                    long minor = it.amount().minor();
                    sum = it.side() == Side.CREDIT ? Math.addExact(sum, minor) : Math.subtractExact(sum, minor);
                }
            }
            if (sum != closing) {
                throw new XmlRefused(line, "has a closing balance that its entries do not lead to");
            }
        } catch (ArithmeticException e) {
            throw new XmlRefused(line, "has more than can be counted");
        }
    }

    private void expect(String name) throws XmlRefused {
        own();
        if (!xml.name().equals(name)) {
            throw new XmlRefused(xml.line(), "has something else where " + name + " is expected");
        }
    }

    private void own() throws XmlRefused {
        if (!xml.namespace().startsWith(NAMESPACE)) {
            throw new XmlRefused(xml.line(), "is in a namespace that is not camt.053's");
        }
    }
}
