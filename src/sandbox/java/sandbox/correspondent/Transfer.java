package sandbox.correspondent;

import java.math.BigDecimal;
import java.util.Map;
import sandbox.books.BookEntry;

/** A transfer as the bank booked it. */
record Transfer(
        String link,
        String message,
        String uetr,
        String instruction,
        String endToEnd,
        long minor,
        String currency,
        String day,
        String debtor,
        String creditor) {

    static final String RECEIVED = "TRANSFER";

    static Transfer of(Received it, String link) {
        return new Transfer(
                link,
                it.id(),
                it.uetr(),
                it.text("PmtId", "InstrId"),
                it.text("PmtId", "EndToEndId"),
                new BigDecimal(it.text("CdtTrfTxInf", "IntrBkSttlmAmt"))
                        .movePointRight(2)
                        .longValueExact(),
                it.currency("IntrBkSttlmAmt"),
                it.text("CdtTrfTxInf", "IntrBkSttlmDt"),
                it.text("Dbtr", "Nm"),
                it.text("Cdtr", "Nm"));
    }

    static Transfer of(BookEntry it) {
        var facts = it.facts();
        return new Transfer(
                facts.getOrDefault("link", ""),
                facts.getOrDefault("message", ""),
                it.reference(),
                facts.getOrDefault("instruction", ""),
                facts.getOrDefault("endToEnd", ""),
                it.amount(),
                it.currency(),
                facts.getOrDefault("day", ""),
                facts.getOrDefault("debtor", ""),
                facts.getOrDefault("creditor", ""));
    }

    BookEntry entry(String at) {
        return new BookEntry(
                uetr,
                RECEIVED,
                minor,
                currency,
                "",
                at,
                Map.of(
                        "link", link,
                        "message", message,
                        "instruction", instruction,
                        "endToEnd", endToEnd,
                        "day", day,
                        "debtor", debtor,
                        "creditor", creditor));
    }
}
