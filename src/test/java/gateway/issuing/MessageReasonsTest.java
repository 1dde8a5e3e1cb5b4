package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.Authorisation.State;
import gateway.issuing.NetworkMessage.Circumstances;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.NetworkWork.Spend;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Why a message of the network is answered as it is, at the edges of every rule. */
class MessageReasonsTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(9);
    private static final UUID OWNER = UUID.fromString("01900000-0000-7000-8000-00000000aa00");
    private static final UUID FRESH = UUID.fromString("01900000-0000-7000-8000-00000000bb00");
    private static final TransferId HOLD = new TransferId(UUID.fromString("01900000-0000-7000-8000-00000000cc00"));
    private static final AccountId WALLET = AccountId.of(OWNER, Asset.UZS);
    private static final IssuedCard CARD = IssuingFakes.active(OWNER, NOW);

    /** A message about 1,000 so'm of tiyin, unless it says otherwise. */
    private record About(Kind kind, Money amount, boolean approvedElsewhere, boolean refund) {

        static About of(Kind kind, long minor) {
            return new About(kind, new Money(minor, Asset.UZS), true, false);
        }

        About inDollars() {
            return new About(kind, new Money(amount.minor(), Asset.USD), approvedElsewhere, refund);
        }

        About refused() {
            return new About(kind, amount, false, refund);
        }

        About asRefund() {
            return new About(kind, amount, approvedElsewhere, true);
        }

        MessagePlan plan(@Nullable Authorisation known) {
            return plan(known, false, null);
        }

        MessagePlan plan(@Nullable Authorisation known, boolean holdGone, @Nullable Long inWallet) {
            var message = new NetworkMessage(
                    kind,
                    "key",
                    new byte[0],
                    IssuingFakes.pan("400001991234567"),
                    "t1",
                    amount,
                    null,
                    approvedElsewhere,
                    refund,
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
                    holdGone,
                    inWallet,
                    NOW.plusSeconds(3_600)));
        }
    }

    private static Authorisation known(State state, long minor) {
        return new Authorisation(
                new Authorisation.Key(0, OWNER, "t1"),
                OWNER,
                CARD.id(),
                state,
                new Money(minor, Asset.UZS),
                state == State.APPROVED ? HOLD : null,
                NOW.plusSeconds(60),
                0,
                CountedSteps.of(BEFORE, minor),
                1);
    }

    @Test
    void aNameIsTakenOrWasUndone() {
        var ask = About.of(Kind.AUTHORISATION, 1_000);

        assertThat(ask.plan(known(State.APPROVED, 1_000)).reason()).isEqualTo(Reason.NAME_TAKEN);
        assertThat(ask.plan(known(State.CLEARED, 1_000)).reason()).isEqualTo(Reason.NAME_TAKEN);
        assertThat(ask.plan(known(State.REVERSED, 1_000)).reason()).isEqualTo(Reason.REVERSED_BEFORE);
        assertThat(ask.plan(known(State.FORESTALLED, 0)).reason()).isEqualTo(Reason.REVERSED_BEFORE);
        assertThat(ask.plan(null).transfers()).hasSize(1);
    }

    @Test
    void nothingAndARefundAreOnlyLookedAt() {
        for (var ask : List.of(
                About.of(Kind.AUTHORISATION, 0),
                About.of(Kind.AUTHORISATION, 1_000).asRefund())) {
            var plan = ask.plan(null);

            assertThat(plan.reason()).isEqualTo(Reason.CARD_IN_ORDER);
            assertThat(plan.judge()).isNotNull();
            assertThat(plan.change()).isNull();
            assertThat(plan.transfers()).isEmpty();
        }
    }

    @Test
    void whatWasDecidedElsewhereMovesOnlyWhatIsNewAndWasApproved() {
        var told = About.of(Kind.ADVICE, 1_000);

        for (var nothing : List.of(
                told.refused().plan(null), About.of(Kind.ADVICE, 0).plan(null), told.plan(known(State.APPROVED, 5)))) {
            assertThat(nothing.change()).isNull();
            assertThat(nothing.transfers()).isEmpty();
        }
        assertThat(told.plan(null).transfers()).hasSize(1);
        assertThat(told.plan(null).binding()).isFalse();
    }

    @Test
    void whatWasDecidedElsewhereStandsWithoutAHoldWhereThereIsNothingToHold() {
        for (var plan : List.of(
                About.of(Kind.ADVICE, 1_000).plan(null, false, 5L),
                About.of(Kind.ADVICE, 1_000).inDollars().plan(null))) {
            assertThat(plan.transfers()).isEmpty();
            assertThat(plan.change()).isNotNull();
            assertThat(plan.change().hold()).isNull();
        }
    }

    @Test
    void aRaiseIsOfSomethingAndStaysCountable() {
        assertThat(About.of(Kind.INCREMENT, 0)
                        .plan(known(State.APPROVED, 1_000))
                        .reason())
                .isEqualTo(Reason.AMOUNT_NOT_VALID);
        assertThat(About.of(Kind.INCREMENT, Long.MAX_VALUE - 1_000)
                        .plan(known(State.APPROVED, 1_000))
                        .reason())
                .isEqualTo(Reason.APPROVED);
        assertThat(About.of(Kind.INCREMENT, Long.MAX_VALUE - 999)
                        .plan(known(State.APPROVED, 1_000))
                        .reason())
                .isEqualTo(Reason.AMOUNT_NOT_VALID);
    }

    @Test
    void whatIsClearedForLessCountsWhereItWasApprovedAndTheRestNow() {
        var approved = known(State.APPROVED, 1_000);

        assertThat(About.of(Kind.CLEARING, 999).plan(approved).spends()).containsExactly(new Spend(BEFORE, -1, 0, ""));
        assertThat(About.of(Kind.CLEARING, 1_000).plan(approved).spends()).containsExactly(new Spend(NOW, 0, 0, ""));
        assertThat(About.of(Kind.CLEARING, 1_001).plan(approved).spends()).containsExactly(new Spend(NOW, 1, 0, ""));
        assertThat(About.of(Kind.CLEARING, 1_000).inDollars().plan(approved).spends())
                .isEmpty();
    }

    @Test
    void whatHasNoHoldAnyMoreIsTakenFromTheWalletAndTheRestIsLent() {
        var approved = known(State.APPROVED, 1_000);

        assertThat(moved(About.of(Kind.CLEARING, 1_000).plan(approved, true, null)))
                .containsExactly(WALLET + " 1000");
        assertThat(moved(About.of(Kind.CLEARING, 1_000).plan(approved, true, 300L)))
                .containsExactly(WALLET + " 300", SystemAccounts.cardholderDebt(Asset.UZS, 0) + " 700");
        assertThat(moved(About.of(Kind.CLEARING, 1_000).plan(approved, true, -5L)))
                .containsExactly(SystemAccounts.cardholderDebt(Asset.UZS, 0) + " 1000");
    }

    @Test
    void aRefundGoesToTheWalletOrWaitsForItsOwner() {
        var back = About.of(Kind.CLEARING, 1_000).asRefund();

        assertThat(About.of(Kind.CLEARING, 0).asRefund().plan(null).reason()).isEqualTo(Reason.AMOUNT_NOT_VALID);
        assertThat(credited(back.plan(null))).isEqualTo(WALLET);
        assertThat(credited(back.plan(null, false, 0L))).isEqualTo(SystemAccounts.suspense(Asset.UZS, 0));
        assertThat(credited(back.inDollars().plan(null))).isEqualTo(SystemAccounts.suspense(Asset.USD, 0));
    }

    private static List<String> moved(MessagePlan plan) {
        return plan.transfers().stream().map(MessageReasonsTest::debit).toList();
    }

    private static String debit(Transfer transfer) {
        var it = (Direct) transfer;
        return it.debit() + " " + it.amount().minor();
    }

    private static AccountId credited(MessagePlan plan) {
        return ((Direct) plan.transfers().getFirst()).credit();
    }
}
