package gateway.processors.payme;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.processors.payme.PaymeMessage.Receipt;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What Payme's answers mean for a leg: pure rules. Whatever does not name the leg's receipt proves nothing, and what
 * Payme calls being paid, cancelled or looked at proves nothing yet.
 *
 * @param field of the cash register's account that has our name in it
 */
record PaymeAnswers(String field) {

    private static final String UNNAMED = "unnamed-";
    private static final Finding NOTHING_TO_PAY =
            new Finding.Refused(new Outcome.Declined(DeclineReason.NOT_DELIVERED, "no receipt"));

    /** The receipt that will be paid. Without one there is a name all the same, and nothing is sent under it. */
    MessageIdentity name(LegRequest request, Reply reply) {
        return receipt(reply)
                .filter(receipt -> isAbout(request, receipt) && receipt.state() == Receipt.CREATED)
                .map(receipt -> new MessageIdentity(receipt.id()))
                .orElseGet(() -> new MessageIdentity(UNNAMED + request.id()));
    }

    static boolean isNamed(MessageIdentity identity) {
        return Receipt.isId(identity.value());
    }

    /** A no to the payment, and what Payme said when the receipt was to be cancelled because of it. */
    Outcome refused(Leg leg, int code, Reply cancelling) {
        return isCancelled(leg, cancelling)
                ? new Outcome.Declined(PaymeResponseCodes.reason(code), String.valueOf(code))
                : new Outcome.Unknown("code " + code);
    }

    /** Paying, and giving back: the states tell which. */
    Outcome paid(String id, Reply reply) {
        return outcome(id, reply, Receipt.PAID);
    }

    Outcome givenBack(String id, Reply reply) {
        return outcome(id, reply, Receipt.CANCELLED);
    }

    private Outcome outcome(String id, Reply reply, int wanted) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Outcome.NotSent(why);
            case Reply.Unusable(String why) -> new Outcome.Unknown(why);
            // Whether it is done the receipt tells.
            case Reply.Failed(int code) -> new Outcome.Unknown("code " + code);
            case Reply.Answered _ ->
                receipt(reply)
                        .filter(receipt -> receipt.id().equals(id))
                        .map(receipt -> receipt.state() == wanted
                                ? new Outcome.Approved(id, null)
                                : new Outcome.Unknown("state " + receipt.state()))
                        .orElseGet(() -> new Outcome.Unknown("not the receipt that was asked for"));
        };
    }

    /** What the receipt says about the debit; {@link Finding.NotFound} is one that nobody has paid. */
    Finding debitFinding(Leg leg, Reply reply) {
        if (!isNamed(leg.identity())) {
            return NOTHING_TO_PAY;
        }
        var receipt = receipt(reply).filter(it -> isTheOne(leg, it));
        if (receipt.isEmpty()) {
            return new Finding.Unclear(unclear(reply));
        }
        return switch (receipt.get().state()) {
            case Receipt.PAID ->
                new Finding.Done(new Outcome.Approved(receipt.get().id(), null));
            case Receipt.CANCELLED -> new Finding.Undone();
            case Receipt.CREATED -> new Finding.NotFound();
            default -> new Finding.Unclear("state " + receipt.get().state());
        };
    }

    /** A receipt that is cancelled is the refund done; one that is still paid is the refund not done. */
    Finding refundFinding(Leg original, Reply reply) {
        return switch (debitFinding(original, reply)) {
            case Finding.Undone _ ->
                new Finding.Done(new Outcome.Approved(original.identity().value(), null));
            case Finding.Done _ -> new Finding.NotFound();
            case Finding.Refused _, Finding.NotFound _ -> new Finding.Unclear("the refunded payment is not done");
            case Finding.Unclear unclear -> unclear;
        };
    }

    /** The refund as the receipt tells it; as it was where that is not certain. */
    Outcome refunded(Leg original, Reply looked, Outcome before) {
        return refundFinding(original, looked) instanceof Finding.Done(Outcome.Approved approved) ? approved : before;
    }

    /** What is left of a debit after somebody asked to cancel its receipt. */
    Reversal reversal(Leg leg, Reply cancelling, Reply looked) {
        return switch (debitFinding(leg, looked)) {
            case Finding.Undone _ -> new Reversal.Reversed(String.valueOf(Receipt.CANCELLED));
            case Finding.Refused(Outcome.Declined declined) -> new Reversal.Reversed(declined.railCode());
            case Finding.Done _ -> stillPaid(cancelling);
            case Finding.NotFound _ -> new Reversal.Unclear("not cancelled yet");
            case Finding.Unclear(String why) -> new Reversal.Unclear(why);
        };
    }

    boolean isCancelled(Leg leg, Reply reply) {
        return receipt(reply)
                .filter(receipt -> receipt.id().equals(leg.identity().value()))
                .filter(receipt -> receipt.state() == Receipt.CANCELLED)
                .isPresent();
    }

    private static Reversal stillPaid(Reply cancelling) {
        return cancelling instanceof Reply.Failed(int code) && PaymeResponseCodes.isRefusal(code)
                ? new Reversal.Refused(String.valueOf(code))
                : new Reversal.Unclear("still paid");
    }

    private Optional<Receipt> receipt(Reply reply) {
        return reply instanceof Reply.Answered(JsonNode result) ? Receipt.read(result, field) : Optional.empty();
    }

    private static boolean isTheOne(Leg leg, Receipt receipt) {
        return receipt.id().equals(leg.identity().value()) && isAbout(leg.request(), receipt);
    }

    private static boolean isAbout(LegRequest request, Receipt receipt) {
        return request.id().toString().equals(receipt.order())
                && receipt.amount() != null
                && receipt.amount() == request.amount().minor();
    }

    private static String unclear(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> why;
            case Reply.Unusable(String why) -> why;
            case Reply.Failed(int code) -> "code " + code;
            case Reply.Answered _ -> "not the receipt of the leg";
        };
    }
}
