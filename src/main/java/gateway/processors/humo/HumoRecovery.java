package gateway.processors.humo;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds out what became of a payment, and undoes it. The status that {@code GetPayment} tells is the only evidence:
 *
 * <table>
 *   <caption>What a status means</caption>
 *   <tr><th>status</th><th>enquiry</th><th>reversal</th></tr>
 *   <tr><td>active</td><td colspan="2">CancelRequest, then the status again</td></tr>
 *   <tr><td>finished</td><td>Done</td><td>ReturnPayment, then the status again</td></tr>
 *   <tr><td>returned, cancelled</td><td>Undone</td><td>Reversed</td></tr>
 *   <tr><td>none, or fault 914</td><td>NotFound</td>
 *       <td>Unclear at first, since a create may be on its way; Reversed from the third attempt on</td></tr>
 *   <tr><td>anything else</td><td>Unclear</td><td>Unclear</td></tr>
 * </table>
 *
 * <p>An enquiry drops an active payment because nothing else would end it: whoever created it has given up, or is gone.
 * A confirm that is still on its way is harmless: if it comes first, the cancel is refused and the payment is found
 * finished; if it comes second, it is refused, for HUMO does not confirm what was cancelled. Nothing here confirms.
 */
final class HumoRecovery {

    /** How many reversals must find nothing before it is believed that no create is still on its way. */
    static final int LOOKS_BEFORE_BELIEVING_NOTHING = 3;

    private final HumoClient client;

    HumoRecovery(HumoClient client) {
        this.client = client;
    }

    Mono<Finding> inquire(Leg leg) {
        return look(leg)
                .flatMap(answer -> answer instanceof HumoMessage.Status it
                                && it.status().equals("active")
                        ? client.ask(new HumoMessage.Cancel(it.paymentId())).then(look(leg))
                        : Mono.just(answer))
                .map(answer -> finding(leg, answer));
    }

    Mono<Reversal> reverse(Leg leg, int attempt) {
        return look(leg).flatMap(answer -> undo(leg, answer, attempt));
    }

    /** After a refused confirm: believes the refusal only when the payment is dropped. */
    Mono<Outcome> settle(Leg leg, Outcome.Declined refusal) {
        return inquire(leg).map(finding -> switch (finding) {
            case Finding.Undone _ -> refusal;
            // It completed by itself, and there was nothing left to confirm.
            case Finding.Done it -> it.approved();
            case Finding.Refused _, Finding.NotFound _, Finding.Unclear _ ->
                new Outcome.Unknown("confirm refused, not dropped");
        });
    }

    /** Status of the payment; one about another payment is no answer. */
    Mono<HumoMessage.Answer> look(Leg leg) {
        var ref = leg.identity().value();
        return client.ask(new HumoMessage.Get(ref))
                .map(answer ->
                        answer instanceof HumoMessage.Status it && !it.ref().equals(ref)
                                ? new HumoMessage.NoAnswer("status of another payment")
                                : answer);
    }

    private static Finding finding(Leg leg, HumoMessage.Answer answer) {
        return switch (answer) {
            case HumoMessage.Status it -> finding(leg, it);
            case HumoMessage.Fault it
            when it.code().equals(HumoResponseCodes.NO_SUCH_PAYMENT) -> new Finding.NotFound();
            default -> new Finding.Unclear(why(answer));
        };
    }

    private static Finding finding(Leg leg, HumoMessage.Status it) {
        return switch (it.status()) {
            case "finished" ->
                sameAmount(leg, it.amount())
                        ? new Finding.Done(new Outcome.Approved(it.paymentId(), it.approvalCode()))
                        : new Finding.Unclear("finished with another amount");
            case "returned", "cancelled" -> new Finding.Undone();
            case "none" -> new Finding.NotFound();
            case "active" -> new Finding.Unclear("created, not confirmed");
            default -> new Finding.Unclear("unknown status");
        };
    }

    private Mono<Reversal> undo(Leg leg, HumoMessage.Answer answer, int attempt) {
        return switch (answer) {
            case HumoMessage.Status it ->
                switch (it.status()) {
                    case "active" ->
                        client.ask(new HumoMessage.Cancel(it.paymentId())).flatMap(heard -> verify(leg, heard));
                    case "finished" ->
                        client.ask(new HumoMessage.Return(it.paymentId(), null, null))
                                .flatMap(heard -> verify(leg, heard));
                    case "returned", "cancelled" -> Mono.just(new Reversal.Reversed(it.status()));
                    case "none" -> Mono.just(nothing(attempt));
                    default -> Mono.just(new Reversal.Unclear("unknown status"));
                };
            case HumoMessage.Fault it
            when it.code().equals(HumoResponseCodes.NO_SUCH_PAYMENT) -> Mono.just(nothing(attempt));
            default -> Mono.just(new Reversal.Unclear(why(answer)));
        };
    }

    /** The receipts of cancel and return name no payment, so the status has the last word. */
    private Mono<Reversal> verify(Leg leg, HumoMessage.Answer heard) {
        return look(leg).map(now -> switch (now) {
            case HumoMessage.Status it
            when it.status().equals("returned") || it.status().equals("cancelled") ->
                new Reversal.Reversed(it.status());
            case HumoMessage.Status it
            when it.status().equals("finished") && refusesForGood(heard) ->
                new Reversal.Refused(((HumoMessage.Fault) heard).code());
            default -> new Reversal.Unclear(why(heard));
        });
    }

    /** A return that the card's bank declines; a technical refusal may pass next time. */
    private static boolean refusesForGood(HumoMessage.Answer heard) {
        return heard instanceof HumoMessage.Fault it
                && (it.code().startsWith("1") || it.code().startsWith("2"))
                && HumoResponseCodes.meaning(it.code()) instanceof HumoResponseCodes.Meaning.Declined;
    }

    private static Reversal nothing(int attempt) {
        return attempt >= LOOKS_BEFORE_BELIEVING_NOTHING
                ? new Reversal.Reversed("none")
                : new Reversal.Unclear("not known; a late create may still arrive");
    }

    private static boolean sameAmount(Leg leg, @Nullable Long amount) {
        return amount != null && amount == leg.request().amount().minor();
    }

    static String why(HumoMessage.Answer answer) {
        return switch (answer) {
            case HumoMessage.NoAnswer it -> it.why();
            case HumoMessage.NotDelivered it -> it.why();
            case HumoMessage.Fault it -> "fault " + it.code();
            case HumoMessage.Status it -> "status " + it.status();
            case HumoMessage.PaymentState _ -> "answer to another question";
            case HumoMessage.CancelHeard _, HumoMessage.ReturnHeard _ -> "heard, but not yet in force";
        };
    }
}
