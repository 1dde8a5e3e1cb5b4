package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.Tally.Question;
import gateway.limits.Tally.Seen;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a batch of uses may take. */
class TallyTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneOffset.UTC);
    private static final Window HOUR = new Window.Rolling(Duration.ofHours(1));

    private final Tally tally = new Tally();

    @Test
    void exactlyTheMaximumMayBeUsed() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 100);

        assertThat(take(limit, Rules.use(60))).isNull();
        assertThat(take(limit, Rules.use(41)))
                .satisfies(no -> assertThat(no.left()).isEqualTo(40));
        assertThat(take(limit, Rules.use(40))).isNull();
        assertThat(take(limit, Rules.use(1))).isNotNull();
    }

    @Test
    void whatWasGivenBackMayBeUsedAgain() {
        var limit = Rules.perCustomer(Measure.COUNT, DAY, 2);
        var first = Rules.use(5);
        tally.put(CounterKey.of(limit, first), 7, 6);

        assertThat(take(limit, first)).isNull();
        assertThat(take(limit, Rules.use(5))).isNotNull();
        tally.giveBack(Taken.of(limit, first));
        assertThat(take(limit, Rules.use(5))).isNull();
    }

    @Test
    void aSinglePaymentIsComparedAlone() {
        var limit = Rules.perCustomer(Measure.SINGLE, new Window.Lifetime(), 100);

        assertThat(take(limit, Rules.use(100))).isNull();
        assertThat(take(limit, Rules.use(100))).isNull();
        assertThat(take(limit, Rules.use(101))).isNotNull();
        assertThat(tally.counts()).isEmpty();
    }

    /** Another node may have used it up between the look and the lock. */
    @Test
    void whatOthersTookSinceTheLookCountsInFull() {
        var limit = Rules.perCustomer(Measure.AMOUNT, HOUR, 100);
        var use = Rules.use(30);
        tally.put(CounterKey.of(limit, use), 1_050, 0);
        tally.put(new Question(CounterKey.of(limit, use), use.id()), new Seen(20, 1, false, 1_000));

        assertThat(take(limit, use)).isNull();
        var next = Rules.use(1);
        tally.put(new Question(CounterKey.of(limit, next), next.id()), new Seen(20, 1, false, 1_000));
        assertThat(take(limit, next)).satisfies(no -> assertThat(no.left()).isZero());
    }

    @Test
    void aKnownPayeeIsNoNewOne() {
        var limit = Rules.perCustomer(Measure.PAYEES, HOUR, 2);
        var known = UUID.randomUUID();
        var old = Rules.use(1, known);
        tally.put(new Question(CounterKey.of(limit, old), old.id()), new Seen(5, 2, true, 0));

        assertThat(take(limit, old)).isNull();
        var fresh = Rules.use(1, UUID.randomUUID());
        tally.put(new Question(CounterKey.of(limit, fresh), fresh.id()), new Seen(5, 2, false, 0));
        assertThat(take(limit, fresh)).isNotNull();
    }

    @Test
    void twoNewPayeesOfOneBatchAreTwo() {
        var limit = Rules.perCustomer(Measure.PAYEES, HOUR, 1);
        var payee = UUID.randomUUID();

        assertThat(take(limit, Rules.use(1, payee))).isNull();
        assertThat(take(limit, Rules.use(1, payee))).isNull();
        assertThat(take(limit, Rules.use(1, UUID.randomUUID()))).isNotNull();
    }

    /** Whatever comes in whatever order, no more is used than the maximum, and nothing is refused that would fit. */
    @Property(tries = 300)
    void usedNeverExceedsTheMaximum(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 1, max = 60) Long> amounts,
            @ForAll @LongRange(min = 0, max = 400) long max) {
        var own = new Tally();
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, max);
        long used = 0;
        for (long amount : amounts) {
            var use = CountUse.take(Rules.use(amount), List.of(Claim.of(limit, Rules.use(amount))));
            var refusal = own.refusal(use);
            assertThat(refusal == null).isEqualTo(used + amount <= max);
            if (refusal == null) {
                own.take(use);
                used += amount;
            }
        }
        assertThat(used).isLessThanOrEqualTo(max);
    }

    private LimitRefusal take(Limit limit, Use use) {
        var part = CountUse.take(use, List.of(Claim.of(limit, use)));
        var refusal = tally.refusal(part);
        if (refusal == null) {
            tally.take(part);
        }
        return refusal;
    }
}
