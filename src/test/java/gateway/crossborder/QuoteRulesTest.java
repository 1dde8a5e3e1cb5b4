package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.corridors.CorridorFee;
import gateway.crossborder.corridors.Requirement;
import gateway.crossborder.corridors.Spread;
import gateway.crossborder.rates.Price;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is lost between what is spent and what is received, whichever of both the customer names. */
class QuoteRulesTest {

    private static final Asset YEN = new Asset("JPY", 392, 0);
    private static final Asset DINAR = new Asset("KWD", 414, 3);

    @Property
    void receivesNeverMoreThanThePriceAllows(@ForAll("rules") QuoteRules rules, @ForAll("sums") long spent) {
        rules.spending(uzs(spent)).ifPresent(it -> {
            var received = new BigDecimal(it.received().toDecimal());
            var exchanged = new BigDecimal(it.exchanged().toDecimal());
            assertThat(received.multiply(it.price().value())).isLessThanOrEqualTo(exchanged);
            assertThat(received.add(BigDecimal.ONE.movePointLeft(
                                    it.received().asset().scale()))
                            .multiply(it.price().value()))
                    .isGreaterThan(exchanged);
        });
    }

    @Property
    void losesNothing(@ForAll("rules") QuoteRules rules, @ForAll("sums") long spent) {
        rules.spending(uzs(spent)).ifPresent(it -> {
            assertThat(it.fee().plus(it.worth()).plus(it.rounding())).isEqualTo(it.spent());
            assertThat(it.rounding().minor()).isNotNegative();
        });
    }

    @Property
    void bothWaysRoundCostTheSame(@ForAll("rules") QuoteRules rules, @ForAll("sums") long spent) {
        rules.spending(uzs(spent)).ifPresent(there -> {
            var back = rules.receiving(there.received());

            assertThat(back.received()).isEqualTo(there.received());
            assertThat(back.spent().isGreaterThan(there.spent())).isFalse();
            assertThat(rules.spending(back.spent()).orElseThrow().received().isGreaterThan(there.received()))
                    .isFalse();
        });
    }

    @Property
    void isTheLeastForWhatIsReceived(@ForAll("rules") QuoteRules rules, @ForAll("received") long wanted) {
        var received = new Money(wanted, rules.corridor().currency());
        var it = rules.receiving(received);

        var less = rules.spending(it.spent().minus(uzs(1)));

        assertThat(less.filter(cheaper -> cheaper.received().compareTo(received) >= 0))
                .isEmpty();
    }

    @Property
    void theLeastThatCanBeSpentBuysSomething(@ForAll("rules") QuoteRules rules) {
        var least = rules.leastSpent();

        assertThat(rules.spending(least)
                        .orElseThrow()
                        .received()
                        .compareTo(rules.corridor().least()))
                .isNotNegative();
    }

    @Test
    void reckonsAsByHand() {
        var fee = new CorridorFee(Money.zero(Asset.UZS), new BigDecimal("1"), null, null);
        var rules = new QuoteRules(
                corridor(Asset.USD, List.of(new Spread(null, new BigDecimal("1.5"))), fee),
                new Price(Asset.USD, Asset.UZS, new BigDecimal("12021.22")),
                BigDecimal.ZERO);

        var it = rules.spending(uzs(1_000_000_00)).orElseThrow();

        // 990 000 / 12201.5383 = 81.137…
        assertThat(it.price().value()).isEqualByComparingTo("12201.5383");
        assertThat(it.fee()).isEqualTo(uzs(10_000_00));
        assertThat(it.received()).isEqualTo(new Money(81_13, Asset.USD));
        assertThat(it.worth()).isEqualTo(uzs(989_910_81));
        assertThat(it.rounding()).isEqualTo(uzs(89_19));
    }

