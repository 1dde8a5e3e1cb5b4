package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gateway.limits.Meter.Reading;
import gateway.limits.Tally.Question;
import gateway.limits.Tally.Seen;
import gateway.packs.InForce;
import gateway.packs.PackProblem;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Amounts, clocks and rules that should not be. */
class BadUseTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneId.of("Asia/Tashkent"));
    private static final Window HOUR = new Window.Rolling(Duration.ofHours(1));
    private static final UUID PAYEE = new UUID(1, 1);

    private final Tally tally = new Tally();

    private boolean fits(Limit limit, Use use) {
        var part = CountUse.take(use, List.of(Claim.of(limit, use)));
        boolean fits = tally.check(part) == null;
        if (fits) {
            tally.take(part);
        }
        return fits;
    }

    @Test
    void nobodyUsesLessThanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rules.use(-1));
    }

    /** It uses nothing of an amount, and is one payment to one payee all the same. */
    @Test
    void nothingIsNoAmountAndOnePayment() {
        assertThat(fits(Rules.perCustomer(Measure.AMOUNT, DAY, 0), Rules.use(0)))
                .isTrue();
        assertThat(fits(Rules.perCustomer(Measure.SINGLE, DAY, 0), Rules.use(0)))
                .isTrue();
        assertThat(fits(Rules.perCustomer(Measure.COUNT, DAY, 1), Rules.use(0))).isTrue();
        assertThat(fits(Rules.perCustomer(Measure.COUNT, DAY, 1), Rules.use(0))).isFalse();
        assertThat(fits(Rules.perCustomer(Measure.PAYEES, HOUR, 0), Rules.use(0)))
                .isFalse();
    }

    @Test
    void theLargestAmountsAreComparedAndNotAddedUp() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, Long.MAX_VALUE);

        assertThat(fits(limit, Rules.use(Long.MAX_VALUE - 4))).isTrue();
        assertThat(fits(limit, Rules.use(Long.MAX_VALUE))).isFalse();
        assertThat(fits(limit, Rules.use(5))).isFalse();
        assertThat(fits(limit, Rules.use(4))).isTrue();
    }

    @Test
    void aMeterThatWouldOverflowRefusesItsPaymentAlone() {
        var meter = new Meter("fee:some:month", Rules.NOON, Rules.NOON.plus(Duration.ofDays(30)));
        var metered = new Metered(meter, 0, Long.MAX_VALUE - 1, true, _ -> true);

        var first = CountUse.take(Rules.use(1), List.of(), List.of(metered));
        assertThat(tally.check(first)).isNull();
        tally.take(first);
        assertThat(tally.check(CountUse.take(Rules.use(1), List.of(), List.of(metered))))
                .isEqualTo(new CountMoved("fee:some:month"));
    }

    @Test
    void aMaximumBelowWhatIsUsedRefusesWhatIsNewAndChangesNothingElse() {
        var use = Rules.use(1);
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 50);
        tally.put(CounterKey.of(limit, use), 80, 0);

        assertThat(fits(limit, use)).isFalse();
        assertThat(tally.counts().get(CounterKey.of(limit, use)).isChanged()).isFalse();
    }

    /** Of two nodes one may be late: what the other counted after that moment counts too. */
    @Test
    void aClockThatGoesBackFreesNothing() {
        var limit = Rules.perCustomer(Measure.AMOUNT, HOUR, 10);
        var late = Rules.use(1, PAYEE, Rules.NOON.minusSeconds(30));
        tally.put(CounterKey.of(limit, late), 10, 0);
        tally.put(new Question(CounterKey.of(limit, late), late.id()), new Seen(10, 1, true, 10));

        assertThat(fits(limit, late)).isFalse();
        assertThat(Claim.of(limit, late).since()).isBefore(Rules.NOON.minus(Duration.ofHours(1)));
    }

    @Test
    void aMomentInTheFutureCountsOnItsOwnDay() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 10);

        assertThat(fits(limit, Rules.use(10))).isTrue();
        assertThat(fits(limit, Rules.use(10, PAYEE, Rules.NOON.plus(Duration.ofDays(1)))))
                .isTrue();
        assertThat(fits(limit, Rules.use(1, PAYEE, Rules.NOON.plus(Duration.ofDays(1)))))
                .isFalse();
    }

    @Test
    void aUseInAnotherCurrencyThanTheRulesIsNotItsBusiness() {
        var usd = new gateway.shared.money.Money(5, gateway.shared.money.Asset.of("USD"));
        var it = Rules.use(5);
        var use = new Use(
                it.id(),
                it.at(),
                usd,
                it.customer(),
                it.operation(),
                it.card(),
                it.rail(),
                it.payee(),
                it.category(),
                it.under());

        assertThat(Rules.perCustomer(Measure.COUNT, DAY, 0).concerns(use)).isFalse();
    }

    /** Nobody pays by rules that may be over. */
    @Test
    void whereItIsNotKnownWhichRulesHoldNothingIsTaken() {
        var text = "format: 1\npack: none\nlimits: []\n";
        var limits = new JournaledLimits(InForce.configured(new LimitPacks(), text), new Nothing(), Clock.systemUTC());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> limits.take(Rules.use(1)))
                .satisfies(no -> assertThat(no.type()).isEqualTo(PackProblem.PACKS_UNKNOWN));
    }

    @Test
    void aMeterIsNoNameThatALimitCouldHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter("customer-day", Instant.EPOCH, Rules.NOON));
        assertThat(new Reading(0, 0, 0)).isEqualTo(Reading.NOTHING);
    }

    /** Nobody has counted anything. */
    private static final class Nothing implements CountStore {

        @Override
        public Mono<Kept> keptOf(gateway.shared.ids.PaymentId payment) {
            return Mono.empty();
        }

        @Override
        public Mono<List<Long>> used(List<CounterKey> keys) {
            return Mono.just(keys.stream().map(_ -> 0L).toList());
        }
    }
}
