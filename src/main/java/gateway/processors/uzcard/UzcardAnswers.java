package gateway.processors.uzcard;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.processors.uzcard.UzcardMessage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What SVGate's answers mean for a leg: pure rules. Whatever does not name the leg and its amount exactly proves
 * nothing.
 */
final class UzcardAnswers {

    private UzcardAnswers() {}

    static Outcome outcome(Leg leg, Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Outcome.NotSent(why);
            case Reply.Unusable(String why) -> new Outcome.Unknown(why);
            case Reply.Failed(int code) -> outcome(code);
            case Reply.Answered(JsonNode result) ->
                Transaction.read(result)
                        .map(tran -> outcome(leg, tran))
                        .orElseGet(() -> new Outcome.Unknown("not a transaction"));
        };
    }

    static Finding finding(Leg leg, Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Finding.Unclear(why);
            case Reply.Unusable(String why) -> new Finding.Unclear(why);
            case Reply.Failed(int code) when code == UzcardResponseCodes.NOT_FOUND -> new Finding.NotFound();
            case Reply.Failed(int code) -> new Finding.Unclear("code " + code);
            case Reply.Answered(JsonNode result) ->
                only(leg, result)
                        .map(tran -> finding(leg, tran))
                        .orElseGet(() -> new Finding.Unclear("not one transaction of ours"));
        };
    }

    /** A transaction given back in full is the refund done; one that still stands is the refund not done. */
    static Finding fullRefundFinding(Leg original, Reply reply) {
        return switch (finding(original, reply)) {
            case Finding.Undone _ -> new Finding.Done(new Outcome.Approved(reference(original), null));
            case Finding.Done _ -> new Finding.NotFound();
            case Finding.Refused _, Finding.NotFound _ -> new Finding.Unclear("the refunded payment is not done");
            case Finding.Unclear unclear -> unclear;
        };
    }

    static Reversal reversal(Leg leg, String tranId, Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Reversal.Unclear(why);
            case Reply.Unusable(String why) -> new Reversal.Unclear(why);
            case Reply.Failed(int code)
            when code == UzcardResponseCodes.REPEATED_REVERSAL -> new Reversal.Reversed(String.valueOf(code));
            case Reply.Failed(int code)
            when UzcardResponseCodes.decline(code).isPresent() -> new Reversal.Refused(String.valueOf(code));
            case Reply.Failed(int code) -> new Reversal.Unclear("code " + code);
            case Reply.Answered(JsonNode result) ->
                Transaction.read(result)
                        .filter(tran -> tran.undone() && tran.id().equals(tranId) && tran.amount() == amount(leg))
                        .<Reversal>map(tran -> new Reversal.Reversed(tran.status()))
                        .orElseGet(() -> new Reversal.Unclear("not the reversal that was asked for"));
        };
    }

    private static Outcome outcome(int code) {
        return UzcardResponseCodes.decline(code)
                .<Outcome>map(reason -> new Outcome.Declined(reason, String.valueOf(code)))
                .orElseGet(() -> new Outcome.Unknown("code " + code));
    }

    private static Outcome outcome(Leg leg, Transaction tran) {
        if (!isAbout(leg, tran)) {
            return new Outcome.Unknown("an answer about something else");
        }
        if (moved(leg, tran)) {
            return new Outcome.Approved(tran.id(), tran.approvalCode());
        }
        return tran.failed() ? declined(tran) : new Outcome.Unknown("status " + known(tran.status()));
    }

    // A part that is given back is a transaction of its own; no public source says whether it reads OK or ROK.
    private static boolean moved(Leg leg, Transaction tran) {
        if (leg.request().kind() != LegRequest.Kind.REFUND) {
            return tran.done();
        }
        return tran.undone() || (tran.done() && !isFullRefund(leg));
    }

    private static Finding finding(Leg leg, Transaction tran) {
        return switch (outcome(leg, tran)) {
            case Outcome.Approved approved -> new Finding.Done(approved);
            case Outcome.Declined declined -> new Finding.Refused(declined);
            case Outcome.Unknown _ when isAbout(leg, tran) && tran.undone() -> new Finding.Undone();
            case Outcome.Unknown(String why) -> new Finding.Unclear(why);
            case Outcome.NotSent(String why) -> new Finding.Unclear(why);
            case Outcome.Waiting _ -> new Finding.Unclear("nobody is waited for");
        };
    }

    // The answer to trans.reverse carries no ext, only the id of what it reversed.
    private static boolean isAbout(Leg leg, Transaction tran) {
        boolean named = isFullRefund(leg)
                ? tran.id().equals(originalTran(leg))
                : leg.identity().value().equals(tran.ext());
        return named && tran.amount() == amount(leg);
    }

    static boolean isFullRefund(Leg leg) {
        var original = leg.request().original();
        return original != null
                && original.request().amount().equals(leg.request().amount());
    }

    private static @Nullable String originalTran(Leg leg) {
        var original = leg.request().original();
        return original == null ? null : original.railReference();
    }

    private static Outcome.Declined declined(Transaction tran) {
        var reason = UzcardResponseCodes.decline(tran.resp()).orElse(DeclineReason.DO_NOT_HONOUR);
        return new Outcome.Declined(reason, String.valueOf(tran.resp()));
    }

    /** One object, or an array in which exactly one is ours. */
    private static Optional<Transaction> only(Leg leg, JsonNode result) {
        if (!result.isArray()) {
            return Transaction.read(result);
        }
        List<Transaction> ours = new ArrayList<>();
        for (var node : result) {
            Transaction.read(node)
                    .filter(tran -> leg.identity().value().equals(tran.ext()))
                    .ifPresent(ours::add);
        }
        return ours.size() == 1 ? Optional.of(ours.getFirst()) : Optional.empty();
    }

    private static String known(String status) {
        return status.length() <= 10 ? status : "of unusual length";
    }

    private static String reference(Leg leg) {
        return leg.railReference() == null ? leg.identity().value() : leg.railReference();
    }

    private static long amount(Leg leg) {
        return leg.request().amount().minor();
    }
}
