package gateway.fraud.restrictions;

import gateway.fraud.Restriction;
import gateway.fraud.RestrictionListener;
import gateway.fraud.Subject;
import gateway.fraud.restrictions.OrderLookup.Heard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The orders that this node knows, and as of when. */
@Component
class OrderView {

    private static final Logger LOG = LoggerFactory.getLogger(OrderView.class);

    /** Past it the view counts as too old, and the database is asked. */
    private static final int MOST = 200_000;

    private final List<RestrictionListener> listeners;
    private final Map<Subject, Map<String, Restriction>> inForce = new ConcurrentHashMap<>();
    private volatile Instant asOf = Instant.EPOCH;
    private volatile boolean overflowed;

    @Autowired
    OrderView(ObjectProvider<RestrictionListener> listeners, Clock clock, MeterRegistry registry) {
        this(listeners.orderedStream().toList());
        Gauge.builder(
                        "oqim.fraud.restrictions.age",
                        this,
                        it -> Duration.between(it.asOf, clock.instant()).toMillis() / 1000.0)
                .description("Seconds since this node last knew every order of the state")
                .baseUnit("seconds")
                .register(registry);
    }

    OrderView(List<RestrictionListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Whether it knew every order as of then. */
    boolean isFresh(Instant now, Duration atMost) {
        var age = Duration.between(asOf, now);
        return !overflowed && !age.isNegative() && age.compareTo(atMost) <= 0;
    }

    /** The order that stops one of these and ends last. */
    Optional<Restriction> of(List<Subject> subjects, Instant now) {
        return inForce.isEmpty()
                ? Optional.empty()
                : subjects.stream()
                        .map(subject -> inForce.getOrDefault(subject, Map.of()))
                        .map(Map::values)
                        .flatMap(Collection::stream)
                        .filter(it -> it.holds(now))
                        .max(Comparator.comparing(Restriction::until));
    }

    // Orders come from two sides at once, rarely; whoever asks for them never waits.
    synchronized void learn(List<Heard> orders) {
        orders.forEach(this::learn);
    }

    private void learn(Heard heard) {
        var it = heard.restriction();
        if (heard.lifted()) {
            inForce.computeIfPresent(it.subject(), (_, orders) -> without(orders, it.order()));
        } else if (inForce.size() >= MOST && !inForce.containsKey(it.subject())) {
            overflowed = true;
        } else if (add(it)) {
            listeners.forEach(listener -> tell(listener, it));
        }
    }

    // Whether it is new: a feed may bring an order twice.
    private boolean add(Restriction it) {
        return inForce.computeIfAbsent(it.subject(), _ -> new ConcurrentHashMap<>())
                        .put(it.order(), it)
                == null;
    }

    // Null takes the subject out of the map.
    private static @org.jspecify.annotations.Nullable Map<String, Restriction> without(
            Map<String, Restriction> orders, String id) {
        orders.remove(id);
        return orders.isEmpty() ? null : orders;
    }

    /** Every order that was committed by then has been learnt. */
    synchronized void knowsEverythingAsOf(Instant then) {
        inForce.values().forEach(orders -> orders.values().removeIf(it -> !it.holds(then)));
        inForce.values().removeIf(Map::isEmpty);
        asOf = then;
    }

    private static void tell(RestrictionListener listener, Restriction it) {
        try {
            listener.restricted(it);
        } catch (RuntimeException fault) {
            // One listener's fault must not keep the others, or this node, from knowing.
            LOG.error("A listener failed on the order {}", it.order(), fault);
        }
    }
}
