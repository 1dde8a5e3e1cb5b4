package gateway.processors;

import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A guard's surroundings in virtual time. */
final class GuardWorld implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(100);

    final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** Two at once, two more wait 100 ms; one recovery at once and one waits; the breaker judges ten. */
    Processor guard(Processor rail) {
        return guard(rail, new GuardSettings(2, 2, 2, 2, SHORT, 1, 1, LONG, DEADLINE, 10, 10, 50, OPEN, 3));
    }

    Processor guard(Processor rail, GuardSettings settings) {
        InstantSource now = () -> Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS));
        Clock clock = now.withZone(ZoneOffset.UTC);
        return GuardedProcessor.around(
                rail,
                settings,
                new GuardedProcessor.World(time, () -> time.now(TimeUnit.NANOSECONDS), clock, registry));
    }

    /** From 4 to 128 at once, 64 at first, and nobody waits. */
    static GuardSettings wide() {
        return new GuardSettings(4, 64, 128, 0, SHORT, 1, 1, SHORT, DEADLINE, 10, 10, 50, OPEN, 3);
    }

    void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    double gauge(String name) {
        return registry.find(name).gauges().stream()
                .filter(it -> !"recovery".equals(it.getId().getTag("lane")))
                .findFirst()
                .orElseThrow()
                .value();
    }

    long count(String operation, String outcome) {
        return registry.get("oqim.rail.requests")
                .tags("rail", "fake", "operation", operation, "outcome", outcome)
                .timer()
                .count();
    }

    static Leg leg() {
        var id = UUID.randomUUID();
        var request =
                new LegRequest(id, Kind.DEBIT, new Money(1, Asset.UZS), new CardId(id), new Payee("Non", "5411"), null);
        return new Leg(request, new MessageIdentity(id.toString()), null);
    }

    @Override
    public void close() {
        time.dispose();
    }
}
