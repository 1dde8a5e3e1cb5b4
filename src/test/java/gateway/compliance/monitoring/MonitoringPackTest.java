package gateway.compliance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** Packs of monitoring rules, good and bad. */
class MonitoringPackTest {

    private static final String GOOD = """
            format: 1
            pack: test
            decide-within: 3
            holidays: [2026-12-08]
            rules:
              - id: a-rule
                version: 1
                decided: 2026-01-01
                from: 2026-02-01
                until: 2026-12-31
                source: "test"
                confidence: press
                text: {uz: "Qoida", ru: "Правило", en: "Rule"}
                kind: structuring
                window: "30d"
                direction: out
                below: "30 BRV"
                count: 5
                sum: "500.5 BRV"
            """;

    @Test
    void theShippedPacksAreRead() throws IOException {
        assertThat(MonitoringPack.read(text("compliance/none.yaml")).rules()).isEmpty();
        assertThat(MonitoringPack.read(text("rulebook/uz/monitoring.yaml")).rules())
                .extracting(MonitoringRule::id)
                .containsExactly(
                        "large-turnover", "structuring", "pass-through", "many-to-one", "high-risk", "dormant");
        assertThat(MonitoringPack.read(text("rulebook/uz/monitoring.yaml")).rules())
                .extracting(rule -> rule.head().citation().confidence())
                .contains(Confidence.PRESS, Confidence.INFERRED);
    }

    private static String text(String name) throws IOException {
        return PackText.load(new ClassPathResource(name));
    }

    /** 206 million so'm were 500 base units in 2026, as reported. */
    @Test
    void aBaseUnitIsWorthWhatItWasThen() throws IOException {
        var units = BaseUnits.read(text("rulebook/uz/base-units.yaml"));
        var many = Threshold.parse("500 BRV").orElseThrow();

        assertThat(units.worth(many, Instant.parse("2026-11-26T00:00:00Z"))).isEqualTo(206_000_000_00L);
        // Midnight in Tashkent.
        assertThat(units.worth(many, Instant.parse("2025-07-31T18:59:59Z"))).isEqualTo(187_500_000_00L);
        assertThat(units.worth(many, Instant.parse("2025-07-31T19:00:00Z"))).isEqualTo(206_000_000_00L);
    }

    @Test
    void everythingIsRead() {
        var rule = MonitoringPack.read(GOOD).rules().getFirst();

        assertThat(rule.window()).isEqualTo(Duration.ofDays(30));
        assertThat(rule.suspicion())
                .isEqualTo(new Suspicion.Structuring(
                        gateway.compliance.Movement.Direction.OUT, new Threshold(3_000), 5, new Threshold(50_050)));
        assertThat(new Threshold(50_050)).hasToString("500.50 BRV");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format: 1        | format: 2              | 1  | must be 1",
                "decide-within: 3 | decide-within: 0       | 3  | business days",
                "2026-12-08       | 2026-13-08             | 4  | no such day",
                "30d              | 0d                     | 15 | must be a length",
                "30d              | 400d                   | 15 | must be a length",
                "direction: out   | direction: up          | 16 | must be one of in, out",
                "30 BRV           | 30                     | 17 | so many base units",
                "30 BRV           | 0 BRV                  | 17 | so many base units",
                "30 BRV           | -30 BRV                | 17 | so many base units",
                "30 BRV           | 99999999 BRV           | 17 | so many base units",
                "500.5 BRV        | 1.234 BRV              | 19 | so many base units",
                "count: 5         | count: 0               | 18 | at least 1",
                "count: 5         | percent: 5             | 7  | not known",
                "kind: structuring| kind: guessing         | 14 | must be one of",
                "confidence: press| confidence: sure       | 12 | must be one of",
                "version: 1       | version: 0             | 7  | begin with 1"
            })
    void isRefusedAsAWholeWithLineAndReason(String good, String bad, int line, String reason) {
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> MonitoringPack.read(GOOD.replace(good, bad)))
                .satisfies(unfit -> assertThat(unfit.remark().reason()).contains(reason));
    }

    @Test
    void twoVersionsDoNotHoldAtOnce() {
        var twice = GOOD + GOOD.substring(GOOD.indexOf("  - id")).replace("version: 1", "version: 2");

        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> MonitoringPack.read(twice))
                .withMessageContaining("at the same time");
    }

    @Test
    void baseUnitsComeInOrder() {
        var pack = """
                format: 1
                pack: test
                base-units:
                  - {from: 2025-01-01, amount: "2.00", source: "x", confidence: press}
                  - {from: 2024-01-01, amount: "1.00", source: "x", confidence: press}
                """;

        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> BaseUnits.read(pack))
                .withMessageContaining("oldest come first");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> BaseUnits.read(pack.replace("2.00", "0.00")))
                .withMessageContaining("more than nothing");
    }
}
