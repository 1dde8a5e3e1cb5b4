package sandbox.correspondent;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a bank looks at before it takes a message, written down without a look at the gateway's own rules. */
final class OwnChecks {

    private static final String ISO = "urn:iso:std:iso:20022:tech:xsd:";
    private static final String UETR = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final int FRIDAY = 5;
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private final List<String> faults = new ArrayList<>();

    private OwnChecks() {}

    /** Codes, the first of which is told to whoever sent it; empty when all is well. */
    static List<String> of(Received it, String own, String theirs) {
        var checks = new OwnChecks();
        checks.header(it, own, theirs);
        switch (it.definition()) {
            case "pacs.008.001.08" -> checks.transfer(it);
            case "camt.056.001.08" -> checks.recall(it);
            default -> checks.need(false, "FF01 definition");
        }
        return checks.faults;
    }

    private void header(Received it, String own, String theirs) {
        need(it.namespace("AppHdr").equals(ISO + "head.001.001.02"), "FF01 header");
        need(it.namespace("Document").equals(ISO + it.definition()), "FF01 namespace");
        need(it.text("Fr", "BICFI").equals(theirs), "RC01 from");
        need(it.text("To", "BICFI").equals(own), "RC01 to");
        need(!it.id().isEmpty() && it.id().length() <= 35, "FF01 id");
        need(it.text("AppHdr", "BizSvc").startsWith("swift.cbprplus."), "FF01 service");
        need(it.text("AppHdr", "CreDt").matches(".*[+-]\\d\\d:\\d\\d"), "FF01 time");
    }

    private void transfer(Received it) {
        need(it.text("GrpHdr", "MsgId").equals(it.id()), "FF01 MsgId");
        need(it.text("GrpHdr", "NbOfTxs").equals("1") && it.count("CdtTrfTxInf") == 1, "FF01 one transaction");
        need(it.text("PmtId", "UETR").matches(UETR), "FF01 UETR");
        need(
                it.text("PmtId", "InstrId").matches("[^/].{0,15}") && !slashes(it.text("PmtId", "InstrId")),
                "FF01 InstrId");
        need(it.text("PmtId", "EndToEndId").length() <= 35 && it.has("PmtId", "EndToEndId"), "FF01 EndToEndId");
        need(it.text("CdtTrfTxInf", "ChrgBr").matches("DEBT|SHAR|CRED"), "FF01 ChrgBr");
        need(!it.text("CdtTrfTxInf", "ChrgBr").equals("CRED") || it.has("CdtTrfTxInf", "ChrgsInf"), "FF01 ChrgsInf");
        amount(it, "IntrBkSttlmAmt");
        weekday(it.text("CdtTrfTxInf", "IntrBkSttlmDt"));
        amount(it, "InstdAmt");
        party(it, "Dbtr");
        party(it, "Cdtr");
        need(it.text("InstgAgt", "BICFI").equals(it.text("Fr", "BICFI")), "RC01 InstgAgt");
        need(it.text("InstdAgt", "BICFI").equals(it.text("To", "BICFI")), "RC01 InstdAgt");
        need(it.has("CdtrAgt", "BICFI") || it.has("CdtrAgt", "Nm"), "RC01 CdtrAgt");
        need(
                it.has("CdtrAcct", "IBAN") ? iban(it.text("CdtrAcct", "IBAN")) : it.has("CdtrAcct", "Id"),
                "AC01 CdtrAcct");
        need(latin(it.text("RmtInf", "Ustrd")) && it.text("RmtInf", "Ustrd").length() <= 140, "FF01 RmtInf");
    }

    private void recall(Received it) {
        need(it.text("Assgnmt", "Id").equals(it.id()), "FF01 Assgnmt");
        need(it.text("Undrlyg", "OrgnlUETR").matches(UETR), "FF01 OrgnlUETR");
        need(it.has("Undrlyg", "CxlId") && it.has("Case", "Id"), "FF01 case");
        need(it.text("CxlRsnInf", "Cd").matches("[A-Z]{2}[A-Z0-9]{2}"), "FF01 reason");
        need(it.has("Undrlyg", "OrgnlMsgId") && it.has("Undrlyg", "OrgnlIntrBkSttlmDt"), "FF01 original");
        amount(it, "OrgnlIntrBkSttlmAmt");
    }

    private void party(Received it, String name) {
        need(
                latin(it.text(name, "Nm"))
                        && it.has(name, "Nm")
                        && it.text(name, "Nm").length() <= 140,
                "FF01 " + name);
        need(it.has(name, "TwnNm") && it.text(name, "Ctry").matches("[A-Z]{2}"), "BE04 " + name);
    }

    private void amount(Received it, String name) {
        try {
            var value = new BigDecimal(it.text("Document", name));
            need(value.signum() > 0 && value.scale() == 2, "AM12 " + name);
        } catch (NumberFormatException e) {
            need(false, "AM12 " + name);
        }
        need(it.currency(name).matches("[A-Z]{3}"), "AM11 " + name);
    }

    private void weekday(String date) {
        try {
            need(LocalDate.parse(date).get(ChronoField.DAY_OF_WEEK) <= FRIDAY, "DT01 IntrBkSttlmDt");
        } catch (DateTimeException e) {
            need(false, "DT01 IntrBkSttlmDt");
        }
    }

    private static boolean slashes(String text) {
        return text.endsWith("/") || text.contains("//");
    }

    private static boolean latin(String text) {
        return text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "/-?:().,'+ ".indexOf(c) >= 0));
    }

    private static boolean iban(String text) {
        if (text.length() < 15 || text.length() > 34) {
            return false;
        }
        var digits = (text.substring(4) + text.substring(0, 4))
                .chars()
                .mapToObj(c -> String.valueOf(Character.digit(c, 36)))
                .collect(Collectors.joining());
        return digits.matches("[0-9]+")
                && new BigInteger(digits).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    private void need(boolean right, String code) {
        if (!right) {
            faults.add(code);
        }
    }
}
