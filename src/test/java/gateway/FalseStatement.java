package gateway;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bank's statement (camt.053) whose entries a test changes; it adds up all the same. */
final class FalseStatement {

    private static final Pattern ENTRY = Pattern.compile("<Ntry>.*?</Ntry>", Pattern.DOTALL);
    private static final Pattern AMOUNT =
            Pattern.compile("(<Amt Ccy=\"[A-Z]{3}\">)([0-9.]+)(</Amt><CdtDbtInd>)(CRDT|DBIT)");
    private static final Pattern CLOSING = Pattern.compile("(<Cd>CLBD</Cd></CdOrPrtry></Tp>)" + AMOUNT.pattern());
    private static final Pattern OPENING = Pattern.compile("(<Cd>OPBD</Cd></CdOrPrtry></Tp>)" + AMOUNT.pattern());

    final List<String> entries;
    private final String xml;

    FalseStatement(String xml) {
        this.xml = xml;
        this.entries = new ArrayList<>(
                ENTRY.matcher(xml).results().map(it -> it.group()).toList());
    }

    static String withAmount(String entry, String amount) {
        return AMOUNT.matcher(entry).replaceFirst("$1" + amount + "$3$4");
    }

    static String givenBack(String entry) {
        return AMOUNT.matcher(entry).replaceFirst("$1$2$3CRDT");
    }

    static String renamed(String entry, String name) {
        return entry.replaceAll("<EndToEndId>[^<]*", "<EndToEndId>" + name)
                .replaceAll("<AcctSvcrRef>[^<]*", "<AcctSvcrRef>" + name)
                .replaceAll("<UETR>[^<]*</UETR>", "");
    }

    String text() {
        int first = xml.indexOf("<Ntry>");
        int last = xml.lastIndexOf("</Ntry>") + "</Ntry>".length();
        var whole = xml.substring(0, first) + String.join("", entries) + xml.substring(last);
        var opening = OPENING.matcher(whole);
        if (!opening.find()) {
            throw new IllegalStateException("No opening balance");
        }
        var closing = entries.stream().map(FalseStatement::signed).reduce(signed(opening, 1), BigDecimal::add);
        return CLOSING.matcher(whole).replaceFirst("$1$2" + closing.toPlainString() + "$4CRDT");
    }

    private static BigDecimal signed(String entry) {
        var amount = AMOUNT.matcher(entry);
        if (!amount.find()) {
            throw new IllegalStateException(entry);
        }
        return signed(amount, 0);
    }

    private static BigDecimal signed(Matcher amount, int before) {
        var value = new BigDecimal(amount.group(before + 2));
        return amount.group(before + 4).equals("CRDT") ? value : value.negate();
    }
}
