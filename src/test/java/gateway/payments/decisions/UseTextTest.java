package gateway.payments.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.Circumstances;
import gateway.limits.Use;
import gateway.rulebook.Judgement.Outcome;
import gateway.rulebook.Operation;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a limit was asked is kept with the decision so that it can be asked again: nothing of it is lost. */
class UseTextTest {

    private static final Instant AT = Instant.parse("2026-03-14T10:00:00Z");
    private static final UUID ID = new UUID(1, 2);
    private static final CustomerId CUSTOMER = new CustomerId(new UUID(3, 4));
    private static final CardId CARD = new CardId(new UUID(5, 6));
    private static final UUID PAYEE = new UUID(7, 8);

    private static Use use(
            Operation operation,
            @Nullable CardId card,
            @Nullable String rail,
            @Nullable String category,
            Circumstances under) {
        return new Use(ID, AT, new Money(123_45, Asset.USD), CUSTOMER, operation, card, rail, PAYEE, category, under);
    }

    private static Use again(SortedMap<String, String> inputs) {
        var decision =
                new RecordDecision(new PaymentId(ID), CUSTOMER, RecordDecision.MADE, Outcome.ALLOWED, AT, List.of());
        return UseText.use(decision, inputs);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void allThatWasAskedIsAskedAgain(Operation operation) {
        var whole = use(operation, CARD, "humo", "5411", new Circumstances(2, new UUID(9, 10), "UZ", "app"));

        assertThat(again(UseText.inputs(whole))).isEqualTo(whole);
    }

    @Test
    void whatWasNotKnownStaysUnknown() {
        var bare = use(Operation.values()[0], null, null, null, Circumstances.UNKNOWN);

        assertThat(again(UseText.inputs(bare))).isEqualTo(bare);
        assertThat(UseText.inputs(bare)).containsOnlyKeys("minor", "asset", "operation", "payee", "channel");
    }

    /** More of the same is no use of its own. */
    @Test
    void whatCountedBeforeIsKeptToo() {
        var more = use(Operation.values()[0], CARD, null, null, Circumstances.UNKNOWN);
        var before = new Money(7, Asset.USD);

        assertThat(UseText.before(UseText.inputs(more))).isEmpty();
        assertThat(UseText.before(UseText.inputs(more, before))).contains(before);
        assertThat(again(UseText.inputs(more, before))).isEqualTo(more);
    }
}
