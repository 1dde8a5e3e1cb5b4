package sandbox.chaos.services;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import sandbox.chaos.Customer;
import sandbox.chaos.Order;
import sandbox.chaos.Orders;
import sandbox.mobile.ShownCodes;

/** Draws orders that operators are called for: with the cards that they keep, by codes and by bills. */
final class ServiceOrders implements Orders {

    private static final List<String> SOURCES = List.of("payme", "click", "code", "bill");
    private static final int MERCHANT = 60;
    private static final int WALLET = 80;

    private final Random random;
    private final List<Customer> customers;
    private final List<String> merchants;
    private final int impatientPercent;

    ServiceOrders(long seed, List<Customer> customers, List<String> merchants, int impatientPercent) {
        this.random = new Random(seed);
        this.customers = customers;
        this.merchants = merchants;
        this.impatientPercent = impatientPercent;
    }

    @Override
    public Order next() {
        var customer = customers.get(random.nextInt(customers.size()));
        var from = SOURCES.get(random.nextInt(SOURCES.size()));
        int share = random.nextInt(100);
        // A shown code does not pay cards: it cannot wait for anything.
        var to = share < MERCHANT ? "merchant" : share < WALLET || from.equals("code") ? "wallet" : "humo";
        // The last two digits stay below those that would mean a fault: faults come from the plan.
        long minor = random.nextLong(1_000, 200_000) * 100 + random.nextInt(50);
        return new Order(
                customer,
                new UUID(random.nextLong(), random.nextLong()).toString(),
                from + ">" + to,
                minor,
                "{\"amount\":{\"value\":\"%d.%02d\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                        .formatted(minor / 100, minor % 100, source(customer, from), destination(customer, to)),
                random.nextInt(100) < impatientPercent);
    }

    private String source(Customer customer, String from) {
        return switch (from) {
            case "code" -> "{\"type\":\"code\",\"code\":\"%s\"}".formatted(ShownCodes.fresh(random));
            case "bill" -> "{\"type\":\"bill\",\"through\":\"click\"}";
            default -> card(customer, from);
        };
    }

    private String destination(Customer customer, String to) {
        return switch (to) {
            case "merchant" ->
                "{\"type\":\"merchant\",\"merchant\":\"%s\"}"
                        .formatted(merchants.get(random.nextInt(merchants.size())));
            case "wallet" -> "{\"type\":\"wallet\"}";
            default -> card(customer, to);
        };
    }

    private static String card(Customer customer, String name) {
        return "{\"type\":\"card\",\"card\":\"%s\"}".formatted(customer.cards().get(name));
    }
}
