package gateway.corebanking;

import gateway.ledger.Purpose;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A movement of money that the core banking system is told of: exactly one transfer of our books.
 *
 * @param id the transfer's, which follows from the payment's; a repeat is the same document
 * @param reference the payment or refund that it belongs to
 * @param debit what the account is for in our books, such as {@code clearing:humo}, {@code fee-income} or
 *     {@code wallet}
 * @param attempts how often it was sent before
 * @param since when it was first to be sent, or sent anew by a person
 */
public record CoreDocument(
        UUID id,
        UUID reference,
        Purpose purpose,
        String debit,
        String credit,
        Money amount,
        Instant bookedAt,
        int attempts,
        Instant since) {

    /** As the core banking system and its statements name it. */
    public String name() {
        return name(id);
    }

    public static String name(UUID id) {
        return "doc_" + id;
    }
}
