package gateway.processors;

import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import gateway.cards.Scheme;
import gateway.shared.money.Money;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A rail that cannot drown us, and that we do not drown: a limit that follows its latency, a short queue, a breaker,
 * and a budget of its own for recovery, which therefore never starves. A request that is stopped here is
 * {@link Outcome.NotSent}; one that was let through and brought no answer is {@link Outcome.Unknown}.
 */
class GuardedProcessor implements Processor {

    private final Processor rail;
    private final GuardSettings settings;
    private final Scheduler timer;
    private final LongSupplier nanoTime;
    private final RailMeters meters;
    private final CircuitBreaker breaker;
    private final Gate requests;
    private final Gate recovery;
    private final RecentAnswers recent = new RecentAnswers();

    private GuardedProcessor(Processor rail, GuardSettings settings, World world) {
        this.rail = rail;
        this.settings = settings;
        this.timer = world.timer();
        this.nanoTime = world.nanoTime();
        this.meters = new RailMeters(world.registry(), rail.name());
        this.breaker = breaker(rail.name(), settings, world.clock());
        this.requests = new Gate(adaptive(settings), settings.queueSize(), settings.queueTime(), timer);
        this.recovery = new Gate(
                FixedLimit.of(settings.recoveryLimit()),
                settings.recoveryQueueSize(),
                settings.recoveryQueueTime(),
                timer);
        meters.watch(requests, "requests");
        meters.watch(recovery, "recovery");
        meters.watch(breaker);
    }

    /** What the guard takes from outside. */
    record World(Scheduler timer, LongSupplier nanoTime, Clock clock, MeterRegistry registry) {}

    /** Keeps the rail's abilities: what can be inquired stays {@link Inquiry}, what can hold stays {@link Holds}. */
    static Processor around(Processor rail, GuardSettings settings, World world) {
        return switch (rail) {
            case Holds holds -> new WithHolds(rail, holds, settings, world);
            case Inquiry inquiry -> new WithInquiry(rail, inquiry, settings, world);
            default -> new GuardedProcessor(rail, settings, world);
        };
    }

    @Override
    public String name() {
        return rail.name();
    }

    @Override
    public Scheme scheme() {
        return rail.scheme();
    }

    @Override
    public boolean takes(LegRequest.Kind kind, Money amount) {
        return rail.takes(kind, amount);
    }

    @Override
    public boolean refundsInPart() {
        return rail.refundsInPart();
    }

    @Override
    public boolean hasRoom() {
        return requests.hasRoom() && breakerLetsThrough();
    }

    @Override
    public int freePlaces() {
        return requests.free();
    }

    @Override
    public RailFigures figures() {
        return recent.figures(nanoTime.getAsLong());
    }

