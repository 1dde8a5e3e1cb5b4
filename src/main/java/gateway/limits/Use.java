package gateway.limits;

import gateway.rulebook.Operation;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What counts against limits: one payment, as it begins.
 *
 * @param id the payment's
 * @param at decides which calendar day it falls on
 * @param card the customer's card that pays or is paid; null when only a wallet is used
 * @param rail of that card
 * @param payee the merchant, the other person's wallet or the card that receives
 * @param category the merchant's category code; null when nobody sells
 * @param under what else is known
 * @param receiver whose wallet gets the money; null where none does
 * @param atOnce whether the same entry brings it there
 */
public record Use(
        UUID id,
        Instant at,
        Money amount,
        CustomerId customer,
        Operation operation,
        @Nullable CardId card,
        @Nullable String rail,
        UUID payee,
        @Nullable String category,
        Circumstances under,
        @Nullable CustomerId receiver,
        boolean atOnce) {

    public Use {
        if (amount.minor() < 0) {
            throw new IllegalArgumentException("Nobody uses less than nothing");
        }
    }

    /** Where no wallet gets money. */
    public Use(
            UUID id,
            Instant at,
            Money amount,
            CustomerId customer,
            Operation operation,
            @Nullable CardId card,
            @Nullable String rail,
            UUID payee,
            @Nullable String category,
            Circumstances under) {
        this(id, at, amount, customer, operation, card, rail, payee, category, under, null, false);
    }

    /** The same of another amount. */
    Use of(Money other) {
        return new Use(id, at, other, customer, operation, card, rail, payee, category, under, receiver, atOnce);
    }

    /** The same, bringing money into somebody's wallet. */
    public Use into(CustomerId wallet, boolean now) {
        return new Use(id, at, amount, customer, operation, card, rail, payee, category, under, wallet, now);
    }
}
