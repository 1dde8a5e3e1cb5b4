package gateway.payments;

import gateway.cards.Scheme;
import gateway.fees.Payer;
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
import gateway.shared.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way from a source to a destination, in one or two legs. {@link PaymentLifecycle} holds every rule:
 *
 * <pre>
 * ActionRequired ─▶ InReview ─▶ Debiting ─▶ Completed | Crediting | Declined | DebitUnknown | AwaitingPayer
 *       └─▶ Cancelled | Declined ◀─┘          | Withdrawing
 *                                     DebitUnknown ─▶ Completed | Crediting | Declined | NeedsOperator | AwaitingPayer
 *                                                     | Withdrawing
 *                                     AwaitingPayer ─▶ Completed | Crediting | Declined | Withdrawing
 *                                     Withdrawing ─▶ Declined | Cancelled | Reversing | NeedsOperator
 *                                     Crediting ─▶ Completed | Declined | Reversing | CreditUnknown
 *                                     CreditUnknown ─▶ Completed | Declined | Reversing | NeedsOperator
 *                                     Reversing ─▶ Reversed | NeedsOperator
 * </pre>
 *
 * @param version grows by one with every transition; a transition names the version it starts from
 * @param key the idempotency key under which the customer asked for it
 * @param amount what the sender means to move; fees come on top of it or out of it
 * @param fees as quoted when it was made
 * @param refunded given back or on its way back; never more than the amount
 * @param finalBy by then it is final, or a person looks at it
 */
