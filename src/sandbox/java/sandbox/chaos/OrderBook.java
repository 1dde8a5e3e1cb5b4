package sandbox.chaos;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Draws orders: many small customers and merchants, a few big ones (Zipf), every rail, a share of two-leg payments. */
public final class OrderBook implements Orders {

    private static final List<String> RAILS = List.of("uzcard", "humo", "visa");
    private static final int MERCHANT = 70;
    private static final int TOP_UP = 80;
    private static final int PAY_OUT = 88;
    private static final int IMPATIENT_PERCENT = 3;

    private final SplittableRandom random;
    private final List<Customer> customers;
    private final List<String> merchants;
    private final double[] customerWeights;
    private final double[] merchantWeights;
    private final int impatientPercent;

    /** A few of the customers hang up soon and try again. */
    public OrderBook(long seed, List<Customer> customers, List<String> merchants) {
        this(seed, customers, merchants, IMPATIENT_PERCENT);
    }

    private OrderBook(long seed, List<Customer> customers, List<String> merchants, int impatientPercent) {
        this.impatientPercent = impatientPercent;
        this.random = new SplittableRandom(seed);
        this.customers = customers;
        this.merchants = merchants;
        this.customerWeights = zipf(customers.size());
        this.merchantWeights = zipf(merchants.size());
    }

    /** Nobody hangs up. */
    public static OrderBook patient(long seed, List<Customer> customers, List<String> merchants) {
        return new OrderBook(seed, customers, merchants, 0);
    }

    @Override
    public Order next() {
        var customer = customers.get(draw(customerWeights));
        int share = random.nextInt(100);
        var from = rail();
        if (share < MERCHANT) {
            var merchant = merchants.get(draw(merchantWeights));
            return order(customer, from + ">merchant", card(customer, from), party("merchant", "merchant", merchant));
        }
        if (share < TOP_UP) {
            return order(customer, from + ">wallet", card(customer, from), wallet());
        }
        if (share < PAY_OUT) {
            return order(customer, "wallet>" + from, wallet(), card(customer, from));
        }
        var to = RAILS.get((RAILS.indexOf(from) + 1 + random.nextInt(RAILS.size() - 1)) % RAILS.size());
        return order(customer, from + ">" + to, card(customer, from), card(customer, to));
    }

    /** To fill a wallet before it all begins. */
    public static Order topUp(Customer customer, long minor) {
        return new Order(
                customer,
                UUID.randomUUID().toString(),
                "uzcard>wallet",
                minor,
                body(minor, card(customer, "uzcard"), wallet()),
                false);
    }

    // The last two digits stay below those that would mean a fault: faults come from the plan.
    private Order order(Customer customer, String kind, String source, String destination) {
        long minor = random.nextLong(1_000, 200_000) * 100 + random.nextInt(50);
        return new Order(
                customer,
                new UUID(random.nextLong(), random.nextLong()).toString(),
                kind,
                minor,
                body(minor, source, destination),
                random.nextInt(100) < impatientPercent);
    }

    private static String body(long minor, String source, String destination) {
        return "{\"amount\":{\"value\":\"%d.%02d\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(minor / 100, minor % 100, source, destination);
    }

    private static String card(Customer customer, String rail) {
        return party("card", "card", customer.cards().get(rail));
    }

    private static String wallet() {
        return "{\"type\":\"wallet\"}";
    }

    private static String party(String type, String name, @org.jspecify.annotations.Nullable String id) {
        return "{\"type\":\"%s\",\"%s\":\"%s\"}".formatted(type, name, id);
    }

    private String rail() {
        return RAILS.get(random.nextInt(RAILS.size()));
    }

    private int draw(double[] cumulated) {
        double point = random.nextDouble();
        int found = 0;
        while (found < cumulated.length - 1 && cumulated[found] < point) {
            found++;
        }
        return found;
    }

    private static double[] zipf(int size) {
        var cumulated = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
        for (int i = 0; i < size; i++) {
            cumulated[i] /= sum;
        }
        return cumulated;
    }
}