    /** A thousand and a third of a percent; in favour of the bank where it does not come out even. */
    @ParameterizedTest
    @CsvSource({
        "300000.01,  1990.01",
        "1212121.21, 5000.00",
        "1212122.00, 5000.01",
        "1.00,       1000.01",
        "2727272.72, 10000.00",
        "2727272.73, 10000.00",
        "9000000.00, 10000.00"
    })
    void aFeeIsRoundedUpAndStaysWithinItsBounds(BigDecimal spent, BigDecimal fee) {
        var rule = new CorridorFee(
                uzs(1_000_00),
                new BigDecimal("0.33"),
                null,
                Money.parse("10000", Asset.UZS).orElseThrow());
        var atLeast = new CorridorFee(rule.fixed(), rule.percent(), uzs(5_000_00), rule.most());
        var sum = uzs(spent.movePointRight(2).longValueExact());

        assertThat(rule.of(sum).toDecimal()).isEqualTo(fee.toPlainString());
        assertThat(atLeast.of(sum).toDecimal())
                .isEqualTo(fee.max(new BigDecimal("5000.00")).toPlainString());
    }

    /** Ten decimals are kept, and the eleventh is never the bank's loss. */
    @Test
    void aPriceIsRoundedUp() {
        var middle = new Price(Asset.USD, Asset.UZS, new BigDecimal("12021.2299999999"));

        assertThat(middle.dearerBy(new BigDecimal("1.5")).value()).isEqualByComparingTo("12201.5484499999");
    }

    @Provide
    Arbitrary<Long> sums() {
        return Arbitraries.longs().between(1, 1_000_000_000_00L);
    }

    @Provide
    Arbitrary<Long> received() {
        return Arbitraries.longs().between(1, 1_000_000_00L);
    }

    @Provide
    Arbitrary<QuoteRules> rules() {
        var price = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.0001"), new BigDecimal("50000"))
                .ofScale(10);
        return Combinators.combine(
                        Arbitraries.of(Asset.USD, Asset.EUR, YEN, DINAR), price, spreads(), fees(), percents())
                .as((currency, middle, spreads, fee, weekend) -> new QuoteRules(
                        corridor(currency, spreads, fee), new Price(currency, Asset.UZS, middle), weekend));
    }

    private static Arbitrary<List<Spread>> spreads() {
        var ends = Arbitraries.longs().between(1, 1_000_000_000_00L).set().ofMaxSize(4);
        var fallen = percents()
                .list()
                .ofSize(5)
                .map(all -> all.stream().sorted(Comparator.reverseOrder()).toList());
        return Combinators.combine(ends, fallen).as((upTos, percents) -> {
            var all = new ArrayList<Spread>();
            for (var upTo : upTos.stream().sorted().toList()) {
                all.add(new Spread(uzs(upTo), percents.get(all.size())));
            }
            all.add(new Spread(null, percents.get(all.size())));
            return all;
        });
    }

    private static Arbitrary<CorridorFee> fees() {
        var sums = Arbitraries.longs().between(0, 100_000_00).map(QuoteRulesTest::uzs);
        return Combinators.combine(sums, percents(), sums.injectNull(0.5), sums.injectNull(0.5))
                .as((fixed, percent, least, most) -> least != null && most != null && least.isGreaterThan(most)
                        ? new CorridorFee(fixed, percent, most, least)
                        : new CorridorFee(fixed, percent, least, most));
    }

    private static Arbitrary<BigDecimal> percents() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("40"))
                .ofScale(4);
    }

    private static Corridor corridor(Asset currency, List<Spread> spreads, CorridorFee fee) {
        return new Corridor(
                "US",
                currency,
                List.of("demo"),
                Set.of(Requirement.IBAN, Requirement.BIC),
                new Money(1, currency),
                new Money(1_000_000_00, currency),
                spreads,
                BigDecimal.ZERO,
                fee,
                Duration.ofMinutes(10),
                Duration.ofDays(2),
                ChargeBearer.SHAR,
                Set.of());
    }

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }
}
