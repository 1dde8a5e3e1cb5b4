package sandbox.books;

import java.util.Map;

/**
 * One thing a counterparty did. Entries are never changed: a reversal is another entry with the same reference.
 *
 * @param reference the name under which the gateway knows the message: ext, paymentRef, or STAN:F7:RRN:terminal
 * @param kind DEBIT, CREDIT, REFUND, REVERSAL, DECLINE, or a counterparty's own word
 * @param amount minor units; what was really moved (a partial reversal has its own amount)
 * @param card masked
 * @param facts whatever else the counterparty needs to answer a later enquiry
 */
public record BookEntry(
        String reference,
        String kind,
        long amount,
        String currency,
        String card,
        String at,
        Map<String, String> facts) {

    public BookEntry {
        facts = Map.copyOf(facts);
    }
}
