package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class GuardedProcessorTest {

    private static final Approved APPROVED = new Approved("T1", "123456");

    private final GuardWorld world = new GuardWorld();
    private final FakeRail.Inquirable rail = new FakeRail.Inquirable();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Object> recoveries = new ArrayList<>();
    private final Processor guarded = world.guard(rail);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void passesAnswersOnAndCountsThem() {
        rail.says = () -> Mono.just(APPROVED);
        send();
        rail.says = () -> Mono.just(new Declined(DeclineReason.CARD_BLOCKED, "-205"));
        send();

        assertThat(outcomes).containsExactly(APPROVED, new Declined(DeclineReason.CARD_BLOCKED, "-205"));
        assertThat(world.count("send", "approved")).isEqualTo(1);
        assertThat(world.count("send", "declined")).isEqualTo(1);
        assertThat(world.gauge("oqim.rail.inflight")).isZero();
    }

    @Test
    void asksNothingBeforeAnybodyWantsTheAnswer() {
        rail.says = () -> Mono.just(APPROVED);

        assertThat(guarded.send(GuardWorld.leg())).isNotNull();
        assertThat(rail.asked).isZero();
    }

    @Test
    void waitsForASlotAndIsNotSentWhenNoneComesInTime() {
        var held = hold(2);
        send();
        assertThat(rail.asked).isEqualTo(2);
        assertThat(world.gauge("oqim.rail.queue")).isEqualTo(1);

        world.pass(Duration.ofMillis(101));

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
        assertThat(world.gauge("oqim.rail.inflight")).isEqualTo(1);
    }

    @Test
    void silenceOfARailIsUnknownNeverNotSent() {
        rail.says = Mono::never;
        send();

        world.pass(Duration.ofSeconds(31));

        assertThat(outcomes).containsExactly(new Unknown("TimeoutException"));
        assertThat(world.gauge("oqim.rail.inflight")).isZero();
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
        assertThat(world.gauge("oqim.rail.inflight")).isZero();
    }

    @Test
    void opensOnUnknownAndProbesAfterAWhile() {
        rail.says = () -> Mono.just(new Unknown("silence"));
        times(10);
        assertThat(world.gauge("oqim.rail.breaker")).isEqualTo(2);
        outcomes.clear();

        send();
        assertThat(outcomes).containsExactly(new NotSent("breaker open"));
        assertThat(rail.asked).isEqualTo(10);

        world.pass(Duration.ofSeconds(6));
        rail.says = () -> Mono.just(APPROVED);
        times(3);
        assertThat(world.gauge("oqim.rail.breaker")).isZero();
        assertThat(outcomes).endsWith(APPROVED, APPROVED, APPROVED);
    }

    @Test
    void hasNoRoomWhileTheBreakerIsOpenAndHasSomeToProbe() {
        assertThat(guarded.hasRoom()).isTrue();
        rail.says = () -> Mono.just(new Unknown("silence"));
        times(10);
        assertThat(guarded.hasRoom()).isFalse();

        world.pass(Duration.ofMillis(5_001));

        assertThat(guarded.hasRoom()).isTrue();
        rail.says = () -> Mono.just(APPROVED);
        times(3);
        assertThat(outcomes).endsWith(APPROVED, APPROVED, APPROVED);
        assertThat(guarded.hasRoom()).isTrue();
    }

    @Test
    void hasNoRoomWhenTheQueueIsFullOrMovesTooSlowly() {
        hold(2);
        send();
        assertThat(guarded.hasRoom()).isTrue();

        world.pass(Duration.ofMillis(26));
        assertThat(guarded.hasRoom()).isFalse();

        world.pass(Duration.ofMillis(100));
        assertThat(guarded.hasRoom()).isTrue();
        send();
        send();
        assertThat(guarded.hasRoom()).isFalse();
    }

    @Test
    void opensAgainWhenTheProbesFail() {
        rail.says = () -> Mono.just(new NotSent("connection refused"));
        times(10);
        world.pass(Duration.ofSeconds(6));

        times(3);

        assertThat(world.gauge("oqim.rail.breaker")).isEqualTo(2);
    }

    @Test
    void declinesNeverOpenIt() {
        rail.says = () -> Mono.just(new Declined(DeclineReason.INSUFFICIENT_FUNDS, "-240"));
        times(200);

        assertThat(world.gauge("oqim.rail.breaker")).isZero();
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

        assertThat(world.gauge("oqim.rail.breaker")).isEqualTo(2);
        assertThat(outcomes).contains(new NotSent("breaker open"));
        assertThat(rail.asked).isEqualTo(11);
    }

    @Test
    void recoveryHasABudgetOfItsOwnAndIgnoresTheBreaker() {
        rail.says = () -> Mono.just(new Unknown("silence"));
        times(10);
        hold(2);

        inquire();
        guarded.reverse(GuardWorld.leg(), 1).subscribe(recoveries::add);

        assertThat(recoveries).containsExactly(new Finding.NotFound(), new Reversal.Reversed("ROK"));
        assertThat(world.count("inquire", "not_found")).isEqualTo(1);
        assertThat(world.count("reverse", "reversed")).isEqualTo(1);
    }

    @Test
    void tooManyRecoveriesAreUnclear() {
        rail.finds = Mono::never;
        inquire();
        inquire();
        inquire();
        assertThat(recoveries).containsExactly(new Finding.Unclear("too many recoveries at once"));

        world.pass(Duration.ofSeconds(31));
        assertThat(recoveries).contains(new Finding.Unclear("TimeoutException"));
    }

    @Test
    void whoHangsUpFreesItsSlot() {
        rail.says = Mono::never;
        var one = guarded.send(GuardWorld.leg()).subscribe(outcomes::add);
        assertThat(world.gauge("oqim.rail.inflight")).isEqualTo(1);

        one.dispose();

        assertThat(world.gauge("oqim.rail.inflight")).isZero();
    }

    @Test
    void keepsTheAbilitiesOfTheRail() {
        assertThat(guarded).isInstanceOf(Inquiry.class);
        assertThat(guarded).isNotInstanceOf(Holds.class);
        assertThat(world.guard(new FakeRail())).isNotInstanceOf(Inquiry.class);
    }

    @Test
    void guardsHoldsLikeMoneyAndTheirReleaseLikeRecovery() {
        var holding = new FakeRail.Holding();
        holding.says = () -> Mono.just(APPROVED);
        var guard = (Holds) world.guard(holding);

        guard.hold(GuardWorld.leg(), Duration.ofHours(1)).subscribe(outcomes::add);
        guard.charge(GuardWorld.leg(), "7").subscribe(outcomes::add);
        var release = guard.release(GuardWorld.leg(), "7").block();

        assertThat(outcomes).containsExactly(APPROVED, APPROVED);
        assertThat(release).isEqualTo(new Holds.Release.Unclear("IllegalStateException"));
        assertThat(world.count("send", "approved")).isEqualTo(2);
        assertThat(world.count("release", "unclear")).isEqualTo(1);
    }

    @Test
    void aSlowRailGetsFewerRequestsAtOnce() {
        var wide = world.guard(rail, GuardWorld.wide());
        var limits = new ArrayList<Integer>();
        for (int round = 0; round < 60; round++) {
            var latency = round < 30 ? Duration.ofMillis(10) : Duration.ofMillis(400);
            rail.says = () -> Mono.<Outcome>just(APPROVED).delayElement(latency, world.time);
            int before = rail.asked;
            for (int i = 0; i < 64; i++) {
                wide.send(GuardWorld.leg()).subscribe(outcomes::add);
            }
            limits.add(rail.asked - before);
            world.pass(Duration.ofMillis(500));
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
        guarded.send(GuardWorld.leg()).subscribe(outcomes::add);
    }

    private void inquire() {
        ((Inquiry) guarded).inquire(GuardWorld.leg()).subscribe(recoveries::add);
    }
}
