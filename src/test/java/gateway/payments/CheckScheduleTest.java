package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.billToMerchant;
import static gateway.payments.Examples.cardToCard;
import static gateway.payments.Examples.cardToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.processors.DeclineReason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Nothing unfinished is forgotten, nothing finished is looked at, and no two are looked at in step. */
class CheckScheduleTest {

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LAST = Duration.ofMinutes(1);
    private static final Denial UNPAID = new Denial(DeclineReason.NOT_PAID, "click", null);
    private static final CheckSchedule SCHEDULE = new CheckSchedule(LEASE, FIRST, LAST);

    @Test
    void whatANodeWorksOnIsItsOwnForALease() {
        assertThat(SCHEDULE.next(cardToMerchant(new State.Debiting(ATTEMPT)), NOW))
                .isEqualTo(NOW.plus(LEASE));
        assertThat(SCHEDULE.next(cardToCard(new State.Crediting(SETTLED, CREDIT)), NOW))
                .isEqualTo(NOW.plus(LEASE));
    }

    @Test
    void whatWaitsForSomebodyIsLookedAtWhenTheirTimeIsOver() {
        assertThat(SCHEDULE.next(cardToMerchant(Examples.WAITING), NOW))
                .isEqualTo(Examples.WAITING.expiresAt().plus(FIRST));
        assertThat(SCHEDULE.next(cardToMerchant(Examples.IN_REVIEW), NOW))
                .isEqualTo(Examples.IN_REVIEW.until().plus(FIRST));
    }

    @Test
    void whatIsInDoubtIsLookedAtEverMoreSeldomAndNeverLaterThanTheLast() {
        for (var doubt : doubts()) {
            var before = Duration.ZERO;
            for (int checks = 0; checks < 40; checks++) {
                var pause = pause(doubt.apply(checks));
                var whole = checks > 5 ? LAST : FIRST.multipliedBy(1L << checks);
                var most = whole.compareTo(LAST) > 0 ? LAST : whole;

                // Less up to a quarter.
                assertThat(pause).isBetween(most.minus(most.dividedBy(4)), most);
                assertThat(checks > 5 || pause.compareTo(before) > 0)
                        .as("after %d", checks)
                        .isTrue();
                before = pause;
            }
        }
    }

    private static List<IntFunction<State>> doubts() {
        return List.of(
                checks -> new State.DebitUnknown(ATTEMPT, checks, "silence", NOW),
                checks -> new State.CreditUnknown(SETTLED, CREDIT, checks, "silence", NOW),
                checks -> new State.Reversing(SETTLED, UNPAID, checks),
                checks -> new State.AwaitingPayer(ATTEMPT, "bill", NOW.plusSeconds(600), checks));
    }

    private static Duration pause(State state) {
        return Duration.between(NOW, SCHEDULE.next(cardToCard(state), NOW));
    }

    @Test
    void oneAfterTheOtherAreNotLookedAtInStep() {
        var pauses = new HashSet<Duration>();
        for (int checks = 10; checks < 30; checks++) {
            pauses.add(pause(new State.DebitUnknown(ATTEMPT, checks, "silence", NOW)));
        }

        assertThat(pauses).hasSizeGreaterThan(15);
    }

    @Test
    void aBillThatIsGivenUpIsWatchedSeldomAndOftenAtItsEnd() {
        var watched = billToMerchant(new State.Withdrawing(ATTEMPT, "bill", UNPAID, 30));
        var closing = BillLifecycle.closing(watched);

        assertThat(Duration.between(NOW, SCHEDULE.next(watched, NOW)))
                .isBetween(Duration.ofSeconds(450), Duration.ofMinutes(10));
        assertThat(SCHEDULE.next(watched, closing.minusSeconds(1))).isEqualTo(closing);
        assertThat(SCHEDULE.next(watched, closing)).isEqualTo(closing.plus(LAST));
    }

    @Test
    void nobodyLooksAtWhatIsOver() {
        var over = Examples.everyState().filter(State.Final.class::isInstance).toList();

        assertThat(over).isNotEmpty();
        over.forEach(state -> assertThat(SCHEDULE.next(cardToCard(state), NOW))
                .as("%s", state)
                .isNull());
        Examples.everyState()
                .filter(it -> !over.contains(it))
                .forEach(state -> assertThat(SCHEDULE.next(cardToCard(state), NOW))
                        .as("%s", state)
                        .isAfter(NOW));
    }
}
