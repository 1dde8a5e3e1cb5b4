package gateway.payments;

import gateway.cards.Scheme;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Settled;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.processors.DeclineReason;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RemittanceId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.Stream;

/** One payment of each kind, one example of each state. */
public final class Examples {

    public static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    public static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.fixed(NOW), new Random(7));
    public static final Attempt ATTEMPT = new Attempt("uzcard", new MessageIdentity("ext-1"), "scheme uzcard");
    public static final Attempt CREDIT = new Attempt("humo", new MessageIdentity("ref-2"), "scheme humo");
    public static final Settled SETTLED = new Settled(ATTEMPT, "tran-1", "123456");
    public static final State.ActionRequired WAITING =
            new State.ActionRequired(new ChallengeId(IDS.next(3)), NOW.plusSeconds(59));

    /** It waits for people of the bank once the customer has confirmed it. */
    public static final State.ActionRequired SUSPECT =
            new State.ActionRequired(WAITING.challenge(), WAITING.expiresAt(), NOW.plusSeconds(600));

    public static final State.InReview IN_REVIEW = new State.InReview(NOW.plusSeconds(600));

    private static final Denial NO_ANSWER = new Denial(DeclineReason.NO_ANSWER, "humo", "77");
    private static final CustomerId CUSTOMER = new CustomerId(IDS.next(3));
    private static final Source CARD = new Source.OwnCard(new CardId(IDS.next(3)), Scheme.UZCARD, "860049******0000");

    private static final Source BILL = new Bill(Scheme.CLICK, "998901234567", Duration.ofMinutes(30));

    private Examples() {}

    public static Outcome.Approved approved() {
        return new Outcome.Approved("tran-1", "123456");
    }

    public static Payment cardToMerchant(State state) {
        return payment(CARD, new Destination.ToMerchant(new MerchantId(IDS.next(4)), "Kitob olami", "5942"), state);
    }

    public static Payment cardToCard(State state) {
        return payment(
                CARD, new Destination.ToCard(new CardId(IDS.next(5)), Scheme.HUMO, "986001******0025", false), state);
    }

    public static Payment walletToCard(State state) {
        return payment(
                new Source.OwnWallet(),
                new Destination.ToCard(new CardId(IDS.next(5)), Scheme.HUMO, "986001******0025", true),
                state);
    }

    public static Payment walletToMerchant(State state) {
        return payment(
                new Source.OwnWallet(),
                new Destination.ToMerchant(new MerchantId(IDS.next(4)), "Kitob olami", "5942"),
                state);
    }

    public static Payment billToMerchant(State state) {
        return payment(BILL, new Destination.ToMerchant(new MerchantId(IDS.next(4)), "Kitob olami", "5942"), state);
    }

    public static Payment billToCard(State state) {
        return payment(
                BILL, new Destination.ToCard(new CardId(IDS.next(5)), Scheme.HUMO, "986001******0025", false), state);
    }

    public static Payment cardToWallet(State state) {
        return payment(CARD, new Destination.ToWallet(CUSTOMER), state);
    }

    public static Payment remittance(State state) {
        var destination = new Destination.ToRemittance(
                new RemittanceId(IDS.next(3)), new BeneficiaryId(IDS.next(3)), "John Smith", false, "US", "****6789");
        return payment(new Source.OwnWallet(), destination, state);
    }

    /** One example of each. */
    public static Stream<State> everyState() {
        return Stream.of(
                WAITING,
                SUSPECT,
                IN_REVIEW,
                new State.Debiting(ATTEMPT),
                new State.DebitUnknown(ATTEMPT, 3, "silence", NOW),
                new State.AwaitingPayer(ATTEMPT, "5000001", NOW.plusSeconds(1800), 2),
                new State.AwaitingPayer(ATTEMPT, null, NOW.plusSeconds(1800), 0),
                new State.Withdrawing(ATTEMPT, "5000001", new Denial(DeclineReason.NOT_PAID, "click", null), 3),
                new State.Withdrawing(ATTEMPT, null, new Denial(DeclineReason.CALLED_OFF, "click", null), 0),
                new State.Crediting(SETTLED, CREDIT),
                new State.Crediting(null, CREDIT),
                new State.CreditUnknown(SETTLED, CREDIT, 4, "garbled", NOW),
                new State.Reversing(SETTLED, NO_ANSWER, 2),
                new State.Completed(SETTLED, new Settled(CREDIT, "77", null), NOW),
                new State.Completed(null, null, NOW),
                new State.Declined(new Denial(DeclineReason.AUTHENTICATION_REQUIRED, null, null), NOW),
                new State.Reversed(SETTLED, NO_ANSWER, NOW),
                new State.Cancelled(NOW),
                new State.NeedsOperator(ATTEMPT, null, "reversal refused: 12", NOW));
    }

    private static Payment payment(Source source, Destination destination, State state) {
        return new Payment(
                new PaymentId(IDS.next(3)),
                4,
                CUSTOMER,
                "key-12345678",
                new Money(1_500_00, Asset.UZS),
                source,
                destination,
                Money.zero(Asset.UZS),
                NOW,
                NOW.plus(Duration.ofHours(24)),
                state);
    }
}
