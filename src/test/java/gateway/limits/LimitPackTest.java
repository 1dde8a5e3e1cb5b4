package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.rulebook.Operation;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** Packs of limits, good and bad. */
class LimitPackTest {

    private static final String GOOD = """
            format: 1
            pack: test
            limits:
              - id: a-limit
                version: 1
                decided: 2026-01-01
                from: 2026-02-01
                until: 2026-12-31
                source: "test"
                confidence: press
                text: {uz: "Qoida", ru: "Правило", en: "Rule"}
                operations: [card-to-card]
                rails: [uzcard]
                tiers: [0, 1]
                channels: [app]
                countries: [UZ, KZ]
                categories: ["5411"]
                per: [customer]
                measure: amount
                window: {rolling: "24h"}
                currency: UZS
                max: "10.00"
            """;

    @Test
    void theShippedPacksAreRead() throws IOException {
        assertThat(LimitPack.read(PackText.load(new ClassPathResource("limits/none.yaml")))
                        .isEmpty())
                .isTrue();
        assertThat(LimitPack.read(PackText.load(new ClassPathResource("limits/sample.yaml")))
                        .limits())
                .extracting(Limit::id)
                .containsExactly(
                        "single-payment",
                        "customer-day",
                        "card-count",
                        "new-payees",
                        "unidentified-day",
                        "device-shop",
                        "bank-abroad",
                        "arrivals-month",
                        "arrivals-unidentified-month",
                        "arrivals-card-day",
                        "arrivals-card-month",
                        "arrivals-card-30-days",
                        "wallet-balance",
                        "wallet-unidentified");
    }

    @Test
    void everythingIsRead() {
        var limit = LimitPack.read(GOOD).limits().getFirst();

        assertThat(limit.max()).isEqualTo(1_000);
        assertThat(limit.window()).isEqualTo(new Window.Rolling(Duration.ofDays(1)));
        assertThat(limit.by()).containsExactly(Dimension.CUSTOMER);
        assertThat(limit.reach())
                .isEqualTo(new Reach(
                        Set.of(Operation.CARD_TO_CARD),
                        Set.of("uzcard"),
                        Set.of(0, 1),
                        Set.of("app"),
                        Set.of("UZ", "KZ"),
                        Set.of("5411")));
        assertThat(limit.validity().from()).isEqualTo("2026-01-31T19:00:00Z");
        assertThat(limit.citation().text().ru()).isEqualTo("Правило");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    max: "10.00"         | max: 10.5              | line 22, limits[0].max
                    max: "10.00"         | max: "-1"              | must not be negative
                    max: "10.00"         | max: "0.001"           | at most 2 decimals
                    measure: amount      | measure: weight        | amount, count, payees, single, balance
                    measure: amount      | measure: count         | must be a whole number
                    measure: amount      | measure: single        | has no window
                    {rolling: "24h"}     | {rolling: "0h"}        | must be a length
                    {rolling: "24h"}     | {rolling: "400d"}      | at most a year
                    {rolling: "24h"}     | {calendar: fortnight}  | must be one of day, week, month, year
                    {rolling: "24h"}     | {}                     | must have one of
                    until: 2026-12-31    | until: 2026-01-31      | ends before it begins
                    currency: UZS        | currency: ABC          | no such currency
                    [uzcard]             | [mastercard]           | must be one of click, humo, payme
                    [customer]           | [customer, customer]   | stands there twice
                    [customer]           | [moon]                 | must be one of customer
                    [0, 1]               | [0, 4]                 | line 14, limits[0].tiers[1]: must be a tier
                    [0, 1]               | ["0"]                  | must be a whole number
                    [app]                | [pigeon]               | line 15, limits[0].channels[0]: must be one of
                    [UZ, KZ]             | [UZ, Uzbekistan]       | must be a country such as UZ
                    [UZ, KZ]             | [UZ, UZ]               | stands there twice
                    ["5411"]             | ["541"]                | must be four digits
                    ["5411"]             | []                     | must not be empty
                    per: [customer]      | per: [customer, tiers] | must be one of customer, card
                    version: 1           | version: 0             | versions begin with 1
                    confidence: press    | confidence: rumour     | must be one of
                    id: a-limit          | id: A Limit            | must be a name
                    source: "test"       | sauce: "test"          | not known
                    """)
    void aFaultRefusesTheWholeWithLineAndReason(String good, String bad, String said) {
        assertThat(GOOD).contains(good);

        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> LimitPack.read(GOOD.replace(good, bad)))
                .withMessageContaining("line ")
                .withMessageContaining(said);
    }

    @Test
    void versionsOfALimitFollowEachOtherAndCountTheSame() {
        var second = GOOD.substring(GOOD.indexOf("  - id"))
                .replace("version: 1", "version: 2")
                .replace("from: 2026-02-01", "from: 2026-12-31")
                .replace("    until: 2026-12-31\n", "");

        assertThat(LimitPack.read(GOOD + second).limits()).hasSize(2);
        refused(GOOD + second.replace("from: 2026-12-31", "from: 2026-12-30"), "holds at the same time");
        refused(GOOD + second.replace("version: 2", "version: 1"), "name and the version of another");
        refused(GOOD + second.replace("24h", "25h"), "adds up something else");
    }

    @Test
    void aBalanceHasAMaximumHoweverTheMoneyComes() {
        var unwanted = List.of("operations", "rails", "channels", "countries", "categories", "per", "window");
        var lines = GOOD.replace("measure: amount", "measure: balance").lines().toList();
        var good = lines.stream()
                .filter(line -> unwanted.stream().noneMatch(name -> line.strip().startsWith(name + ":")))
                .collect(Collectors.joining("\n"));

        var limit = LimitPack.read(good).limits().getFirst();
        assertThat(limit.by()).containsExactly(Dimension.CUSTOMER);
        assertThat(limit.isPersonal()).isTrue();
        assertThat(limit.reach().tiers()).containsExactlyInAnyOrder(0, 1);
        for (var name : unwanted) {
            var with = lines.stream()
                    .filter(line -> line.strip().startsWith(name + ":") || good.contains(line))
                    .collect(Collectors.joining("\n"));
            refused(with, "limits[0]." + name);
        }
    }

    private static void refused(String pack, String said) {
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> LimitPack.read(pack))
                .withMessageContaining(said);
    }
}
