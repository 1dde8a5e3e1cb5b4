package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.cardToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.State;
import gateway.processors.Inquiry.Finding;
import gateway.processors.TestRails;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A rail that does not answer keeps nothing waiting but its own; all of it in virtual time. */
class ResolvePaymentsTest {

    private static final String SILENT = CREDIT.processor();
    private static final String AWAKE = ATTEMPT.processor();
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int PLACES = 32;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet(true);
    private final InstantSource now = () -> NOW.plusMillis(time.now(TimeUnit.MILLISECONDS));
    private final Clock clock = now.withZone(ZoneOffset.UTC);
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Mono<Optional<Finding>>> findings =
            new HashMap<>(Map.of(SILENT, Mono.never(), AWAKE, Mono.just(Optional.of(new Finding.Undone()))));
    private final TakenUp rig = new TakenUp(new Asked(), settings(), clock);

    @AfterEach
    void realTimeAgain() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void aSilentRailKeepsNoOtherWaiting() {
        unknown(300, CREDIT);
        var other = unknown(1, ATTEMPT);

        var work = start();
        time.advanceTimeBy(TICK.plusMillis(1));
        work.dispose();

        assertThat(rig.written).extracting(Payment::id).containsExactly(other.id());
        assertThat(rig.written.getFirst().state()).isInstanceOf(State.Declined.class);
        assertThat(asked).filteredOn(SILENT::equals).hasSize(PLACES);
    }

    /** By then another node may take it up soon, and both would ask. */
    @Test
    void whatWaitedForHalfOfItsLeaseIsLeftToIt() {
        findings.put(SILENT, Mono.delay(Duration.ofSeconds(1)).thenReturn(Optional.of(new Finding.Undone())));
        unknown(200, CREDIT);

        rig.resolver.round().block();
        time.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(asked).hasSize(2 * PLACES);
        assertThat(left()).isEqualTo(200 - 2 * PLACES);
    }

    @Test
    void whatFindsNoRoomInItsLaneIsLeftToItsLease() {
        unknown(2 * 200 + PLACES, CREDIT);

        var work = start();
        time.advanceTimeBy(TICK.multipliedBy(2).plusMillis(1));
        work.dispose();

        assertThat(asked).hasSize(PLACES);
        assertThat(left()).isEqualTo(200);
    }

    @Test
    void aNodeThatStopsBeginsNothingMore() {
        findings.put(SILENT, Mono.delay(TICK).thenReturn(Optional.of(new Finding.Undone())));
        unknown(200, CREDIT);

        var work = start();
        time.advanceTimeBy(Duration.ofMillis(1));
        work.dispose();
        time.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(asked).hasSize(PLACES);
        assertThat(rig.written).as("what was under way is finished").hasSize(PLACES);
    }

    private Disposable start() {
        return new PaymentWorks()
                .paymentResolution(rig.resolver, settings())
                .work()
                .subscribe();
    }

    /** Says which is the last. */
    private Payment unknown(int number, Attempt debit) {
        var last = cardToMerchant(new State.DebitUnknown(debit, 0, "silence", NOW));
        for (int n = 1; n < number; n++) {
            rig.add(cardToMerchant(last.state()), NOW);
        }
        rig.add(last, NOW);
        return last;
    }

    private double left() {
        return rig.registry
                .counter("oqim_payments_resolve_left", "lane", SILENT)
                .count();
    }

    private static PaymentSettings settings() {
        var second = Duration.ofSeconds(1);
        return new PaymentSettings(
                0,
                true,
                Duration.ofSeconds(4),
                Duration.ofHours(1),
                second,
                second,
                TICK,
                200,
                second,
                second,
                1,
                "OQIM",
                "6012");
    }

    /** Rails that say about every message what the test wants. */
    private final class Asked extends Rails {

        Asked() {
            super(_ -> List.of(), TestRails.guarded(), settings());
        }

        @Override
        Mono<Optional<Finding>> inquireDebit(Payment payment, Attempt attempt, @Nullable String bill) {
            return Mono.defer(() -> {
                asked.add(attempt.processor());
                return findings.getOrDefault(attempt.processor(), Mono.never());
            });
        }
    }
}
