package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** However a payment is refunded, as much goes back as it took, and nothing twice. */
class RefundsTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneOffset.UTC);
    private static final List<Limit> LIMITS = List.of(
            Rules.rule("amount", Measure.AMOUNT, DAY, 1_000_000),
            Rules.rule("count", Measure.COUNT, DAY, 9),
            Rules.rule("payees", Measure.PAYEES, DAY, 9));

    private static List<Taken> taken(Use use) {
        return LIMITS.stream().map(limit -> Taken.of(limit, use)).toList();
    }

    private static CountUse refund(Use use, long minor) {
        return CountUse.refund(use.id(), use.at(), use.payee(), taken(use), minor);
    }

    @Property(tries = 300)
    void allGoesBackOnceAndTheCountsWithTheLastUnit(
            @ForAll long seed, @ForAll @LongRange(min = 2, max = 100_000) long minor) {
        var use = Rules.use(minor);
        var random = new Random(seed);
        var refunds = new Refunds();
        refunds.put(use.id(), minor, 0);
        long left = minor;
        var back = new ArrayList<Taken>();
        while (left > 0) {
            assertThat(back).isEmpty();
            long more = 1 + random.nextLong(left);
            assertThat(refunds.decide(refund(use, left + 1)).less()).isEmpty();
            var decided = refunds.decide(refund(use, more));
            assertThat(decided.less())
                    .singleElement()
                    .satisfies(it -> assertThat(it.units()).isEqualTo(more));
            back.addAll(decided.back());
            left -= more;
        }
        assertThat(back).extracting(it -> it.key().limit()).containsExactly("count", "payees");
        var late = refunds.decide(refund(use, 1));
        assertThat(late.back()).isEmpty();
        assertThat(late.less()).isEmpty();
    }

    @Test
    void whatIsNotKnownGivesNothingBack() {
        var decided = new Refunds().decide(refund(Rules.use(UUID.randomUUID(), 10), 10));

        assertThat(decided.back()).isEmpty();
        assertThat(decided.less()).isEmpty();
    }

    @Test
    void whatWasOnItsWayIntoAWalletIsNotGivenBackTwice() {
        var use = Rules.use(10).into(Rules.CUSTOMER, false);
        var incoming = Taken.of(Rules.rule("wallet", Measure.BALANCE, new Window.Lifetime(), 100), use);
        var refunds = new Refunds();
        refunds.put(use.id(), 10, 0);

        var decided = refunds.decide(CountUse.refund(use.id(), use.at(), use.payee(), List.of(incoming), 10));

        assertThat(decided.back()).isEmpty();
        assertThat(decided.less()).isEmpty();
    }
}
