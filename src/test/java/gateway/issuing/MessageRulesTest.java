package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.NetworkMessage.Circumstances;
import gateway.issuing.NetworkMessage.Kind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a message comes to, by what is known of its transaction. */
class MessageRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final UUID OWNER = UUID.fromString("01900000-0000-7000-8000-00000000aa00");
    private static final UUID FRESH = UUID.fromString("01900000-0000-7000-8000-00000000bb00");
    private static final TransferId HOLD = new TransferId(UUID.fromString("01900000-0000-7000-8000-00000000cc00"));
    private static final IssuedCard CARD = IssuingFakes.active(OWNER, NOW);

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }

    private static Authorisation approved(long minor) {
        return approved(uzs(minor), HOLD);
    }

    private static Authorisation approved(Money amount, @Nullable TransferId hold) {
        return new Authorisation(
                new Authorisation.Key(0, OWNER, "t1"),
                OWNER,
                CARD.id(),
                Authorisation.State.APPROVED,
                amount,
                hold,
                NOW.plusSeconds(60),
                0,
                CountedSteps.of(NOW.minusSeconds(9), amount.minor()),
                1);
    }

    @Test
    void whatLapsedIsNotRaisedIsUndoneForNothingAndClearedLikeSomethingNew() {
        var lapsed = approved(100).ended(Authorisation.State.LAPSED, 0);

        assertThat(plan(Kind.INCREMENT, uzs(1), null, lapsed).reason()).isEqualTo(Reason.ORIGINAL_UNKNOWN);
        var undone = plan(Kind.REVERSAL, uzs(100), null, lapsed);
        assertThat(undone.spends()).isEmpty();
        assertThat(undone.transfers()).isEmpty();
        assertThat(undone.change()).isEqualTo(lapsed.ended(Authorisation.State.REVERSED, 0));
        assertThat(plan(Kind.REVERSAL, uzs(100), 40L, lapsed)).isEqualTo(MessagePlan.only(Reason.APPROVED));
        var cleared = plan(Kind.CLEARING, uzs(120), null, lapsed);
        assertThat(cleared.spends()).containsExactly(new NetworkWork.Spend(NOW, 120, 1, "400001/SHOP"));
        assertThat(cleared.transfers()).singleElement().isInstanceOf(Direct.class);
        assertThat(cleared.change()).isEqualTo(lapsed.clearedAs(uzs(120), NOW));
    }

    private static MessagePlan plan(Kind kind, Money amount, @Nullable Long left, @Nullable Authorisation known) {
        var message = new NetworkMessage(
                kind,
                "key",
                new byte[0],
                IssuingFakes.pan("400001991234567"),
                "t1",
                amount,
                left,
                true,
                false,
                null,
                null,
                new Circumstances(Channel.POS, "5411", "400001/SHOP", "UZ", null),
                (_, _) -> new byte[0]);
        return MessageRules.plan(new Situation(
                message,
                CARD,
                message.purchase(HolderSecrets.NONE, false, NOW),
                known,
                FRESH,
                false,
                null,
                NOW.plusSeconds(3_600)));
    }

    @Test
    void whatIsClearedInOtherMoneyGivesTheWholeHoldBack() {
        var plan = plan(Kind.CLEARING, new Money(10, Asset.USD), null, approved(1_000));

        assertThat(plan.transfers())
                .hasAtLeastOneElementOfType(Release.class)
                .extracting(MessageRulesTest::text)
                .containsExactly("release", "take 10 USD");
        assertThat(plan.change()).isNotNull();
        assertThat(plan.change().state()).isEqualTo(Authorisation.State.CLEARED);
        assertThat(plan.change().hold()).isNull();
    }

    /** What the network approved in other money counted nowhere and held nothing: there is nothing to reckon with. */
    @Test
    void whatWasApprovedInOtherMoneyIsClearedLikeSomethingNew() {
        for (long cents : new long[] {10, 100_000}) {
            var plan = plan(Kind.CLEARING, uzs(1_200), null, approved(new Money(cents, Asset.USD), null));

            assertThat(plan.reason()).isEqualTo(Reason.APPROVED);
            assertThat(plan.spends()).containsExactly(new NetworkWork.Spend(NOW, 1_200, 1, "400001/SHOP"));
            assertThat(plan.transfers()).extracting(MessageRulesTest::text).containsExactly("take 1200 UZS");
            assertThat(plan.change()).isNotNull();
            assertThat(plan.change().state()).isEqualTo(Authorisation.State.CLEARED);
            assertThat(plan.change().amount()).isEqualTo(uzs(1_200));
            assertThat(plan.change().cleared()).isEqualTo(1_200);
            assertThat(plan.change().counting()).isEqualTo(CountedSteps.of(NOW, 1_200));
        }
    }

    /** Of one purchase more may be cleared than once, in whatever money. */
    @Test
    void whatIsClearedAfterThatAddsToWhatWasTaken() {
        var first = approved(new Money(10, Asset.USD), null).clearedAs(uzs(1_200), NOW.minusSeconds(5));

        var more = plan(Kind.CLEARING, uzs(300), null, first);
        assertThat(more.spends()).containsExactly(new NetworkWork.Spend(NOW, 300, 1, "400001/SHOP"));
        assertThat(more.transfers()).extracting(MessageRulesTest::text).containsExactly("take 300 UZS");
        assertThat(more.change()).isEqualTo(first.ended(Authorisation.State.CLEARED, 300));
        assertThat(first.ended(Authorisation.State.CLEARED, 300).cleared()).isEqualTo(1_500);

        var dollars = plan(Kind.CLEARING, new Money(5, Asset.USD), null, first);
        assertThat(dollars.spends()).isEmpty();
        assertThat(dollars.transfers()).extracting(MessageRulesTest::text).containsExactly("take 5 USD");
        assertThat(dollars.change()).isEqualTo(first.ended(Authorisation.State.CLEARED, 0));
    }

    @Test
    void whatIsClearedInTheMoneyItWasApprovedInStaysInThatMoney() {
        var dollars = approved(new Money(10, Asset.USD), null);

        var cleared = plan(Kind.CLEARING, new Money(9, Asset.USD), null, dollars);

        assertThat(cleared.spends()).isEmpty();
        assertThat(cleared.change()).isEqualTo(dollars.ended(Authorisation.State.CLEARED, 9));
    }

    @Test
    void aReversalInPartInOtherMoneyChangesNothing() {
        assertThat(plan(Kind.REVERSAL, new Money(1_000, Asset.USD), 400L, approved(100_000)))
                .isEqualTo(MessagePlan.only(Reason.AMOUNT_NOT_VALID));
        assertThat(plan(Kind.REVERSAL, new Money(1_000, Asset.USD), null, approved(100_000))
                        .reason())
                .isEqualTo(Reason.APPROVED);
    }

    @Test
    void whatIsClearedForMoreTakesTheHoldAndTheRest() {
        assertThat(plan(Kind.CLEARING, uzs(1_200), null, approved(1_000)).transfers())
                .extracting(MessageRulesTest::text)
                .containsExactly("post 1000", "take 200 UZS");
        assertThat(plan(Kind.CLEARING, uzs(900), null, approved(1_000)).transfers())
                .extracting(MessageRulesTest::text)
                .containsExactly("post 900");
        assertThat(plan(Kind.CLEARING, uzs(900), null, null).transfers())
                .extracting(MessageRulesTest::text)
                .containsExactly("take 900 UZS");
    }

    @Test
    void aReversalInPartLeavesWhatItSaysAndNeverMore() {
        var lowered = plan(Kind.REVERSAL, uzs(1_000), 400L, approved(1_000));
        assertThat(lowered.transfers()).extracting(MessageRulesTest::text).containsExactly("release", "hold 400");
        assertThat(lowered.spends()).containsExactly(new NetworkWork.Spend(NOW.minusSeconds(9), -600, 0, ""));

        assertThat(plan(Kind.REVERSAL, uzs(1_000), 1_000L, approved(1_000)).reason())
                .isEqualTo(Reason.AMOUNT_NOT_VALID);
        assertThat(plan(Kind.REVERSAL, uzs(1_000), 1_001L, approved(1_000)).reason())
                .isEqualTo(Reason.AMOUNT_NOT_VALID);
    }

    @Test
    void aReversalAsAWholeGivesBackWhereItWasCounted() {
        for (var left : new Long[] {null, 0L}) {
            var plan = plan(Kind.REVERSAL, uzs(1_000), left, approved(1_000));

            assertThat(plan.transfers()).extracting(MessageRulesTest::text).containsExactly("release");
            assertThat(plan.spends()).containsExactly(new NetworkWork.Spend(NOW.minusSeconds(9), -1_000, -1, ""));
            assertThat(plan.change()).isNotNull();
            assertThat(plan.change().state()).isEqualTo(Authorisation.State.REVERSED);
        }
    }

    @Test
    void aRaiseHoldsTheWholeAnew() {
        var plan = plan(Kind.INCREMENT, uzs(500), null, approved(1_000));

        assertThat(plan.transfers()).extracting(MessageRulesTest::text).containsExactly("release", "hold 1500");
        assertThat(plan.spends()).containsExactly(new NetworkWork.Spend(NOW, 500, 0, "400001/SHOP"));
        assertThat(plan(Kind.INCREMENT, new Money(5, Asset.USD), null, approved(1_000))
                        .reason())
                .isEqualTo(Reason.CURRENCY_NOT_ALLOWED);
        assertThat(plan(Kind.INCREMENT, uzs(5), null, null).reason()).isEqualTo(Reason.ORIGINAL_UNKNOWN);
    }

    private static String text(Transfer it) {
        return switch (it) {
            case Release _ -> "release";
            case Post post -> "post " + post.amount().minor();
            case Pending pending -> "hold " + pending.amount().minor();
            case Direct direct ->
                "take " + direct.amount().minor() + " "
                        + direct.amount().asset().code();
        };
    }
}
