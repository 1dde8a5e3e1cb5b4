package sandbox.chaos.storms;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import sandbox.chaos.Customer;
import sandbox.chaos.Order;
import sandbox.chaos.Told;
import sandbox.crowd.Payer;
import sandbox.crowd.Wire;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.json.JsonMapper;

/** What a crowd heard: every promise, and how often which other answer. */
final class Hearing {

    private static final int CREATED = 201;

    private final Map<String, Customer> customers = new ConcurrentHashMap<>();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Map<Integer, LongAdder> others = new ConcurrentHashMap<>();
    private final MobileApp phone;

    /** @param node where nobody calls: the judge only asks whose phone it is */
    Hearing(URI node) {
        phone = new MobileApp(node, node, Device.fresh(), null);
    }

    /** @param customer with a prefix */
    void hear(String customer, Payer.Wish wish, Wire.Reply reply) {
        if (reply.status() != CREATED) {
            others.computeIfAbsent(reply.status(), _ -> new LongAdder()).increment();
            return;
        }
        var answer = JsonMapper.shared().readTree(reply.body());
        var amount = JsonMapper.shared().readTree(wish.body()).path("amount").path("value");
        long minor = new BigDecimal(amount.asString()).movePointRight(2).longValueExact();
        told.add(new Told(
                new Order(named(customer), wish.key(), "card>merchant", minor, wish.body(), false),
                answer.path("id").asString(),
                answer.path("status").asString(),
                answer.path("amount").path("value").asString(),
                reply.body()));
    }

    Collection<Told> told() {
        return told;
    }

    /** Answers that promise nothing, by their status. */
    Map<Integer, Long> others() {
        var counts = new TreeMap<Integer, Long>();
        others.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    private Customer named(String customer) {
        return customers.computeIfAbsent(customer, _ -> {
            var own = phone.beside(Device.fresh());
            own.use(new MobileApp.Tokens("", "", "", customer));
            return new Customer("", List.of(own), Map.of());
        });
    }
}
