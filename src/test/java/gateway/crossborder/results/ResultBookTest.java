package gateway.crossborder.results;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.rates.Price;
import gateway.crossborder.rates.RateBoard.Rate;
import gateway.crossborder.results.Period.With;
import gateway.crossborder.results.Stretch.By;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is earned by spreads is told apart from what rates did, and nothing is lost in between. */
class ResultBookTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 30);
    private static final BigDecimal MIDDLE = new BigDecimal("12000");

    private static Money uzs(String text) {
        return Money.parse(text, Asset.UZS).orElseThrow();
    }

    private static Money usd(String text) {
        return Money.parse(text, Asset.USD).orElseThrow();
    }

    private static Money minus(Money it) {
        return Money.zero(it.asset()).minus(it);
    }

    private static Optional<Rate> rate(String price) {
        return Optional.of(new Rate(new Price(Asset.USD, Asset.UZS, new BigDecimal(price)), "cbu", Instant.EPOCH));
    }

    private static void sold(ResultBook book, LocalDate day, String corridor, Money units, Money worth, Money rest) {
        book.add(day, With.CUSTOMERS, corridor, Realised.ofUnits(minus(units), MIDDLE));
        book.add(day, With.CUSTOMERS, corridor, Realised.ofSoum(Asset.USD, worth));
        book.add(day, With.CUSTOMERS, corridor, Realised.ofRounding(Asset.USD, rest));
    }

    @Test
    void aSaleEarnsItsSpreadAndTheRateDoesTheRest() {
        var book = new ResultBook(new Stretch(FIRST, FIRST, By.DAY));
        sold(book, FIRST, "us-usd", usd("100.00"), uzs("1218000.00"), uzs("0.05"));

        // Short of 100 dollars, which were worth 12000 when they were sold and 12100 at the day's end.
        var report = book.report(Map.of(Asset.USD, minus(usd("100.00"))), (day, _) -> rate("12100"));

        assertThat(report.all().realised()).singleElement().satisfies(it -> {
            assertThat(it.corridor()).isEqualTo("us-usd");
            assertThat(it.sum().spread()).isEqualTo(uzs("18000.00"));
            assertThat(it.sum().result()).isEqualTo(uzs("18000.05"));
        });
        assertThat(report.all().revalued()).singleElement().satisfies(it -> {
            assertThat(it.opening()).isEqualTo(usd("0.00"));
            assertThat(it.closing()).isEqualTo(minus(usd("100.00")));
            assertThat(it.revaluation()).isEqualTo(minus(uzs("10000.00")));
        });
        assertThat(report.all().result()).isEqualTo(uzs("8000.05"));
        assertThat(report.parts()).containsExactly(report.all());
    }

    @Test
    void whatComesBackTakesBackWhatItHadBrought() {
        var book = new ResultBook(new Stretch(FIRST, FIRST.plusDays(1), By.DAY));
        var next = FIRST.plusDays(1);
        sold(book, FIRST, "us-usd", usd("33.33"), uzs("406666.67"), uzs("0.01"));
        book.add(next, With.CUSTOMERS, "us-usd", Realised.ofUnits(usd("33.33"), MIDDLE));
        book.add(next, With.CUSTOMERS, "us-usd", Realised.ofSoum(Asset.USD, minus(uzs("406666.67"))));
        book.add(next, With.CUSTOMERS, "us-usd", Realised.ofRounding(Asset.USD, minus(uzs("0.01"))));

        var report = book.report(Map.of(Asset.USD, usd("0.00")), (day, _) -> rate("12345.678"));

        assertThat(report.all().realised())
                .singleElement()
                .satisfies(it -> assertThat(it.sum()).isEqualTo(Realised.none(Asset.USD)));
        assertThat(report.all().result()).isEqualTo(uzs("0.00"));
        assertThat(report.parts().getFirst().result())
                .isEqualTo(minus(report.parts().getLast().result()));
    }

    @Test
    void aCoverBoughtBelowTheDaysMiddleEarns() {
        var book = new ResultBook(new Stretch(FIRST, FIRST, By.DAY));
        book.add(FIRST, With.COVER, null, Realised.ofUnits(usd("1000.00"), new BigDecimal("12100")));
        book.add(FIRST, With.COVER, null, Realised.ofSoum(Asset.USD, minus(uzs("12050000.00"))));

        // Before it we were short of as much; the dollar went from 12000 to 12100.
        var report =
                book.report(Map.of(Asset.USD, usd("0.00")), (day, _) -> rate(day.isBefore(FIRST) ? "12000" : "12100"));

        assertThat(report.all().realised()).singleElement().satisfies(it -> {
            assertThat(it.with()).isEqualTo(With.COVER);
            assertThat(it.corridor()).isNull();
            assertThat(it.sum().spread()).isEqualTo(uzs("50000.00"));
        });
        assertThat(report.all().revalued().getFirst().revaluation()).isEqualTo(minus(uzs("100000.00")));
        assertThat(report.all().result()).isEqualTo(minus(uzs("50000.00")));
    }

    @Test
    void whatHasNoRateHasNoResultAndWhatIsNotHeldNeedsNone() {
        var book = new ResultBook(new Stretch(FIRST, FIRST, By.DAY));
        sold(book, FIRST, "us-usd", usd("1.00"), uzs("12100.00"), uzs("0.00"));

        var unknown = book.report(
                Map.of(Asset.USD, minus(usd("1.00")), Asset.EUR, Money.zero(Asset.EUR)), (_, _) -> Optional.empty());

        assertThat(unknown.all().result()).isNull();
        assertThat(unknown.all().realised()).hasSize(1);
        assertThat(unknown.all().revalued().getFirst().revaluation())
                .as("no euro is held")
                .isEqualTo(uzs("0.00"));
    }

    @Test
    void monthsAreCutAtTheDaysThatAreAskedFor() {
        var stretch = new Stretch(FIRST, LocalDate.of(2026, 3, 2), By.MONTH);

        assertThat(stretch.parts())
                .containsExactly(
                        new Stretch.Days(FIRST, LocalDate.of(2026, 1, 31)),
                        new Stretch.Days(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28)),
                        new Stretch.Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2)));
        assertThat(stretch.partOf(LocalDate.of(2026, 1, 31))).isEqualTo(FIRST);
        assertThat(stretch.partOf(LocalDate.of(2026, 2, 28))).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(stretch.partOf(LocalDate.of(2026, 2, 1))).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(stretch.partOf(LocalDate.of(2026, 3, 1))).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    /** The accounts of the position, valued, change by exactly what is told, whatever happened in whatever order. */
    @Property(tries = 300)
    void nothingIsLost(@ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int days, @ForAll boolean monthly) {
        var last = FIRST.plusDays(days - 1L);
        var stretch = new Stretch(FIRST, last, monthly ? By.MONTH : By.DAY);
        var book = new ResultBook(stretch);
        var rates = prices(random, days);
        var opening = new Money(random.nextLong(-1_000_000, 1_000_000), Asset.USD);
        var position = opening;
        var soum = uzs("0.00");
        for (int i = random.nextInt(60); i > 0; i--) {
            var day = FIRST.plusDays(random.nextInt(days));
            var units = new Money(random.nextLong(-500_000, 500_000), Asset.USD);
            var paid = new Money(random.nextLong(-9_000_000_000L, 9_000_000_000L), Asset.UZS);
            var rest = new Money(random.nextLong(0, 1_000), Asset.UZS);
            var with = random.nextBoolean() ? With.CUSTOMERS : With.COVER;
            var corridor = with == With.COVER ? null : random.nextBoolean() ? "us-usd" : "gb-usd";
            book.add(day, with, corridor, Realised.ofUnits(units, new BigDecimal(random.nextInt(11_000, 13_000))));
            book.add(day, with, corridor, Realised.ofSoum(Asset.USD, paid));
            book.add(day, with, corridor, Realised.ofRounding(Asset.USD, rest));
            position = position.plus(units);
            soum = soum.plus(paid).plus(rest);
        }
        var after = new Money(random.nextLong(-500_000, 500_000), Asset.USD);
        book.addLater(after);

        var report = book.report(Map.of(Asset.USD, position.plus(after)), rates);

        var before = Revalued.value(
                opening, rates.apply(FIRST.minusDays(1), Asset.USD).orElseThrow());
        var now = Revalued.value(position, rates.apply(last, Asset.USD).orElseThrow());
        assertThat(report.all().result())
                .isEqualTo(soum.plus(Objects.requireNonNull(now)).minus(Objects.requireNonNull(before)));
        assertThat(report.parts().stream()
                        .map(it -> Objects.requireNonNull(it.result()))
                        .reduce(uzs("0.00"), Money::plus))
                .isEqualTo(report.all().result());
        assertThat(report.parts().getFirst().revalued().getFirst().opening()).isEqualTo(opening);
        assertThat(sum(report.parts())).isEqualTo(sum(List.of(report.all())));
    }

    private static Money sum(List<Period> parts) {
        return parts.stream()
                .flatMap(it -> it.realised().stream())
                .map(it -> it.sum().result())
                .reduce(Money.zero(Asset.UZS), Money::plus);
    }

    private static BiFunction<LocalDate, Asset, Optional<Rate>> prices(Random random, int days) {
        var prices = new ArrayList<Optional<Rate>>();
        for (int i = 0; i <= days; i++) {
            prices.add(rate("%d.%02d".formatted(random.nextInt(11_000, 13_000), random.nextInt(100))));
        }
        return (day, _) -> prices.get((int) ChronoUnit.DAYS.between(FIRST, day) + 1);
    }
}
