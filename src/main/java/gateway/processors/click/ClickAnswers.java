package gateway.processors.click;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.processors.click.ClickMessage.Reply;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Click's answers mean for a leg: pure rules. Whatever is neither paid nor over proves nothing yet. */
final class ClickAnswers {

    private static final int NOT_FOUND = 404;

    private ClickAnswers() {}

    /** The answer to the payment itself; a no is {@link Outcome.Unknown} until Click's books agree. */
    static Outcome paid(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Outcome.NotSent(why);
            case Reply.Unusable(String why) -> new Outcome.Unknown(why);
            case Reply.Failed(int code) -> new Outcome.Unknown("code " + code);
            case Reply.Absent _ -> new Outcome.Unknown("code 404");
            case Reply.Answered(JsonNode result) ->
                switch (finding(number(result), result)) {
                    case Finding.Done done -> done.approved();
                    case Finding.Refused no -> no.declined();
                    case Finding.Undone _, Finding.NotFound _, Finding.Unclear _ -> new Outcome.Unknown("not paid yet");
                };
        };
    }

    /** A no to the payment, and what Click's books say about it. */
    static Outcome refused(int code, Finding looked) {
        return switch (looked) {
            case Finding.Done done -> done.approved();
            case Finding.Refused no -> no.declined();
            case Finding.NotFound _ -> new Outcome.Declined(ClickResponseCodes.reason(code), String.valueOf(code));
            case Finding.Undone _, Finding.Unclear _ -> new Outcome.Unknown("code " + code);
        };
    }

    /** Click's number in the answer to a question by our name; empty when the answer is about something else. */
    static OptionalLong numberOf(String name, Reply reply) {
        return reply instanceof Reply.Answered(JsonNode result)
                        && name.equals(result.path("merchant_trans_id").stringValue(null))
                ? number(result)
                : OptionalLong.empty();
    }

    /** What the books say about a payment that they have. */
    static Finding standing(long payment, Reply reply) {
        return reply instanceof Reply.Answered(JsonNode result)
                        && number(result).equals(OptionalLong.of(payment))
                ? finding(OptionalLong.of(payment), result)
                : unclear(reply);
    }

    /** A payment that is over is the refund done; one that is still paid is the refund not done. */
    static Finding refund(long payment, Finding standing) {
        return switch (standing) {
            case Finding.Refused _, Finding.Undone _ ->
                new Finding.Done(new Outcome.Approved(String.valueOf(payment), null));
            case Finding.Done _ -> new Finding.NotFound();
            case Finding.NotFound _ -> new Finding.Unclear("the refunded payment is not there");
            case Finding.Unclear unclear -> unclear;
        };
    }

    /** Whether a reversal was accepted. */
    static boolean isReversed(long payment, Reply reply) {
        return reply instanceof Reply.Answered(JsonNode result)
                && number(result).equals(OptionalLong.of(payment));
    }

    /** What is left of a payment that Click did not say to have reversed. */
    static Reversal reversal(Reply reversing, Finding standing) {
        return switch (standing) {
            case Finding.Refused(Outcome.Declined declined) -> new Reversal.Reversed(declined.railCode());
            case Finding.Undone _ -> new Reversal.Reversed("undone");
            case Finding.Done _ ->
                reversing instanceof Reply.Failed(int code)
                        ? new Reversal.Refused(String.valueOf(code))
                        : new Reversal.Unclear("still paid");
            case Finding.NotFound _ -> new Reversal.Unclear("not found");
            case Finding.Unclear(String why) -> new Reversal.Unclear(why);
        };
    }

    /** Click says that there is no bill, or which one. */
    static Outcome shown(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Outcome.NotSent(why);
            case Reply.Unusable(String why) -> new Outcome.Unknown(why);
            case Reply.Failed(int code) -> refusedBill(code);
            case Reply.Absent _ -> refusedBill(NOT_FOUND);
            case Reply.Answered(JsonNode result) -> {
                var bill = number(result, "invoice_id");
                yield bill.isEmpty()
                        ? new Outcome.Unknown("a bill without a number")
                        : new Outcome.Waiting(String.valueOf(bill.getAsLong()));
            }
        };
    }

    private static Outcome refusedBill(int code) {
        return new Outcome.Declined(ClickResponseCodes.reason(code), String.valueOf(code));
    }

    /** The state that Click tells of a bill; empty when it tells none. */
    static OptionalLong billState(Reply reply) {
        if (!(reply instanceof Reply.Answered(JsonNode result))) {
            return OptionalLong.empty();
        }
        var state = result.has("invoice_status") ? result.path("invoice_status") : result.path("status");
        return state.isIntegralNumber() && state.canConvertToInt()
                ? OptionalLong.of(state.intValue())
                : OptionalLong.empty();
    }

    /**
     * What became of a bill. A payment of it that failed may be followed by one that does not, as long as it stands.
     *
     * @param bill its state, asked before the payment was looked for; empty when Click did not tell
     * @param payment what Click's books have under our name
     */
    static Finding ofBill(OptionalLong bill, Finding payment) {
        boolean over = bill.isPresent() && bill.getAsLong() < 0;
        boolean moves = bill.isPresent() && bill.getAsLong() > 0;
        return switch (payment) {
            case Finding.NotFound _
            when over ->
                new Finding.Refused(new Outcome.Declined(DeclineReason.NOT_PAID, String.valueOf(bill.getAsLong())));
            case Finding.NotFound _ when moves -> new Finding.Unclear("bill in state " + bill.getAsLong());
            case Finding.Refused _ when !over -> new Finding.NotFound();
            case Finding.Done _, Finding.Refused _, Finding.Undone _, Finding.NotFound _, Finding.Unclear _ -> payment;
        };
    }

    /** A number that Click gave and we kept. */
    static OptionalLong reference(@Nullable String kept) {
        return kept != null && kept.matches("[1-9][0-9]{0,17}")
                ? OptionalLong.of(Long.parseLong(kept))
                : OptionalLong.empty();
    }

    static Finding unclear(Reply reply) {
        return new Finding.Unclear(
                switch (reply) {
                    case Reply.NotSent(String why) -> why;
                    case Reply.Unusable(String why) -> why;
                    case Reply.Failed(int code) -> "code " + code;
                    case Reply.Absent _ -> "code 404";
                    case Reply.Answered _ -> "not the payment of the leg";
                });
    }

    private static Finding finding(OptionalLong payment, JsonNode result) {
        var status = result.path("payment_status");
        if (payment.isEmpty() || !status.isIntegralNumber() || !status.canConvertToInt()) {
            return new Finding.Unclear("not a payment");
        }
        int state = status.intValue();
        if (ClickResponseCodes.isOver(state)) {
            return new Finding.Refused(new Outcome.Declined(ClickResponseCodes.reason(state), String.valueOf(state)));
        }
        return state == ClickResponseCodes.PAID
                ? new Finding.Done(new Outcome.Approved(String.valueOf(payment.getAsLong()), null))
                : new Finding.Unclear("state " + state);
    }

    private static OptionalLong number(JsonNode result) {
        return number(result, "payment_id");
    }

    private static OptionalLong number(JsonNode result, String name) {
        var id = result.path(name);
        return id.isIntegralNumber() && id.canConvertToLong() && id.longValue() > 0
                ? OptionalLong.of(id.longValue())
                : OptionalLong.empty();
    }
}
