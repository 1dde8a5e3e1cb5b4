package gateway.processors.uzum;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.processors.uzum.UzumMessage.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What Uzum's answers mean for a leg: pure rules.
 *
 * @param absenceIsProof whether what Uzum does not find was never made
 */
record UzumAnswers(boolean absenceIsProof) {

    private static final String SUCCESS = "SUCCESS";

    /** The answer to the payment itself. */
    static Outcome paid(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Outcome.NotSent(why);
            case Reply.Unusable(String why) -> new Outcome.Unknown(why);
            case Reply.Failed(int code, String message) ->
                UzumResponseCodes.decline(code, message)
                        .<Outcome>map(reason -> new Outcome.Declined(reason, word(code, message)))
                        .orElseGet(() -> new Outcome.Unknown(word(code, message)));
            case Reply.Answered(var payment, var status) ->
                payment != null && SUCCESS.equals(status)
                        ? new Outcome.Approved(payment, null)
                        : new Outcome.Unknown("status " + status);
        };
    }

    /** What Uzum's books say about a payment. */
    Finding standing(String payment, Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Finding.Unclear(why);
            case Reply.Unusable(String why) -> new Finding.Unclear(why);
            case Reply.Failed(int code, String _)
            when code == UzumResponseCodes.NOT_FOUND && absenceIsProof -> new Finding.NotFound();
            case Reply.Failed(int code, String message) -> new Finding.Unclear(word(code, message));
            case Reply.Answered(var named, var status) ->
                payment.equals(named) ? finding(payment, status) : new Finding.Unclear("another payment");
        };
    }

    /** A payment that was given back is the refund done; one that is still paid is the refund not done. */
    static Finding refund(String payment, Finding standing) {
        return switch (standing) {
            case Finding.Undone _ -> new Finding.Done(new Outcome.Approved(payment, null));
            case Finding.Done _ -> new Finding.NotFound();
            case Finding.Refused _, Finding.NotFound _ -> new Finding.Unclear("the refunded payment is not done");
            case Finding.Unclear unclear -> unclear;
        };
    }

    /** The answer to a refund; what it leaves open the payment's status tells. */
    static Outcome givenBack(String payment, Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Outcome.NotSent(why);
            case Reply.Unusable(String why) -> new Outcome.Unknown(why);
            case Reply.Failed(int code, String message) -> new Outcome.Unknown(word(code, message));
            case Reply.Answered(var named, var _) ->
                payment.equals(named) ? new Outcome.Approved(payment, null) : new Outcome.Unknown("another payment");
        };
    }

    /** What is left of a payment after somebody asked to reverse it. */
    static Reversal reversal(Reply reversing, Finding standing) {
        return switch (standing) {
            case Finding.Undone _ -> new Reversal.Reversed("REVERSED");
            case Finding.Refused(Outcome.Declined declined) -> new Reversal.Reversed(declined.railCode());
            case Finding.Done _ ->
                reversing instanceof Reply.Failed(int code, String message)
                                && UzumResponseCodes.isIrreversible(code, message)
                        ? new Reversal.Refused(word(code, message))
                        : new Reversal.Unclear("still paid");
            case Finding.NotFound _ -> new Reversal.Unclear("not found");
            case Finding.Unclear(String why) -> new Reversal.Unclear(why);
        };
    }

    private static Finding finding(String payment, @Nullable String status) {
        return switch (String.valueOf(status)) {
            case SUCCESS -> new Finding.Done(new Outcome.Approved(payment, null));
            case "REVERSED" -> new Finding.Undone();
            case "FAILED" -> new Finding.Refused(new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "FAILED"));
            default -> new Finding.Unclear("status " + status);
        };
    }

    private static String word(int code, String message) {
        return message.isEmpty() ? String.valueOf(code) : code + " " + message;
    }
}
