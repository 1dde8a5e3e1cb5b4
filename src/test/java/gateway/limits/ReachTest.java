package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.rulebook.Operation;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** To which payments a limit applies, and which of them it counts together. */
class ReachTest {

    private static final Window HOUR = new Window.Rolling(Duration.ofHours(1));
    private static final Circumstances HERE = new Circumstances(1, new UUID(7, 7), "UZ", "app");

    private static Use use(Circumstances under) {
        return new Use(
                new UUID(1, 1),
                Rules.NOON,
                new Money(5, Asset.UZS),
                Rules.CUSTOMER,
                Operation.CARD_TO_MERCHANT,
                new CardId(new UUID(3, 3)),
                "uzcard",
                new UUID(4, 4),
                "5411",
                under);
    }

    private static boolean covers(Reach reach) {
        var limit = Rules.reaching(Rules.rule("some", Measure.AMOUNT, HOUR, 10), reach);
        return limit.concerns(use(HERE));
    }

    private static Reach reach(
            Set<Integer> tiers, Set<String> channels, Set<String> countries, Set<String> categories) {
        return new Reach(Set.of(), Set.of(), tiers, channels, countries, categories);
    }

    @Test
    void whatNothingIsSaidAboutIsCovered() {
        assertThat(covers(Reach.EVERYTHING)).isTrue();
    }

    @Test
    void everythingThatIsSaidMustFit() {
        assertThat(covers(reach(Set.of(0, 1), Set.of("app"), Set.of("UZ"), Set.of("5411"))))
                .isTrue();
        assertThat(covers(reach(Set.of(0, 2), Set.of("app"), Set.of("UZ"), Set.of("5411"))))
                .isFalse();
        assertThat(covers(reach(Set.of(1), Set.of("web"), Set.of("UZ"), Set.of("5411"))))
                .isFalse();
        assertThat(covers(reach(Set.of(1), Set.of("app"), Set.of("KZ"), Set.of("5411"))))
                .isFalse();
        assertThat(covers(reach(Set.of(1), Set.of("app"), Set.of("UZ"), Set.of("5412"))))
                .isFalse();
        assertThat(covers(new Reach(Set.of(Operation.TOP_UP), Set.of(), Set.of(), Set.of(), Set.of(), Set.of())))
                .isFalse();
        assertThat(covers(new Reach(Set.of(), Set.of("humo"), Set.of(), Set.of(), Set.of(), Set.of())))
                .isFalse();
    }

    @Test
    void whatIsNotKnownFitsNothingThatIsNamed() {
        var limit = Rules.reaching(
                Rules.rule("some", Measure.AMOUNT, HOUR, 10), reach(Set.of(), Set.of(), Set.of("KZ"), Set.of()));

        assertThat(limit.concerns(use(Circumstances.UNKNOWN))).isFalse();
    }

    /** Who nobody knows is not freer than who is known. */
    @Test
    void whereTheTierIsNotKnownTheLimitsOfAllTiersHold() {
        for (int tier = 0; tier <= 3; tier++) {
            var limit = Rules.reaching(
                    Rules.rule("some", Measure.AMOUNT, HOUR, 10), reach(Set.of(tier), Set.of(), Set.of(), Set.of()));

            assertThat(limit.concerns(use(Circumstances.UNKNOWN))).isTrue();
        }
        var perTier = Rules.by(Rules.rule("some", Measure.AMOUNT, HOUR, 10), Set.of(Dimension.TIER));
        assertThat(perTier.concerns(use(Circumstances.UNKNOWN))).isTrue();
        assertThat(CounterKey.of(perTier, use(Circumstances.UNKNOWN))).isNotEqualTo(CounterKey.of(perTier, use(HERE)));
    }

    @Test
    void soDoThoseOfWalletsWhereTheReceiversIsNotKnown() {
        var limit = Rules.reaching(
                Rules.rule("some", Measure.BALANCE, new Window.Lifetime(), 10),
                reach(Set.of(0), Set.of(), Set.of(), Set.of()));

        assertThat(limit.concerns(use(Circumstances.UNKNOWN).into(Rules.CUSTOMER, true)))
                .isTrue();
    }

    /** Two uses that differ in it have counts of their own, two that do not share one. */
    @ParameterizedTest
    @EnumSource(Dimension.class)
    void eachDimensionTellsApartAloneAndTogetherWithAnother(Dimension dimension) {
        for (var by : List.of(EnumSet.of(dimension), EnumSet.of(dimension, Dimension.OPERATION))) {
            var limit = Rules.by(Rules.rule("some", Measure.AMOUNT, HOUR, 10), by);
            var other = differingIn(dimension);

            assertThat(CounterKey.of(limit, use(HERE))).isEqualTo(CounterKey.of(limit, use(HERE)));
            assertThat(CounterKey.of(limit, other)).isNotEqualTo(CounterKey.of(limit, use(HERE)));
        }
    }

    @Test
    void theWholeBankIsOneCount() {
        var limit = Rules.by(Rules.rule("some", Measure.AMOUNT, HOUR, 10), Set.of());
        for (var dimension : Dimension.values()) {
            assertThat(CounterKey.of(limit, differingIn(dimension))).isEqualTo(CounterKey.of(limit, use(HERE)));
        }
    }

    private static Use differingIn(Dimension dimension) {
        var it = use(HERE);
        var customer = new gateway.shared.ids.CustomerId(new UUID(9, 9));
        return new Use(
                it.id(),
                it.at(),
                it.amount(),
                dimension == Dimension.CUSTOMER ? customer : it.customer(),
                dimension == Dimension.OPERATION ? Operation.TOP_UP : it.operation(),
                dimension == Dimension.CARD ? new CardId(new UUID(9, 9)) : it.card(),
                dimension == Dimension.RAIL ? "humo" : it.rail(),
                dimension == Dimension.PAYEE || dimension == Dimension.MERCHANT ? new UUID(9, 9) : it.payee(),
                dimension == Dimension.CATEGORY ? "5999" : it.category(),
                new Circumstances(
                        dimension == Dimension.TIER ? 2 : 1,
                        dimension == Dimension.DEVICE ? new UUID(9, 9) : new UUID(7, 7),
                        dimension == Dimension.COUNTRY ? "KZ" : "UZ",
                        dimension == Dimension.CHANNEL ? "web" : "app"));
    }
}
