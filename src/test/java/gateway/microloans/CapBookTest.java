package gateway.microloans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.microloans.CapBook.Broken;
import gateway.rulebook.PackText;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** Which caps a loan breaks, by the shipped pack and by one of another country. */
class CapBookTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private String shipped = "";
    private CapBook book = new CapBook(List.of());

    @BeforeEach
    void read() throws IOException {
        shipped = PackText.load(new ClassPathResource("rulebook/uz/microloans.yaml"));
        book = CapReader.read(shipped);
    }

    private static Money sum(long som) {
        return new Money(Math.multiplyExact(som, 100), Asset.UZS);
    }

    private static Percentage percentage(String text) {
        return Percentage.parse(text).orElseThrow();
    }

    private static LoanRequest loan(
            long principal, int months, String perDay, long year, long owed, long income, long service, Instant last) {
        return new LoanRequest(
                sum(principal),
                months,
                percentage(perDay),
                sum(year),
                sum(owed),
                sum(income),
                sum(service),
                NOW,
                last,
                NOW.plusSeconds(60));
    }

    /** Ten millions for a year, well within everything. */
    private static LoanRequest at(Instant confirmed) {
        return new LoanRequest(
                sum(10_000_000),
                12,
                percentage("0.3 %"),
                sum(4_000_000),
                sum(0),
                sum(5_000_000),
                sum(1_000_000),
                confirmed,
                null,
                confirmed);
    }

    /** Amounts in so'm; the last column is what is broken. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // principal | months | per day  | year     | owed     | income   | service | hours since | broken
                "100000000   | 36     | 0.25 %     | 50000000 | 0        | 20000000 | 10000000 | 24 | -",
                "100000001   | 36     | 0.25 %     | 50000000 | 0        | 20000000 | 10000000 | 24 | amount",
                "60000000    | 36     | 0.25 %     | 30000000 | 40000000 | 20000000 | 10000000 | 24 | -",
                "60000000    | 36     | 0.25 %     | 30000000 | 40000001 | 20000000 | 10000000 | 24 | amount",
                "10000000    | 37     | 0.25 %     | 5000000  | 0        | 20000000 | 10000000 | 24 | term",
                "10000000    | 36     | 0.250001 % | 5000000  | 0        | 20000000 | 10000000 | 24 | daily-rate",
                "10000000    | 36     | 0 %        | 5000001  | 0        | 20000000 | 10000000 | 24 | yearly-charges",
                "10000000    | 36     | 0.25 %     | 5000000  | 0        | 20000000 | 10000001 | 24 | debt-burden",
                "10000000    | 36     | 0.25 %     | 5000000  | 0        | 0        | 0        | 24 | debt-burden",
                "10000000    | 36     | 0.25 %     | 5000000  | 0        | 20000000 | 10000000 | 23 | next-after",
                "10000000    | 36     | 0.25 %     | 5000000  | 0        | 20000000 | 10000000 | 0  | next-after",
                "200000000   | 99     | 1 %        | 200000000| 0        | 1        | 1        | 1  |"
                        + " amount daily-rate yearly-charges debt-burden term next-after"
            })
    void saysWhichCapsALoanBreaks(
            long principal,
            int months,
            String perDay,
            long year,
            long owed,
            long income,
            long service,
            int hours,
            String broken) {
        var loan = loan(principal, months, perDay, year, owed, income, service, NOW.minus(Duration.ofHours(hours)));

        assertThat(book.brokenBy(loan).stream().map(Broken::rule).toList())
                .isEqualTo(
                        broken == null
                                ? List.of()
                                : Arrays.stream(broken.strip().split(" ", -1))
                                        .map("microloan-"::concat)
                                        .toList());
    }

    @Test
    void namesRuleAndVersionAndWhatIsAllowedInThreeLanguages() {
        var broken = book.brokenBy(loan(100_000_001, 12, "0.1 %", 1, 0, 50_000_000, 1, null));

        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst().rule()).isEqualTo("microloan-amount");
        assertThat(broken.getFirst().version()).isEqualTo(1);
        assertThat(broken.getFirst().allows()).isEqualTo("100000000.00 UZS");
        assertThat(broken.getFirst().text().en())
                .isEqualTo("All microloans of one person are at most 100 million so'm");
        assertThat(broken.getFirst().text().uz())
                .isNotEqualTo(broken.getFirst().text().ru());
    }

    /** Midnight in Tashkent, not in Greenwich. */
    @ParameterizedTest
    @CsvSource({"2025-07-23T18:59:59Z, false", "2025-07-23T19:00:00Z, true"})
    void aCapHoldsFromItsDayInTashkent(Instant confirmed, boolean holds) {
        var broken = book.brokenBy(at(confirmed)).stream().map(Broken::rule).toList();

        assertThat(broken).isEqualTo(holds ? List.of("microloan-daily-rate") : List.of());
    }

    @Test
    void theVersionIsTheOneThatHeldWhenTheLoanWasConfirmed() {
        var second = shipped.substring(
                        shipped.indexOf("  - id: microloan-term"), shipped.indexOf("  - id: microloan-next"))
                .replace("version: 1", "version: 2")
                .replace("from: 2025-07-24", "from: 2026-11-26")
                .replace("months: 36", "months: 11");
        var both = CapReader.read(shipped.replace("    kind: term", "    until: 2026-11-26\n    kind: term") + second);
        var long12 = loan(10_000_000, 12, "0.1 %", 1, 0, 50_000_000, 1, null);

        assertThat(both.brokenBy(long12))
                .extracting(Broken::rule, Broken::version, Broken::allows)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("microloan-term", 2, "11 months"));
        assertThat(both.brokenBy(at(Instant.parse("2026-11-25T18:59:59Z"))))
                .extracting(Broken::rule)
                .containsExactly("microloan-daily-rate");
    }

    /** As a neighbour has it: four hours from fifty thousand, two days above two hundred thousand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "4999999  | 0   | -",
                "5000000  | 239 | cooling-off-short",
                "5000000  | 240 | -",
                "20000001 | 240 | cooling-off-long",
                "20000001 | 2880 | -"
            })
    void moneyWaitsWhileThePersonMayThinkAgain(long minor, int minutes, String broken) {
        var waits = CapReader.read("""
                format: 1
                pack: neighbour
                caps:
                """ + waits("short", "50000.00", "4h") + waits("long", "200000.01", "48h"));
        var principal = new Money(minor, Asset.RUB);
        var none = Money.zero(Asset.RUB);
        var loan = new LoanRequest(
                principal, 1, percentage("0 %"), none, none, none, none, NOW, null, NOW.plusSeconds(minutes * 60L));

        assertThat(waits.brokenBy(loan).stream().map(Broken::rule).toList())
                .isEqualTo(broken == null ? List.of() : List.of(broken));
    }

    private static String waits(String name, String from, String wait) {
        return """
                  - id: cooling-off-%s
                    version: 1
                    decided: 2025-09-01
                    from: 2025-09-01
                    source: "9-FZ, as reported"
                    confidence: press
                    text: {uz: "Kutish vaqti", ru: "Период охлаждения", en: "A time to think again"}
                    kind: cooling-off
                    from-amount: "%s"
                    currency: RUB
                    wait: "%s"
                """.formatted(name, from, wait);
    }

    @Test
    void whatCannotBeComparedIsNotAllowed() {
        var usd = new Money(100, Asset.of("USD"));
        var none = Money.zero(usd.asset());
        var loan = new LoanRequest(usd, 1, percentage("0 %"), none, none, usd, none, NOW, null, NOW);

        assertThat(book.brokenBy(loan)).extracting(Broken::rule).containsExactly("microloan-amount");
    }

    @Test
    void theLargestNumbersAreNoReasonToFail() {
        var most = new Money(Long.MAX_VALUE, Asset.UZS);
        var loan = new LoanRequest(
                most, Integer.MAX_VALUE, new Percentage(Long.MAX_VALUE), most, most, most, most, NOW, NOW, Instant.MAX);

        assertThat(book.brokenBy(loan)).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "-1, 1, 0", "1, 0, 0", "1, 1, -1"})
    void aRequestThatMakesNoSenseIsNone(long principal, int months, long owed) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> loan(principal, months, "0 %", 0, owed, 1, 0, null));
    }

    @Test
    void theOneBeforeComesFirstAndMoneyAfterItIsConfirmed() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> loan(1, 1, "0 %", 0, 0, 1, 0, NOW.plusSeconds(1)));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new LoanRequest(
                        sum(1), 1, percentage("0 %"), sum(0), sum(0), sum(1), sum(0), NOW, null, NOW.minusSeconds(1)));
    }
}
