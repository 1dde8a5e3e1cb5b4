package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.limits.Meter.Reading;
import gateway.limits.Tally.Question;
import gateway.limits.Tally.Room;
import gateway.limits.Tally.Seen;
import gateway.limits.Tally.Stood;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers by hand, for every kind of limit: what is left, what is needed, and what a batch makes of counts. */
class TallyTableTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneOffset.UTC);
    private static final Window HOUR = new Window.Rolling(Duration.ofHours(1));
    private static final Window EVER = new Window.Lifetime();
    private static final Meter METER = new Meter(
            "fee:transfer:month", Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

    private final Tally tally = new Tally();

    private static CountUse part(Limit limit, Use use) {
        return CountUse.take(use, List.of(Claim.of(limit, use)));
    }

    private Room room(Limit limit, Use use) {
        return tally.room(Claim.of(limit, use), part(limit, use));
    }

    private static PersonalMax own(String limit, long max, Instant until) {
        return new PersonalMax(new UUID(6, 6), Rules.CUSTOMER, limit, max, Instant.EPOCH, until, null);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0, 0, 1000", "1000, 400, 0, 600", "1000, 400, 150, 750", "1000, 1200, 0, -200"})
    void ofACalendarWindowWhatWasTakenAndNotGivenBackIsGone(long max, long taken, long givenBack, long left) {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, max);
        var use = Rules.use(70);
        tally.put(CounterKey.of(limit, use), taken, givenBack);

        assertThat(room(limit, use)).isEqualTo(new Room(left, 70, null));
        assertThat(room(limit, use).isTooSmall()).isEqualTo(left < 70);
    }

    @Test
    void ofARollingWindowWhatWasSeenIsGoneAndWhatCameSince() {
        var limit = Rules.perCustomer(Measure.AMOUNT, HOUR, 1_000);
        var use = Rules.use(70);
        tally.put(CounterKey.of(limit, use), 5_400, 0);
        tally.put(new Question(CounterKey.of(limit, use), use.id()), new Seen(300, 3, false, 5_000));

        assertThat(room(limit, use)).isEqualTo(new Room(300, 70, null));
    }

    @Test
    void aCountThatWasForgottenSinceTheLookGivesNoRoom() {
        var use = Rules.use(70);
        for (var limit : List.of(
                Rules.perCustomer(Measure.AMOUNT, HOUR, 1_000), Rules.perCustomer(Measure.PAYEES, HOUR, 1_000))) {
            tally.put(new Question(CounterKey.of(limit, use), use.id()), new Seen(0, 0, false, 5_000));

            assertThat(room(limit, use).left()).isEqualTo(1_000);
        }
    }

    @Test
    void whoIsPaidAlreadyIsPaidAlsoWhereThereAreTooManyByNow() {
        var limit = Rules.perCustomer(Measure.PAYEES, HOUR, 5);
        var known = Rules.use(70);
        var unknown = Rules.use(1, UUID.randomUUID());
        var key = CounterKey.of(limit, known);
        tally.put(key, 6, 0);
        tally.put(new Question(key, known.id()), new Seen(0, 6, true, 6));
        tally.put(new Question(key, unknown.id()), new Seen(0, 6, false, 6));

        assertThat(room(limit, known)).isEqualTo(new Room(-1, 0, null));
        assertThat(tally.check(part(limit, known))).isNull();
        assertThat(tally.check(part(limit, unknown))).isInstanceOf(LimitRefusal.class);
    }

    @Test
    void ofPayeesThoseSeenAreGoneThoseOfOthersSinceAndThoseOfTheBatch() {
        var limit = Rules.perCustomer(Measure.PAYEES, HOUR, 10);
        var use = Rules.use(70);
        var key = CounterKey.of(limit, use);
        tally.put(key, 7, 0);
        tally.put(new Question(key, use.id()), new Seen(0, 4, false, 5));
        assertThat(room(limit, use)).isEqualTo(new Room(4, 1, null));

        tally.take(part(limit, Rules.use(1, UUID.randomUUID())));

        assertThat(room(limit, use)).as("one more of the batch").isEqualTo(new Room(3, 1, null));
        tally.take(part(limit, use));
        assertThat(room(limit, use)).as("its payee is known now").isEqualTo(new Room(2, 0, null));
    }

    @Test
    void aSinglePaymentHasItsMaximumAlways() {
        var limit = Rules.perCustomer(Measure.SINGLE, EVER, 100);

        assertThat(room(limit, Rules.use(101))).isEqualTo(new Room(100, 101, null));
        assertThat(tally.counts()).isEmpty();
    }

    @Test
    void aWalletHoldsWhatIsInItAndWhatIsOnItsWay() {
        var limit = Rules.by(Rules.rule("wallet", Measure.BALANCE, EVER, 1_000), Set.of());
        var use = Rules.use(70).into(Rules.CUSTOMER, false);
        var key = CounterKey.of(limit, use);
        assertThat(room(limit, use).left()).isEqualTo(1_000);

        tally.put(key, 900, 700);
        tally.put(key, new Stood(300, 600));

        // 300 are in it, and of the 900 that were ever on their way 600 had come or were called off by then.
        assertThat(room(limit, use)).isEqualTo(new Room(400, 70, null));
    }

    @Test
    void aMaximumOfOnesOwnHoldsUntilItsEndAndIsTold() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 100);
        var use = Rules.use(70);
        var standing = own(limit.id(), 500, use.at().plusSeconds(1));
        tally.put(standing);

        assertThat(room(limit, use)).isEqualTo(new Room(500, 70, standing));
        assertThat(tally.refusal(part(limit, Rules.use(501))))
                .isNotNull()
                .returns(standing.id(), LimitRefusal::personal)
                .returns(500L, LimitRefusal::left);
        assertThat(tally.personal(Rules.CUSTOMER, use.at(), "another")).isNull();
        assertThat(tally.personal(new CustomerId(new UUID(9, 9)), use.at(), limit.id()))
                .isNull();
        assertThat(tally.personal(Rules.CUSTOMER, use.at().plusSeconds(1), limit.id()))
                .isNull();
    }

    @Test
    void withoutOneOfOnesOwnTheRulesIsTold() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 100);

        assertThat(tally.refusal(part(limit, Rules.use(101))))
                .isNotNull()
                .returns(null, LimitRefusal::personal)
                .returns(100L, LimitRefusal::left);
        assertThat(tally.check(part(limit, Rules.use(100)))).isNull();
    }

    @Test
    void whoPaysIsNotToldWhatTheOthersWalletHolds() {
        var limit = Rules.by(Rules.rule("wallet", Measure.BALANCE, EVER, 50), Set.of());
        var other = new CustomerId(new UUID(8, 8));
        var theirs = Rules.use(51).into(other, false);
        var mine = Rules.use(51).into(Rules.CUSTOMER, false);

        assertThat(tally.check(part(limit, theirs))).isInstanceOf(PayeeLimitRefusal.class);
        assertThat(tally.check(part(limit, mine))).isInstanceOf(LimitRefusal.class);
    }

    @Test
    void theFirstRuleThatSpeaksAgainstItIsTold() {
        var loose = Rules.rule("loose", Measure.AMOUNT, DAY, 1_000);
        var tight = Rules.rule("tight", Measure.AMOUNT, DAY, 10);
        var tighter = Rules.rule("tighter", Measure.AMOUNT, DAY, 5);
        var use = Rules.use(11);
        var claims = List.of(Claim.of(loose, use), Claim.of(tight, use), Claim.of(tighter, use));

        assertThat(tally.refusal(CountUse.take(use, claims))).isNotNull().returns("tight", LimitRefusal::limit);
    }

    @Test
    void aBatchKnowsWhatItChangesAndWhatWasThere() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 1_000);
        var use = Rules.use(70);
        var key = CounterKey.of(limit, use);
        tally.put(key, 100, 30);
        var count = tally.counts().get(key);
        assertThat(count).isNotNull();
        assertThat(count.isStored()).isTrue();
        assertThat(count.isChanged()).isFalse();

        tally.take(part(limit, use));
        assertThat(count.taken()).isEqualTo(170);
        assertThat(count.givenBack()).isEqualTo(30);
        assertThat(count.isChanged()).isTrue();

        var fresh = Rules.rule("fresh", Measure.COUNT, DAY, 9);
        tally.take(part(fresh, use));
        var other = tally.counts().get(CounterKey.of(fresh, use));
        assertThat(other).isNotNull();
        assertThat(other.isStored()).isFalse();
        assertThat(other.taken()).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackChangesTheCountAndIsNeverMoreThanWasTaken() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 1_000);
        var use = Rules.use(70);
        var key = CounterKey.of(limit, use);
        tally.put(key, 70, 0);

        tally.giveBack(Taken.of(limit, use));

        var count = tally.counts().get(key);
        assertThat(count).isNotNull();
        assertThat(count.givenBack()).isEqualTo(70);
        assertThat(count.isChanged()).isTrue();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> tally.giveBack(Taken.of(limit, Rules.use(1))))
                .withMessageContaining("More was given back than taken");
    }

    @Test
    void whatIsThereWithTheSameEntryIsOnItsWayNoMore() {
        var limit = Rules.by(Rules.rule("wallet", Measure.BALANCE, EVER, 1_000), Set.of());
        var use = Rules.use(70).into(Rules.CUSTOMER, true);

        tally.take(part(limit, use));

        var count = tally.counts().get(CounterKey.of(limit, use));
        assertThat(count).isNotNull();
        assertThat(count.taken()).isEqualTo(70);
        assertThat(count.givenBack()).isEqualTo(70);
    }

    private static CountUse metered(long charged, long volume, Predicate<Reading> holds) {
        return CountUse.take(
                Rules.use(70), List.of(), List.of(new Metered(METER, charged, volume, /* returns= */ true, holds)));
    }

    private void counted(long charged, long count, long volume) {
        var keys = Metered.keys(List.of(METER), Rules.CUSTOMER);
        tally.put(keys.get(0), charged + 3, 3);
        tally.put(keys.get(1), count + 2, 2);
        tally.put(keys.get(2), volume + 1, 1);
    }

    private static @Nullable String moved(@Nullable Refusal refusal) {
        return refusal instanceof CountMoved(var meter) ? meter : null;
    }

    @Test
    void aMeterIsReadWithoutWhatWasGivenBack() {
        counted(100, 4, 9_000);

        assertThat(tally.check(metered(5, 70, new Reading(100, 4, 9_000)::equals)))
                .isNull();
        assertThat(moved(tally.check(metered(5, 70, reading -> false)))).isEqualTo(METER.name());
    }

    @Test
    void aPaymentOfTheSameBatchMovesTheMeter() {
        counted(100, 4, 9_000);
        var first = metered(5, 70, new Reading(100, 4, 9_000)::equals);

        assertThat(tally.check(first)).isNull();
        tally.take(first);

        assertThat(moved(tally.check(first))).isEqualTo(METER.name());
        assertThat(tally.check(metered(5, 70, new Reading(105, 5, 9_070)::equals)))
                .isNull();
    }

    @Test
    void whatCannotBeAddedUpIsRefusedAndFailsNobodyElse() {
        var keys = Metered.keys(List.of(METER), Rules.CUSTOMER);
        tally.put(keys.get(2), Long.MAX_VALUE - 70, 0);

        assertThat(tally.check(metered(0, 70, _ -> true))).isNull();
        assertThat(moved(tally.check(metered(0, 71, _ -> true)))).isEqualTo(METER.name());
    }

    @Test
    void theFirstMeterThatMovedIsTold() {
        var still = new Metered(METER, 0, 1, true, _ -> true);
        var other = new Meter("fee:other:month", METER.from(), METER.until());
        var both = CountUse.take(Rules.use(70), List.of(), List.of(still, new Metered(other, 0, 1, true, _ -> false)));

        assertThat(moved(tally.check(both))).isEqualTo("fee:other:month");
    }

    @Test
    void refundsAreWrittenWithWhatTheyComeToAndOnlyThose() {
        var limit = Rules.perCustomer(Measure.AMOUNT, DAY, 1_000);
        var use = Rules.use(70);
        var refunds = new Refunds();
        refunds.put(use.id(), 70, 20);
        refunds.put(UUID.randomUUID(), 50, 0);
        assertThat(refunds.rows().expected()).isZero();

        refunds.decide(CountUse.refund(use.id(), use.at(), use.payee(), List.of(Taken.of(limit, use)), 30));

        assertThat(refunds.rows().expected()).isEqualTo(1);
        assertThat((UUID[]) refunds.rows().binds().get(1)).containsExactly(use.id());
        assertThat((Long[]) refunds.rows().binds().get(2)).containsExactly(50L);
        assertThat((Short[]) refunds.rows().binds().get(0)).containsExactly((short) TimeOrderedIds.shardOf(use.id()));
    }

    @Test
    void windowsBeginAndEndWhereTheyDo() {
        var at = Instant.parse("2026-11-26T10:30:00Z");

        assertThat(HOUR.start(at)).isEqualTo("2026-11-26T09:30:00Z");
        assertThat(HOUR.end(at)).isEqualTo("2026-11-26T11:30:00Z");
        assertThat(EVER.start(at)).isEqualTo(Instant.EPOCH);
        assertThat(EVER.end(at)).isEqualTo("9999-12-31T00:00:00Z");
        assertThat(Window.Calendar.Unit.MONTH.code()).isEqualTo("month");
        assertThat(new Window.Calendar(Window.Calendar.Unit.YEAR, ZoneOffset.UTC).start(at))
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(new Window.Calendar(Window.Calendar.Unit.YEAR, ZoneOffset.UTC).end(at))
                .isEqualTo("2027-01-01T00:00:00Z");
    }
}
