package sandbox.chaos.operators;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import sandbox.chaos.Bank;
import sandbox.humo.HumoCards;
import sandbox.operators.KitInvoices;
import sandbox.operators.OperatorWire;

/**
 * Who is paid: customers that have nothing yet, with a card each, and a merchant with an invoice for everybody who
 * asks.
 */
final class Payees {

    /** What every invoice is about, in tiyin. */
    static final long INVOICE = 1_234_500;

    private static final int CUSTOMERS = 3;
    /** UZCARD numbers that carry the phone of their holder begin so. */
    private static final String CARDS = "86000088";

    private final KitInvoices invoices;
    private final UUID merchant;
    private final Map<String, UUID> owners = new HashMap<>();
    private final List<String> phones;
    private final List<String> codes;
    private final AtomicInteger next = new AtomicInteger();

    private Payees(KitInvoices invoices, UUID merchant, Map<String, UUID> customers, Map<String, UUID> cards) {
        this.invoices = invoices;
        this.merchant = merchant;
        this.phones = List.copyOf(customers.keySet());
        this.codes = List.copyOf(cards.keySet());
        owners.putAll(customers);
        owners.putAll(cards);
    }

    static Payees of(Bank bank, OperatorWire wire) {
        var customers = new LinkedHashMap<String, UUID>();
        var cards = new LinkedHashMap<String, UUID>();
        for (int i = 0; i < CUSTOMERS; i++) {
            var number = "998901000%03d".formatted(i);
            var phone = bank.phone(1);
            customers.put(number, uuid(phone.signIn(number).customer()));
            var card = phone.linkCard(HumoCards.number(CARDS + number.substring(5)), "2030-12", number);
            var code = phone.send("PUT", "/v1/cards/" + card + "/top-up-code", null, null);
            cards.put(code.body().path("code").asString(), customers.get(number));
        }
        var merchant = bank.merchants(1).getFirst();
        return new Payees(
                new KitInvoices(wire, merchant, bank.running().staffToken()), uuid(merchant), customers, cards);
    }

    private static UUID uuid(String prefixed) {
        return UUID.fromString(prefixed.substring(prefixed.indexOf('_') + 1));
    }

    String anyPhone() {
        return phones.get(next.getAndIncrement() % phones.size());
    }

    String anyCard() {
        return codes.get(next.getAndIncrement() % codes.size());
    }

    /** A new one. */
    String invoice() {
        var number = invoices.open().number();
        owners.put(number, merchant);
        return number;
    }

    /** By everything that can be typed. */
    Map<String, UUID> owners() {
        return owners;
    }
}
