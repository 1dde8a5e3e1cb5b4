package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.AuthorisationStore.Lapsing;
import gateway.issuing.Controls.Period;
import gateway.issuing.NetworkWork.Spend;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A room is approved on the last day of January, and raised on the first of February and on the second. */
class CountedStepsTest {

    private static final Instant JANUARY = Instant.parse("2026-01-31T10:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-02-02T10:00:00Z");
    private static final CountedSteps ROOM =
            CountedSteps.of(JANUARY, 100).raised(FEBRUARY, 900).raised(LATER, 50);

    private static Usage after(List<Spend> back) {
        var usage = Usage.NONE.plus(JANUARY, 100, 1).plus(FEBRUARY, 900, 0).plus(LATER, 50, 0);
        for (var it : back) {
            usage = usage.minus(it.at(), -it.amount(), -it.count());
        }
        return usage;
    }

    @Test
    void whatIsUndoneIsSpentInNoMonthAndNoWindow() {
        var usage = after(ROOM.allBack());

        for (var period : Period.values()) {
            assertThat(usage.within(period, LATER))
                    .as("%s", period)
                    .returns(0L, Usage.Spent::amount)
                    .returns(0L, Usage.Spent::count);
        }
    }

    @Test
    void theLastStepComesBackFirst() {
        assertThat(ROOM.back(60)).containsExactly(new Spend(LATER, -50, 0, ""), new Spend(FEBRUARY, -10, 0, ""));
        assertThat(after(ROOM.back(60)).within(Period.DAY, LATER).amount()).isZero();
        assertThat(after(ROOM.back(60)).within(Period.MONTH, LATER).amount()).isEqualTo(890);
        assertThat(ROOM.allBack())
                .containsExactly(
                        new Spend(LATER, -50, 0, ""),
                        new Spend(FEBRUARY, -900, 0, ""),
                        new Spend(JANUARY, -100, -1, ""));
    }

    @Test
    void whatLapsesComesBackStepByStepIfItCounted() {
        var id = UUID.fromString("01900000-0000-7000-8000-00000000aa00");
        var room = new Authorisation(
                new Authorisation.Key(0, id, "t1"),
                id,
                new IssuedCardId(id),
                Authorisation.State.APPROVED,
                new Money(1_050, Asset.UZS),
                null,
                LATER,
                0,
                ROOM,
                3);

        assertThat(LapseAuthorisations.work(new Lapsing(room, Asset.UZS)).spends())
                .isEqualTo(ROOM.allBack());
        assertThat(LapseAuthorisations.work(new Lapsing(room, Asset.USD)).spends())
                .isEmpty();
    }

    @Test
    void whatIsLeftAndWhatComesBackAreTheWholeHoweverMuchItIs() {
        LongStream.rangeClosed(1, 1_050).forEach(left -> {
            var kept = ROOM.leaving(left);
            long back =
                    ROOM.back(1_050 - left).stream().mapToLong(Spend::amount).sum();

            assertThat(back).isEqualTo(left - 1_050);
            assertThat(kept.first()).isEqualTo(JANUARY);
            assertThat(kept.steps()).allMatch(it -> it.amount() > 0);
            assertThat(kept.steps().stream()
                            .mapToLong(CountedSteps.Step::amount)
                            .sum())
                    .isEqualTo(left);
        });
        assertThat(ROOM.leaving(999)).isEqualTo(CountedSteps.of(JANUARY, 100).raised(FEBRUARY, 899));
        assertThat(ROOM.leaving(1_060))
                .isEqualTo(CountedSteps.of(JANUARY, 110).raised(FEBRUARY, 900).raised(LATER, 50));
    }

    @Test
    void isReadAsItWasStored() {
        assertThat(CountedSteps.of(JANUARY, 100).text()).isEmpty();
        assertThat(CountedSteps.parse("", JANUARY, 100)).isEqualTo(CountedSteps.of(JANUARY, 100));
        assertThat(CountedSteps.parse(ROOM.text(), JANUARY, 1_050)).isEqualTo(ROOM);
        assertThat(CountedSteps.parse(ROOM.text(), JANUARY, 400))
                .as("changed by a node that knows of no steps")
                .isEqualTo(CountedSteps.of(JANUARY, 400));
    }
}