    // Only asking moves an open breaker on to probing when its time has come.
    private boolean breakerLetsThrough() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return rail.identify(request);
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        return once(() -> rail.send(leg));
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        return recover(() -> rail.reverse(leg, attempt), Reversal.Unclear::new);
    }

    @Override
    public String toString() {
        return "Guarded[" + rail.name() + "]";
    }

    final Mono<Outcome> once(Supplier<Mono<Outcome>> ask) {
        return Mono.defer(() -> new Sending(ask).start());
    }

    final <T> Mono<T> recover(Supplier<Mono<T>> ask, Function<String, T> unclear) {
        return Mono.defer(() -> recovering(ask, unclear, new Gate.Ticket(), nanoTime.getAsLong()));
    }

    private <T> Mono<T> recovering(
            Supplier<Mono<T>> ask, Function<String, T> unclear, Gate.Ticket ticket, long arrived) {
        return recovery.enter(ticket)
                .flatMap(entry -> entry == Gate.Entry.ADMITTED
                        ? ask.get().timeout(settings.deadline(), timer)
                        : Mono.just(unclear.apply("too many recoveries at once")))
                .defaultIfEmpty(unclear.apply("no answer"))
                .onErrorResume(failure -> Mono.just(unclear.apply(kind(failure))))
                .map(answer -> recorded(answer, arrived))
                .doFinally(end -> recovery.leave(ticket));
    }

    private <T> T recorded(T answer, long arrived) {
        meters.record(answer, nanoTime.getAsLong() - arrived);
        return answer;
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    private static WindowedLimit adaptive(GuardSettings settings) {
        return WindowedLimit.newBuilder()
                .build(Gradient2Limit.newBuilder()
                        .initialLimit(settings.initialLimit())
                        .minLimit(settings.minLimit())
                        .maxConcurrency(settings.maxLimit())
                        .build());
    }

    private static CircuitBreaker breaker(String name, GuardSettings settings, Clock clock) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.window(),
                                settings.minimumCalls(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(settings.failurePercent())
                        .waitDurationInOpenState(settings.openTime())
                        .permittedNumberOfCallsInHalfOpenState(settings.probes())
                        .maxWaitDurationInHalfOpenState(settings.deadline())
                        .clock(clock)
                        .build());
    }

    /** One request on its way through. */
    private final class Sending {

        private final Supplier<Mono<Outcome>> message;
        private final Gate.Ticket ticket = new Gate.Ticket();
        private final long arrived = nanoTime.getAsLong();
        private long started;
        private boolean asked;
        private boolean judged;

        Sending(Supplier<Mono<Outcome>> message) {
            this.message = message;
        }

        Mono<Outcome> start() {
            if (!breaker.tryAcquirePermission()) {
                return Mono.just(recorded(new Outcome.NotSent("breaker open"), arrived));
            }
            return requests.enter(ticket)
                    .flatMap(this::pass)
                    .defaultIfEmpty(new Outcome.Unknown("no answer"))
                    .onErrorResume(failure -> Mono.just(new Outcome.Unknown(kind(failure))))
                    .map(this::answered)
                    .doFinally(end -> abandoned());
        }

        private Mono<Outcome> pass(Gate.Entry entry) {
            return switch (entry) {
                case FULL -> Mono.just(new Outcome.NotSent("queue full"));
                case TOO_LATE -> Mono.just(new Outcome.NotSent("waited too long"));
                case ADMITTED -> ask();
            };
        }

        // The breaker may have opened while the request waited.
        private Mono<Outcome> ask() {
            if (breaker.getState() == CircuitBreaker.State.OPEN) {
                return Mono.just(new Outcome.NotSent("breaker open"));
            }
            started = nanoTime.getAsLong();
            asked = true;
            return message.get().timeout(settings.deadline(), timer);
        }

        private Outcome answered(Outcome outcome) {
            long now = nanoTime.getAsLong();
            if (asked) {
                judge(outcome, now);
            }
            return recorded(outcome, arrived);
        }

        private void judge(Outcome outcome, long now) {
            boolean failed = outcome instanceof Outcome.Unknown || outcome instanceof Outcome.NotSent;
            judged = true;
            recent.add(outcome, now, now - started);
            if (failed) {
                breaker.onError(now - started, TimeUnit.NANOSECONDS, new NoAnswer());
            } else {
                breaker.onSuccess(now - started, TimeUnit.NANOSECONDS);
            }
            // Last, because it lets the next one in, who must see what the breaker makes of this answer.
            requests.leave(ticket, started, now, failed);
        }

        private void abandoned() {
            requests.leave(ticket);
            if (!judged) {
                breaker.releasePermission();
            }
        }
    }

    /** The same for a rail that can be asked what became of a message. */
    private static class WithInquiry extends GuardedProcessor implements Inquiry {

        private final Inquiry inquiry;

        WithInquiry(Processor rail, Inquiry inquiry, GuardSettings settings, World world) {
            super(rail, settings, world);
            this.inquiry = inquiry;
        }

        @Override
        public Mono<Finding> inquire(Leg leg) {
            return recover(() -> inquiry.inquire(leg), Finding.Unclear::new);
        }
    }

    /** The same for a rail that can set money aside. */
    private static final class WithHolds extends WithInquiry implements Holds {

        private final Holds holds;

        WithHolds(Processor rail, Holds holds, GuardSettings settings, World world) {
            super(rail, holds, settings, world);
            this.holds = holds;
        }

        @Override
        public Mono<Outcome> hold(Leg leg, Duration period) {
            return once(() -> holds.hold(leg, period));
        }

        @Override
        public Mono<Outcome> charge(Leg leg, String hold) {
            return once(() -> holds.charge(leg, hold));
        }

        @Override
        public Mono<Release> release(Leg leg, String hold) {
            return recover(() -> holds.release(leg, hold), Release.Unclear::new);
        }
    }
}