public record Payment(
        PaymentId id,
        int version,
        CustomerId customer,
        String key,
        Money amount,
        Source source,
        Destination destination,
        Money refunded,
        PaymentFees fees,
        Instant openedAt,
        Instant finalBy,
        State state) {

    /** One that costs nothing. */
    public Payment(
            PaymentId id,
            int version,
            CustomerId customer,
            String key,
            Money amount,
            Source source,
            Destination destination,
            Money refunded,
            Instant openedAt,
            Instant finalBy,
            State state) {
        this(
                id,
                version,
                customer,
                key,
                amount,
                source,
                destination,
                refunded,
                PaymentFees.NONE,
                openedAt,
                finalBy,
                state);
    }

    /** Whose money moves. */
    public sealed interface Source permits OnRail, Source.OwnWallet {

        /** A card that the customer linked. */
        record OwnCard(CardId card, Scheme scheme, String masked) implements OnRail {}

        /** The customer's wallet with us. */
        record OwnWallet() implements Source {}
    }

    /** Who gets it. */
    public sealed interface Destination {

        /** A card on any rail; {@code own} when the customer linked it. */
        record ToCard(CardId card, Scheme scheme, String masked, boolean own) implements Destination {}

        /** A wallet with us; the payer's own or another customer's. */
        record ToWallet(CustomerId owner) implements Destination {}

        /**
         * A merchant's account with us.
         *
         * @param category merchant category code
         */
        record ToMerchant(MerchantId merchant, String name, String category) implements Destination {}

        /**
         * A beneficiary abroad: the money is set aside here for a remittance, and whoever owns that sends it on.
         *
         * @param name who the beneficiary is, for screening and for the customer's receipt
         * @param country where it goes, ISO 3166
         * @param masked what may be seen of their account
         */
        record ToRemittance(
                RemittanceId remittance,
                BeneficiaryId beneficiary,
                String name,
                boolean company,
                String country,
                String masked)
                implements Destination {

            /** Without the name. */
            @Override
            public String toString() {
                return "ToRemittance[%s, %s, %s, %s]".formatted(remittance, beneficiary, country, masked);
            }
        }
    }

    /**
     * A message to a rail, as it was stored before it was sent.
     *
     * @param why the routing reason
     * @param tries which processor in turn this is; another one is asked only when the one before heard nothing
     */
    public record Attempt(String processor, MessageIdentity identity, String why, int tries) {

        /** The first processor's. */
        public Attempt(String processor, MessageIdentity identity, String why) {
            this(processor, identity, why, 1);
        }

        Settled settled(Outcome.Approved approved) {
            return new Settled(this, approved.railReference(), approved.approvalCode());
        }

        Denial denial(Outcome.Declined declined) {
            return new Denial(declined.reason(), processor, declined.railCode());
        }

        Denial notDelivered() {
            return new Denial(DeclineReason.NOT_DELIVERED, processor, null);
        }

        Denial noAnswer() {
            return new Denial(DeclineReason.NO_ANSWER, processor, null);
        }
    }

    /** A leg that happened. */
    public record Settled(
            Attempt attempt, String railReference, @Nullable String approvalCode) {}

    /** Why money did not move: our stable reason, and the rail's own code unchanged. */
    public record Denial(
            DeclineReason reason,
            @Nullable String rail,
            @Nullable String railCode) {}

    /** Where the payment stands. Only what is true in a state is in it. */
    public sealed interface State {

        /**
         * Waits for the customer's code.
         *
         * @param reviewBy until when the bank decides about it once the customer has confirmed; null when nobody has to
         */
        record ActionRequired(
                ChallengeId challenge,
                Instant expiresAt,
                @Nullable Instant reviewBy) implements State {

            /** One that begins as soon as the customer has confirmed. */
            public ActionRequired(ChallengeId challenge, Instant expiresAt) {
                this(challenge, expiresAt, null);
            }
        }

        /**
         * Waits for people of the bank; no money is held meanwhile.
         *
         * @param until nobody lets it go after that
         */
        record InReview(Instant until) implements State {}

        /** The source's rail is being asked. */
        record Debiting(Attempt debit) implements State {}

        /**
         * The source's rail may or may not have taken the money.
         *
         * @param since nobody has sent the message after that moment
         */
        record DebitUnknown(Attempt debit, int checks, String why, Instant since) implements State {}

        /** The customer has a bill to pay until then; {@code bill} is null when its operator did not name it. */
        record AwaitingPayer(Attempt debit, @Nullable String bill, Instant until, int checks) implements State {}

        /** The bill is given up, and watched: what is paid all the same goes back. */
        record Withdrawing(Attempt debit, @Nullable String bill, Denial cause, int checks) implements State {}

        /** The destination's rail is being asked; {@code debit} is null when the money is held in a wallet. */
        record Crediting(@Nullable Settled debit, Attempt credit) implements State {}

        /**
         * The destination's rail may or may not have given the money.
         *
         * @param since nobody has sent the message after that moment
         */
        record CreditUnknown(@Nullable Settled debit, Attempt credit, int checks, String why, Instant since)
                implements State {}

        /** The money goes back to the card, until the rail confirms it. */
        record Reversing(Settled debit, Denial cause, int checks) implements State {}

        /** What does not change any more by itself. */
        sealed interface Final extends State {}

        record Completed(@Nullable Settled debit, @Nullable Settled credit, Instant at) implements Final {}

        /** No money moved, and none will. */
        record Declined(Denial denial, Instant at) implements Final {}

        /** Money moved and came back. */
        record Reversed(Settled debit, Denial cause, Instant at) implements Final {}

        /** Called off by the customer before any money moved. */
        record Cancelled(Instant at) implements Final {}

        /** Nobody but a person can settle it. */
        record NeedsOperator(
                @Nullable Attempt debit, @Nullable Attempt credit, String why, Instant since) implements Final {}
    }

    public int shard() {
        return id.shard();
    }

    /** The same payment after one more transition. */
    Payment in(State next) {
        return moved(refunded, fees, next);
    }

    /** With that much of it given back in total, and its fees as they are then. */
    Payment refunding(Money total, PaymentFees left) {
        return moved(total, left, state);
    }

    private Payment moved(Money back, PaymentFees left, State next) {
        return new Payment(
                id, version + 1, customer, key, amount, source, destination, back, left, openedAt, finalBy, next);
    }

    /** What leaves the sender: the amount and the sender's part of the fees. */
    public Money debited() {
        return fees.isNone() ? amount : amount.plus(fees.paidBy(Payer.SENDER, amount.asset()));
    }

    /** What reaches the receiver: the amount without the receiver's part of the fees. */
    public Money credited() {
        return fees.isNone() ? amount : amount.minus(fees.paidBy(Payer.RECEIVER, amount.asset()));
    }

    /** Whether a rail is being asked right now by the node that holds the payment. */
    public boolean isRunning() {
        return state instanceof State.Debiting || state instanceof State.Crediting;
    }

    /** Whether nothing has begun yet, because the customer or the bank has to agree first. */
    boolean isWaiting() {
        return state instanceof State.ActionRequired || state instanceof State.InReview;
    }

    /** Whether no rail has a part in it. */
    boolean staysInside() {
        return source instanceof Source.OwnWallet && !(destination instanceof Destination.ToCard);
    }

    boolean isOverdue(Instant now) {
        return now.isAfter(finalBy);
    }

    /** Whether nothing will change any more without a new request. */
    public boolean isFinal() {
        return state instanceof State.Final;
    }
}
