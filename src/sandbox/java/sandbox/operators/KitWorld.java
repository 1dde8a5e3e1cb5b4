package sandbox.operators;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the kit has to know of the gateway that it plays against.
 *
 * @param phone of a customer with a wallet
 * @param stranger a phone that nobody signs in with
 * @param secret what the gateway expects of the operator: its key, password or signing secret
 * @param invoices opens an invoice; without it nothing about invoices is played
 * @param spend takes everything out of the customer's wallet; without it a late cancellation is not played
 * @param refusals without them nothing about limits and orders is played
 * @param card names a card of the customer; without it no card is topped up
 */
public record KitWorld(
        OperatorWire wire,
        String phone,
        String stranger,
        String secret,
        Optional<Supplier<KitInvoice>> invoices,
        Optional<Runnable> spend,
        Optional<Refusals> refusals,
        Optional<CardCode> card) {

    /** As {@code ./gateway kit} plays it: who is limited or stopped there is not known. */
    public KitWorld(
            OperatorWire wire,
            String phone,
            String stranger,
            String secret,
            Optional<Supplier<KitInvoice>> invoices,
            Optional<Runnable> spend) {
        this(wire, phone, stranger, secret, invoices, spend, Optional.empty(), Optional.empty());
    }

    /** The same with a card to top up. */
    public KitWorld with(CardCode code) {
        return new KitWorld(wire, phone, stranger, secret, invoices, spend, refusals, Optional.of(code));
    }

    /**
     * The code that people type to top up a card.
     *
     * @param text eleven digits
     */
    public record CardCode(String text) {

        /** A whole number of a card, which nobody should type. */
        static final String NUMBER = "8600490000000000";

        /** The same with its last digit mistyped. */
        String mistyped() {
            int last = text.length() - 1;
            return text.substring(0, last) + (text.charAt(last) - '0' + 1) % 10;
        }
    }

    /**
     * Customers who cannot be paid.
     *
     * @param limited the phone of one whose limits leave no room for anything
     * @param stopped the phone of one whom an order of the state stops
     * @param later one whom it stops in between
     */
    public record Refusals(String limited, String stopped, StoppedLater later) {}

    /**
     * A customer whom an order of the state stops when it begins, and no more once it ends.
     *
     * @param phone of the customer
     */
    public record StoppedLater(String phone, Runnable begins, Runnable ends) {}

    /** @param minor its amount in tiyin */
    public record KitInvoice(String number, long minor) {}

    @Override
    public String toString() {
        return "KitWorld[***]";
    }
}
