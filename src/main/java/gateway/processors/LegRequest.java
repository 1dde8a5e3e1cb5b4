package gateway.processors;

import gateway.shared.ids.CardId;
import gateway.shared.money.Money;
import java.util.UUID;

/**
 * What one rail is asked to do for a payment, before the message has an identity.
 *
 * @param id derives the message's identity; a payment has one per leg and a refund its own
 * @param purse whose money moves
 * @param payee where the money goes, as the card holder's statement shows it
 * @param original the leg that a refund gives back; null otherwise
 */
public record LegRequest(
        UUID id,
        Kind kind,
        Money amount,
        Purse purse,
        Payee payee,
        @org.jspecify.annotations.Nullable Leg original) {

    /** One on a card. */
    public LegRequest(
            UUID id,
            Kind kind,
            Money amount,
            CardId card,
            Payee payee,
            @org.jspecify.annotations.Nullable Leg original) {
        this(id, kind, amount, new Purse.OnCard(card), payee, original);
    }

    /** The card; only for rails that have no other purses. */
    public CardId card() {
        return switch (purse) {
            case Purse.OnCard it -> it.card();
            case Purse.ByCode _, Purse.ByBill _ -> throw new IllegalStateException("A leg without a card");
        };
    }

    /** Where a rail finds the money. */
    public sealed interface Purse {

        record OnCard(CardId card) implements Purse {}

        /**
         * At whom an operator's app shows the code to.
         *
         * @param code empty once it is gone: it is stored nowhere
         */
        record ByCode(String code) implements Purse {

            @Override
            public String toString() {
                return "ByCode[]";
            }
        }

        /**
         * At whom an operator knows by that phone and shows a bill to.
         *
         * @param phone international digits without plus
         */
        record ByBill(String phone) implements Purse {

            @Override
            public String toString() {
                return "ByBill[]";
            }
        }
    }

    /** Which way the money goes. */
    public enum Kind {
        /** From the card. */
        DEBIT,
        /** To the card. */
        CREDIT,
        /** Back to the card it came from, in full or in part. */
        REFUND
    }

    /**
     * @param name as on a statement; at most 25 characters reach every rail
     * @param category merchant category code (ISO 18245), four digits
     */
    public record Payee(String name, String category) {}
}
