package gateway.ledger;

import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A posted transfer between two accounts.
 *
 * @param reference the payment or refund that it belongs to
 * @param debit what the account is for: {@code wallet}, {@code merchant}, or the bank's own label for it, such as
 *     {@code clearing:humo}
 */
public record Movement(
        UUID id, UUID reference, Purpose purpose, String debit, String credit, Money amount, Instant at) {}
