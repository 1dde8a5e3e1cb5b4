package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.Scheme;
import gateway.processors.Inquiry.Finding;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class GuardedProcessorTest {

    private static final Approved APPROVED = new Approved("T1", "123456");

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeRail rail = new FakeRail();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Object> recoveries = new ArrayList<>();
    private final Processor guarded = GuardedProcessor.around(rail, settings(), world());

    @AfterEach
    void stop() {
        time.dispose();
    }

    @Test
    void passesAnswersOnAndCountsThem() {
        rail.says = () -> Mono.just(APPROVED);
        send();
        rail.says = () -> Mono.just(new Declined(DeclineReason.CARD_BLOCKED, "-205"));
        send();

        assertThat(outcomes).containsExactly(APPROVED, new Declined(DeclineReason.CARD_BLOCKED, "-205"));
        assertThat(count("send", "approved")).isEqualTo(1);
        assertThat(count("send", "declined")).isEqualTo(1);
        assertThat(gauge("oqim.rail.inflight")).isZero();
    }

    @Test
    void asksNothingBeforeAnybodyWantsTheAnswer() {
        rail.says = () -> Mono.just(APPROVED);

        assertThat(guarded.send(leg())).isNotNull();
        assertThat(rail.asked).isZero();
    }

    @Test
    void waitsForASlotAndIsNotSentWhenNoneComesInTime() {
        var held = hold(2);
        send();
        assertThat(rail.asked).isEqualTo(2);
        assertThat(gauge("oqim.rail.queue")).isEqualTo(1);

        time.advanceTimeBy(Duration.ofMillis(101));

        assertThat(outcomes).containsExactly(new NotSent("waited too long"));
        assertThat(rail.asked).isEqualTo(2);
        assertThat(held).hasSize(2);
    }

    @Test
    void isNotSentAtOnceWhenTheQueueIsFull() {
        hold(2);
        send();
        send();
        send();

        assertThat(outcomes).containsExactly(new NotSent("queue full"));
    }

    @Test
    void whoWaitedIsSentWhenAnAnswerFreesASlot() {
        var held = hold(2);
        rail.says = () -> Mono.just(APPROVED);
        send();

        held.getFirst().tryEmitValue(APPROVED);

        assertThat(outcomes).containsExactly(APPROVED, APPROVED);
        assertThat(gauge("oqim.rail.inflight")).isEqualTo(1);
    }

    @Test
    void silenceOfARailIsUnknownNeverNotSent() {
        rail.says = Mono::never;
        send();

        time.advanceTimeBy(Duration.ofSeconds(31));

        assertThat(outcomes).containsExactly(new Unknown("TimeoutException"));
        assertThat(gauge("oqim.rail.inflight")).isZero();
    }

    @Test
    void aRailThatBreaksItsPromiseIsUnknown() {
        rail.says = () -> Mono.error(new IllegalStateException("boom"));
        send();
        rail.says = Mono::empty;
        send();
        rail.says = () -> {
            throw new IllegalStateException("boom");
        };
        send();

        assertThat(outcomes)
                .containsExactly(
                        new Unknown("IllegalStateException"),
                        new Unknown("no answer"),
                        new Unknown("IllegalStateException"));
        assertThat(gauge("oqim.rail.inflight")).isZero();
    }

    @Test
    void opensOnUnknownAndProbesAfterAWhile() {
        rail.says = () -> Mono.just(new Unknown("silence"));
        times(10);
        assertThat(gauge("oqim.rail.breaker")).isEqualTo(2);
        outcomes.clear();

        send();
        assertThat(outcomes).containsExactly(new NotSent("breaker open"));
        assertThat(rail.asked).isEqualTo(10);

        time.advanceTimeBy(Duration.ofSeconds(6));
        rail.says = () -> Mono.just(APPROVED);
        times(3);
        assertThat(gauge("oqim.rail.breaker")).isZero();
        assertThat(outcomes).endsWith(APPROVED, APPROVED, APPROVED);
    }

    @Test
    void opensAgainWhenTheProbesFail() {
        rail.says = () -> Mono.just(new NotSent("connection refused"));
        times(10);
        time.advanceTimeBy(Duration.ofSeconds(6));

        times(3);

        assertThat(gauge("oqim.rail.breaker")).isEqualTo(2);
    }

    @Test
    void declinesNeverOpenIt() {
        rail.says = () -> Mono.just(new Declined(DeclineReason.INSUFFICIENT_FUNDS, "-240"));
        times(200);

        assertThat(gauge("oqim.rail.breaker")).isZero();
        assertThat(rail.asked).isEqualTo(200);
    }

    @Test
    void whoWaitedWhileTheBreakerOpenedIsNotSent() {
        rail.says = () -> Mono.just(new Unknown("silence"));
        times(9);
        var held = hold(2);
        send();
        outcomes.clear();

        held.getFirst().tryEmitValue(new Unknown("silence"));

        assertThat(gauge("oqim.rail.breaker")).isEqualTo(2);
        assertThat(outcomes).contains(new NotSent("breaker open"));
        assertThat(rail.asked).isEqualTo(11);
    }

    @Test
    void recoveryHasABudgetOfItsOwnAndIgnoresTheBreaker() {
        rail.says = () -> Mono.just(new Unknown("silence"));
        times(10);
        hold(2);

        inquire();
        guarded.reverse(leg(), 1).subscribe(recoveries::add);

        assertThat(recoveries).containsExactly(new Finding.NotFound(), new Reversal.Reversed("ROK"));
        assertThat(count("inquire", "not_found")).isEqualTo(1);
        assertThat(count("reverse", "reversed")).isEqualTo(1);
    }

    @Test
    void tooManyRecoveriesAreUnclear() {
        rail.finds = Mono::never;
        inquire();
        inquire();
        inquire();
        assertThat(recoveries).containsExactly(new Finding.Unclear("too many recoveries at once"));

        time.advanceTimeBy(Duration.ofSeconds(31));
        assertThat(recoveries).contains(new Finding.Unclear("TimeoutException"));
    }

    @Test
    void whoHangsUpFreesItsSlot() {
        rail.says = Mono::never;
        var one = guarded.send(leg()).subscribe(outcomes::add);
        assertThat(gauge("oqim.rail.inflight")).isEqualTo(1);

        one.dispose();

        assertThat(gauge("oqim.rail.inflight")).isZero();
    }

    @Test
    void keepsTheAbilitiesOfTheRail() {
        assertThat(guarded).isInstanceOf(Inquiry.class);
        assertThat(GuardedProcessor.around(new DeafRail(), settings(), world())).isNotInstanceOf(Inquiry.class);
    }

    @Test
    void aSlowRailGetsFewerRequestsAtOnce() {
        var wide = GuardedProcessor.around(
                rail,
                new GuardSettings(
                        4,
                        64,
                        128,
                        0,
                        Duration.ofMillis(100),
                        1,
                        1,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(30),
                        10,
                        10,
                        50,
                        Duration.ofSeconds(5),
                        3),
                new GuardedProcessor.World(time, this::nanos, clock(), new SimpleMeterRegistry()));
        var limits = new ArrayList<Integer>();
        for (int round = 0; round < 60; round++) {
            var latency = round < 30 ? Duration.ofMillis(10) : Duration.ofMillis(400);
            rail.says = () -> Mono.<Outcome>just(APPROVED).delayElement(latency, time);
            int before = rail.asked;
            for (int i = 0; i < 64; i++) {
                wide.send(leg()).subscribe(outcomes::add);
            }
            limits.add(rail.asked - before);
            time.advanceTimeBy(Duration.ofMillis(500));
        }

        assertThat(limits.get(29)).isEqualTo(64);
        assertThat(limits.subList(31, 60).stream().mapToInt(it -> it).min().orElseThrow())
                .isLessThan(40);
    }

    private List<Sinks.One<Outcome>> hold(int requests) {
        var held = new ArrayList<Sinks.One<Outcome>>();
        rail.says = () -> {
            var sink = Sinks.<Outcome>one();
            held.add(sink);
            return sink.asMono();
        };
        for (int i = 0; i < requests; i++) {
            send();
        }
        return held;
    }

    private void times(int requests) {
        for (int i = 0; i < requests; i++) {
            send();
        }
    }

    private void send() {
        guarded.send(leg()).subscribe(outcomes::add);
    }

    private void inquire() {
        ((Inquiry) guarded).inquire(leg()).subscribe(recoveries::add);
    }

    private double gauge(String name) {
        return registry.find(name).gauges().stream()
                .filter(it -> !"recovery".equals(it.getId().getTag("lane")))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private long count(String operation, String outcome) {
        return registry.get("oqim.rail.requests")
                .tags("rail", "fake", "operation", operation, "outcome", outcome)
                .timer()
                .count();
    }

    private GuardedProcessor.World world() {
        return new GuardedProcessor.World(time, this::nanos, clock(), registry);
    }

    private long nanos() {
        return time.now(TimeUnit.NANOSECONDS);
    }

    private Clock clock() {
        InstantSource source = () -> Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS));
        return source.withZone(ZoneOffset.UTC);
    }

    /** Two at once, two more wait 100 ms; the breaker judges ten. */
    private static GuardSettings settings() {
        return new GuardSettings(
                2,
                2,
                2,
                2,
                Duration.ofMillis(100),
                1,
                1,
                Duration.ofMillis(100_000),
                Duration.ofSeconds(30),
                10,
                10,
                50,
                Duration.ofSeconds(5),
                3);
    }

    private static Leg leg() {
        var id = UUID.randomUUID();
        var request =
                new LegRequest(id, Kind.DEBIT, new Money(1, Asset.UZS), new CardId(id), new Payee("Non", "5411"), null);
        return new Leg(request, new MessageIdentity(id.toString()), null);
    }

    private static class DeafRail implements Processor {

        Supplier<Mono<Outcome>> says = Mono::never;
        int asked;

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Scheme scheme() {
            return Scheme.VISA;
        }

        @Override
        public Mono<MessageIdentity> identify(LegRequest request) {
            return Mono.just(new MessageIdentity(request.id().toString()));
        }

        @Override
        public Mono<Outcome> send(Leg leg) {
            asked++;
            return says.get();
        }

        @Override
        public Mono<Reversal> reverse(Leg leg, int attempt) {
            return Mono.just(new Reversal.Reversed("ROK"));
        }
    }

    private static final class FakeRail extends DeafRail implements Inquiry {

        Supplier<Mono<Finding>> finds = () -> Mono.just(new Finding.NotFound());

        @Override
        public Mono<Finding> inquire(Leg leg) {
            return finds.get();
        }
    }
}
