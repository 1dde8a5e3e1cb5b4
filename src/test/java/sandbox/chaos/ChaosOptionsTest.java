package sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may ask of {@code ./gateway chaos}, and what a result says. */
class ChaosOptionsTest {

    @Test
    void withoutACampaignThereIsOnlyTheList() {
        assertThat(ChaosOptions.parse().campaigns()).isEmpty();
        assertThat(Campaigns.list()).contains("kill-gateway", "cut-postgres-xfs");
    }

    @Test
    void quickIsFewerTrialsAndANumberIsThatNumber() {
        var campaign = Campaigns.named("kill-gateway");

        assertThat(ChaosOptions.parse("kill-gateway").setting(campaign).trials())
                .isEqualTo(300);
        assertThat(ChaosOptions.parse("kill-gateway", "--quick")
                        .setting(campaign)
                        .trials())
                .isEqualTo(20);
        assertThat(ChaosOptions.parse("kill-gateway", "--quick", "--trials", "7")
                        .setting(campaign)
                        .trials())
                .isEqualTo(7);
    }

    @Test
    void whatWasSkippedIsNamedInTheTotal() {
        assertThat(Chaos.total(true, 3, List.of())).isEqualTo("PASS");
        assertThat(Chaos.total(true, 3, List.of("cut-redis")))
                .isEqualTo("PASS: 2 of 3 campaigns ran, skipped: cut-redis");
        assertThat(Chaos.total(false, 3, List.of("cut-redis"))).startsWith("FAIL: 2 of 3");
        assertThat(Chaos.total(true, 1, List.of("cut-redis"))).startsWith("NOTHING RAN");
    }

    @Test
    void allIsEveryCampaignUnderANameOfItsOwn() {
        assertThat(ChaosOptions.parse("all").campaigns())
                .extracting(Campaign::name)
                .hasSizeGreaterThan(5)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill-moon", "--trials", "--trials 0", "--rate many", "--moon 1"})
    void nonsenseIsRefused(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChaosOptions.parse(arguments.split(" ")));
    }

    @Test
    void onlyACleanResultHasABound() {
        var clean = Outcome.of(300, new Verdict().rule("kept", List.of()), Map.of());
        var dirty = Outcome.of(300, new Verdict().rule("kept", false, "not kept"), Map.of());

        assertThat(clean.json("some", 1)).containsEntry("violations", 0).containsEntry("bound", 0.01);
        assertThat(dirty.json("some", 1)).containsEntry("violations", 1).doesNotContainKey("bound");
        assertThat(dirty.isPassed()).isFalse();
        assertThat(Outcome.skipped("no root").json("some", 1)).containsEntry("skipped", "no root");
    }
}
