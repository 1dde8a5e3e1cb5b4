package gateway.crossborder;

import gateway.processors.correspondent.News.Answer;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RemittanceId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way abroad: a quote that a customer pays, and a transfer at a correspondent. {@link RemittanceLifecycle}
 * holds every rule:
 *
 * <pre>
 * AwaitingPayment ─▶ Sent ─▶ Accepted ─▶ Delivered
 *       │  └─▶ NotPaid  └──────┴───┬─────────┘
 *       └────────────────────▶ GivingBack ─▶ GivenBack
 * </pre>
 *
 * @param version grows by one with every transition; a transition names the version it starts from
 * @param payment the payment by which the customer pays it
 * @param correspondent where it is sent
 * @param uetr by which all banks on the way know it
 * @param finalBy by then it is delivered or back, or people look for it; what its corridor promises counts from when it
 *     is sent, and until then from when the customer paid it
 * @param recall what became of the customer's wish to have it back; null without one
 * @param attention why people have to look at it; null where nobody has to
 */
public record Remittance(
        RemittanceId id,
        int version,
        Quote quote,
        PaymentId payment,
        String correspondent,
        UUID uetr,
        Instant openedAt,
        Instant finalBy,
        State state,
        @Nullable RecallAsked recall,
        @Nullable Attention attention) {

    /** Where it stands. */
    public sealed interface State {

        /** The payment is under way; it alone moves the remittance. */
        record AwaitingPayment() implements State {}

        /** The payment came to nothing, and so does this. */
        record NotPaid(Instant at) implements State {}

        /** Paid; its message is stored, and sent until the correspondent has it. */
        record Sent(Instant at) implements State {}

        /** The correspondent has it and means to pass it on. */
        record Accepted(Instant at) implements State {}

        /** @param credited whether it is known to be on the beneficiary's account; else it is with their bank */
        record Delivered(Instant at, boolean credited) implements State {}

        /**
         * It came to nothing, and the customer's refund is under way.
         *
         * @param sum what the customer gets
         * @param tries how often their rail refused it and people wanted it to be tried again
         */
        record GivingBack(Money sum, Cause cause, Instant since, int tries) implements State {

            GivingBack(Money sum, Cause cause, Instant since) {
                this(sum, cause, since, 0);
            }
        }

        /** The customer has it back. */
        record GivenBack(Money sum, Cause cause, Instant at) implements State {}
    }

    /**
     * Why it came back.
     *
     * @param message the correspondent's, so that a repetition is known; null where we never sent it
     * @param reason ISO 20022
     */
    public record Cause(
            Kind kind, @Nullable String message, @Nullable String reason) {

        /** What happened. */
        public enum Kind {
            /** It could not even be sent. */
            UNSENDABLE,
            REJECTED,
            /** It came back before it had reached anybody. */
            RETURNED,
            /** It came back from the beneficiary's bank. */
            RETURNED_AFTER_DELIVERY
        }
    }

    /** @param answer null while there is none */
    public record RecallAsked(
            String id, Instant at, @Nullable Answer answer) {}

    /** A person has to look. */
    public record Attention(String why, Instant since) {}

    public int shard() {
        return id.shard();
    }

    Remittance in(State next) {
        return new Remittance(
                id, version + 1, quote, payment, correspondent, uetr, openedAt, finalBy, next, recall, attention);
    }

    /** From now on the corridor has as long as it promises. */
    Remittance sent(Instant now) {
        return new Remittance(
                id,
                version + 1,
                quote,
                payment,
                correspondent,
                uetr,
                openedAt,
                now.plus(quote.within()),
                new State.Sent(now),
                recall,
                attention);
    }

    Remittance recalled(RecallAsked asked) {
        return new Remittance(
                id, version + 1, quote, payment, correspondent, uetr, openedAt, finalBy, state, asked, attention);
    }

    /** @param looked null when nobody has to look any more */
    Remittance watched(@Nullable Attention looked) {
        return new Remittance(
                id, version + 1, quote, payment, correspondent, uetr, openedAt, finalBy, state, recall, looked);
    }

    /** The same without the need to look, where what happened has answered it. */
    Remittance settledIn(State next) {
        return new Remittance(
                id, version + 1, quote, payment, correspondent, uetr, openedAt, finalBy, next, recall, null);
    }

    /** Whether it is on its way, as far as anybody knows. */
    public boolean isUnderWay() {
        return switch (state) {
            case State.Sent _, State.Accepted _ -> true;
            case State.AwaitingPayment _, State.NotPaid _, State.Delivered _, State.GivingBack _, State.GivenBack _ ->
                false;
        };
    }
}
