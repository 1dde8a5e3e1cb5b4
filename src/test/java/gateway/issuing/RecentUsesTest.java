package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.Controls.Period;
import gateway.issuing.RecentUses.Use;
import gateway.issuing.Usage.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a card spent within windows that move on by themselves. */
class RecentUsesTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration DAY = Period.LAST_24_HOURS.length();

    private static RecentUses spent(Use... uses) {
        var recent = RecentUses.NONE;
        for (var use : uses) {
            recent = recent.plus(use);
        }
        return recent;
    }

    private static Use use(int hour, long amount) {
        return new Use(START.plus(Duration.ofHours(hour)), amount, 1);
    }

    private static long amount(RecentUses recent, Duration window, int hour) {
        return recent.within(window, START.plus(Duration.ofHours(hour))).amount();
    }

    @Test
    void whatIsExactlyTheWindowAgoHasLeft() {
        var recent = spent(use(0, 100), use(1, 10));

        assertThat(amount(recent, DAY, 23)).isEqualTo(110);
        assertThat(amount(recent, DAY, 24)).isEqualTo(10);
        assertThat(amount(recent, DAY, 25)).isZero();
        assertThat(amount(recent, Period.LAST_7_DAYS.length(), 25)).isEqualTo(110);
    }

    @Test
    void whatComesBackIsTakenFromItsMoment() {
        var recent = spent(use(0, 100), use(10, 50));

        assertThat(amount(recent.minus(use(0, 0).at(), 30, 0), DAY, 20)).isEqualTo(120);
        assertThat(recent.minus(use(10, 0).at(), 50, 1).within(DAY, START.plus(Duration.ofHours(20))))
                .returns(100L, Spent::amount)
                .returns(1L, Spent::count);
        assertThat(recent.minus(use(30, 0).at(), 50, 1)).as("it has left").isEqualTo(recent);
    }

    /** A purchase that was raised and then called off, beside another one. */
    @Test
    void whatWasAddedLaterComesBackWithIt() {
        var recent = spent(use(0, 100), use(1, 80), new Use(use(2, 0).at(), 50, 0));

        var left = recent.minus(use(0, 0).at(), 150, 1);

        assertThat(left.within(DAY, START.plus(Duration.ofHours(10))))
                .returns(80L, Spent::amount)
                .returns(1L, Spent::count);
    }

    /** Else an old purchase that is called off would make room that was never taken. */
    @Test
    void whatHasLeftGivesNothingBackOfWhatCameLater() {
        var recent = spent(use(0, 100), use(24 * 40, 80));

        assertThat(recent.minus(use(0, 0).at(), 100, 1)).isEqualTo(recent);
    }

    @Test
    void messagesNeedNotComeInTheOrderOfTheirMoments() {
        assertThat(spent(use(5, 1), use(2, 2), use(9, 3))).isEqualTo(spent(use(2, 2), use(5, 1), use(9, 3)));
    }

    @Test
    void whatNoWindowReachesIsForgotten() {
        var recent = spent(use(0, 1), use(24 * 29, 2), use(24 * 31, 4));

        assertThat(recent.uses()).hasSize(2);
        assertThat(amount(recent, Period.LAST_30_DAYS.length(), 24 * 31)).isEqualTo(6);
    }

    /** A row has an end, however often a card is used; nobody may spend more because of that. */
    @Test
    void ofVeryManyTheOldestBecomeOneAndCountLonger() {
        var exact = new ArrayList<Use>();
        var recent = RecentUses.NONE;
        for (int minute = 0; minute < 3 * RecentUses.MOST; minute++) {
            var use = new Use(START.plus(Duration.ofMinutes(minute)), 1, 1);
            exact.add(use);
            recent = recent.plus(use);
        }

        assertThat(recent.uses()).hasSize(RecentUses.MOST);
        for (int hour = 0; hour < 48; hour++) {
            var at = START.plus(Duration.ofHours(hour));
            long really = exact.stream()
                    .filter(use -> use.at().isAfter(at.minus(DAY)))
                    .count();
            assertThat(recent.within(DAY, at).count()).isGreaterThanOrEqualTo(really);
        }
    }

    @Property
    void isWhatANaiveSumFinds(@ForAll("some") List<Use> uses, @ForAll("hours") int hour) {
        var recent = spent(uses.toArray(Use[]::new));
        var at = START.plus(Duration.ofHours(hour));
        // What is forgotten is older than any window that can still be asked for.
        var newest = uses.stream().map(Use::at).max(Instant::compareTo).orElse(at);
        var asked = newest.isAfter(at) ? newest : at;

        for (var period : List.of(Period.LAST_24_HOURS, Period.LAST_7_DAYS, Period.LAST_30_DAYS)) {
            long naive = uses.stream()
                    .filter(use -> use.at().isAfter(asked.minus(period.length())))
                    .mapToLong(Use::amount)
                    .sum();
            assertThat(recent.within(period.length(), asked).amount()).isEqualTo(naive);
        }
    }

    @Property
    void isReadAsItWasWritten(@ForAll("some") List<Use> uses) {
        var recent = spent(uses.toArray(Use[]::new));

        assertThat(RecentUses.parse(recent.text())).isEqualTo(recent);
    }

    @Provide
    Arbitrary<List<Use>> some() {
        return Combinators.combine(hours(), Arbitraries.longs().between(1, 1_000))
                .as(RecentUsesTest::use)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Integer> hours() {
        return Arbitraries.integers().between(0, 24 * 40);
    }
}
