package gateway.corebanking;

import gateway.ledger.Purpose;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A movement of money that the core banking system is told of: one transfer of our books, or what two people agreed on
 * to put theirs right.
 *
 * @param id the transfer's, which follows from the payment's; a repeat is the same document
 * @param reference the payment or refund that it belongs to
 * @param debit what the account is for in our books, such as {@code clearing:humo}, {@code fee-income} or
 *     {@code wallet}
 * @param attempts how often it was sent before
 * @param since when it was first to be sent, or sent anew by a person
 * @param amends the accounts of theirs between which it puts something right; null where a transfer of ours stands
 *     behind it
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
        Instant since,
        @Nullable Amendment amends) {

    private static final String PREFIX = "doc_";

    /** As the core banking system and its statements name it. */
    public String name() {
        return name(id);
    }

    public static String name(UUID id) {
        return PREFIX + id;
    }

    /** Empty for what is no name of a document. */
    public static Optional<UUID> id(String name) {
        try {
            return Optional.of(name)
                    .filter(it -> it.startsWith(PREFIX))
                    .map(it -> UUID.fromString(it.substring(PREFIX.length())))
                    .filter(it -> name.equals(name(it)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
