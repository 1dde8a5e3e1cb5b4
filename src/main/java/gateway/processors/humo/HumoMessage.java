package gateway.processors.humo;

import gateway.cards.Pan;
import gateway.shared.money.Money;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said between us and PaymentServer. */
sealed interface HumoMessage {

    /** What we ask; its {@code soapAction} is the operation's name on the wire. */
    sealed interface Request extends HumoMessage {

        String soapAction();
    }

    /** Registers a payment from a card; no money moves before it is confirmed. */
    record CreateDebit(String ref, Pan pan, YearMonth expiry, Money amount) implements Request {
        @Override
        public String soapAction() {
            return "Payment";
        }
    }

    /** Registers a payment to a card. */
    record CreateCredit(String ref, Pan pan, Money amount) implements Request {
        @Override
        public String soapAction() {
            return "Payment";
        }
    }

    /** Completes a registered payment. */
    record Confirm(String paymentId, String ref, Money amount) implements Request {
        @Override
        public String soapAction() {
            return "Payment";
        }
    }

    /** Asks what became of a payment. */
    record Get(String ref) implements Request {
        @Override
        public String soapAction() {
            return "GetPayment";
        }
    }

    /** Drops a payment that was not confirmed. */
    record Cancel(String paymentId) implements Request {
        @Override
        public String soapAction() {
            return "CancelRequest";
        }
    }

    /**
     * Gives a finished payment back.
     *
     * @param amount null for all of it, as documented; a part is [I]
     * @param receipt our own mark for the return, which the details of the payment then show [I]; null for an undo
     */
    record Return(
            String paymentId,
            @Nullable Money amount,
            @Nullable String receipt) implements Request {
        @Override
        public String soapAction() {
            return "ReturnPayment";
        }
    }

    /** What we hear, or why we hear nothing. */
    sealed interface Answer extends HumoMessage {}

    /**
     * {@code PaymentResponse}.
     *
     * @param amount minor units
     * @param action 4 for created, 10 for finished
     * @param actionCode of the authorisation; null when the answer has none
     * @param approvalCode of the issuer; null when the answer has none
     */
    record PaymentState(
            String paymentId,
            String ref,
            long amount,
            int action,
            @Nullable String actionCode,
            @Nullable String approvalCode)
            implements Answer {}

    /**
     * {@code GetPaymentResponse}.
     *
     * @param status active, finished, returned, cancelled, or something we do not know
     * @param amount minor units; null when the answer does not say
     * @param refunded minor units given back so far; null when the answer does not say
     * @param receipts our marks of earlier returns, as far as the answer shows them
     */
    record Status(
            String paymentId,
            String ref,
            String status,
            @Nullable Long amount,
            @Nullable Long refunded,
            @Nullable String approvalCode,
            List<String> receipts)
            implements Answer {}

    /** {@code CancelRequestResponse}: says nothing but that it was heard. */
    record CancelHeard() implements Answer {}

    /** {@code ReturnPaymentResponse}: says nothing but that it was heard. */
    record ReturnHeard() implements Answer {}

    /** {@code PaymentServerException} with its action code. */
    record Fault(String code) implements Answer {}

    /** The request never left us. */
    record NotDelivered(String why) implements Answer {}

    /** The request left us, and silence or nonsense came back. */
    record NoAnswer(String why) implements Answer {}
}
