package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of a refusal by a limit that others use too. */
class SharedLimitTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneId.of("Asia/Tashkent"));

    private static LimitRefusal refused(Set<Dimension> by) {
        var limit = Rules.by(Rules.rule("some", Measure.AMOUNT, DAY, 100), by);
        var tally = new Tally();
        var first = CountUse.take(Rules.use(70), List.of(Claim.of(limit, Rules.use(70))));
        tally.take(first);
        return Objects.requireNonNull(
                tally.refusal(CountUse.take(Rules.use(31), List.of(Claim.of(limit, Rules.use(31))))));
    }

    @Test
    void ofTheWholeBanksItIsNotKeptWhatIsLeft() {
        var refusal = refused(Set.of());

        assertThat(refusal.shared()).isTrue();
        assertThat(refusal.remaining()).as("for the decision's trail").isEqualTo("0.30");
        assertThat(refusal.text()).doesNotContain("30 UZS").contains("-1 UZS");
        assertThat(LimitRefusal.parse(refusal.text()))
                .returns(true, LimitRefusal::shared)
                .returns(0L, LimitRefusal::left);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAYEE", "OPERATION", "RAIL", "CATEGORY", "TIER", "MERCHANT", "CHANNEL"})
    void norOfOthersTogetherWithTheCustomer(Dimension dimension) {
        assertThat(refused(Set.of(dimension)).shared()).isTrue();
        assertThat(refused(Set.of(dimension, Dimension.CUSTOMER)).shared()).isFalse();
    }

    @Test
    void ofOnesOwnEverythingIsTold() {
        var refusal = refused(Set.of(Dimension.CUSTOMER));

        assertThat(LimitRefusal.parse(refusal.text())).isEqualTo(refusal);
        assertThat(refusal.remaining()).isEqualTo("0.30");
    }
}
