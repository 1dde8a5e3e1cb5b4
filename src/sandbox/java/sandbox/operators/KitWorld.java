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
 */
public record KitWorld(
        OperatorWire wire,
        String phone,
        String stranger,
        String secret,
        Optional<Supplier<KitInvoice>> invoices,
        Optional<Runnable> spend) {

    /** @param minor its amount in tiyin */
    public record KitInvoice(String number, long minor) {}

    @Override
    public String toString() {
        return "KitWorld[***]";
    }
}
