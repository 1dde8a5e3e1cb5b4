package gateway.payments;

import gateway.limits.CounterKey;
import gateway.limits.LimitRefusal;
import gateway.limits.Limits;
import gateway.limits.Use;
import gateway.shared.ids.CustomerId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whom limits that others use too have refused of late. What is left of such a limit is told to nobody, and must not be
 * found by trying either: whoever was refused three times within an hour hears the same of everything that goes to the
 * same count, whatever the amount, until that hour is over. Each node remembers what it refused itself.
 */
@Component
class TriedLimits {

    static final int MOST = 3;
    static final Duration WITHIN = Duration.ofHours(1);

    /** Of more customers than that the ones whose hour is over are forgotten first, and then nobody new is noted. */
    static final int CUSTOMERS = 100_000;

    private final Map<CustomerId, List<Tried>> all = new ConcurrentHashMap<>();
    private final Limits limits;
    private final Clock clock;
    private final Counter refused;

    TriedLimits(Limits limits, MeterRegistry meters, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        refused = meters.counter("oqim_payments_limits_tried");
    }

    /**
     * One count that somebody tried.
     *
     * @param refusal what they heard last
     */
    private record Tried(CounterKey count, LimitRefusal refusal, Instant first, int times) {

        boolean counts(Instant now) {
            return now.isBefore(first.plus(WITHIN));
        }
    }

    /** What the customer hears without the limit being asked again. */
    Optional<LimitRefusal> against(Use use) {
        var tried = all.get(use.customer());
        if (tried == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        var found = tried.stream()
                .filter(it -> it.times() >= MOST && it.counts(now))
                .filter(it -> limits.countOf(use, it.refusal().limit())
                        .filter(it.count()::equals)
                        .isPresent())
                .map(Tried::refusal)
                .findFirst();
        found.ifPresent(_ -> refused.increment());
        return found;
    }

    /** A limit has refused it. */
    void note(Use use, LimitRefusal refusal) {
        if (!refusal.shared()) {
            return;
        }
        var now = clock.instant();
        limits.countOf(use, refusal.limit())
                .filter(_ -> hasRoom(use.customer(), now))
                .ifPresent(count -> all.merge(
                        use.customer(),
                        List.of(new Tried(count, refusal, now, 1)),
                        (before, once) -> again(before, once.getFirst(), now)));
    }

    private static List<Tried> again(List<Tried> before, Tried once, Instant now) {
        var still = before.stream().filter(it -> it.counts(now)).toList();
        var same = still.stream()
                .filter(it -> it.count().equals(once.count()))
                .map(it -> new Tried(it.count(), once.refusal(), it.first(), it.times() + 1))
                .findFirst()
                .orElse(once);
        return Stream.concat(still.stream().filter(it -> !it.count().equals(once.count())), Stream.of(same))
                .toList();
    }

    private boolean hasRoom(CustomerId customer, Instant now) {
        if (all.size() >= CUSTOMERS && !all.containsKey(customer)) {
            all.values().removeIf(tried -> tried.stream().noneMatch(it -> it.counts(now)));
        }
        return all.size() < CUSTOMERS || all.containsKey(customer);
    }
}
