package gateway.processors.humo;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.money.Money;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Gives money of a finished payment back with {@code ReturnPayment}. HUMO knows no name for a return of its own, only
 * how much of the payment was given back; so each return carries a receipt, {@code <refund's ref>:<minor units>}, which
 * the payment's details then show [I]. A return is believed to have happened when the receipt is there or everything
 * was given back, and not to have happened only when the figures leave no room for it; anything between is Unclear.
 * Returning a part is [I], too.
 */
final class HumoRefunds {

    private final HumoClient client;
    private final HumoRecovery recovery;

    HumoRefunds(HumoClient client, HumoRecovery recovery) {
        this.client = client;
        this.recovery = recovery;
    }

    Mono<Outcome> send(Leg refund) {
        var original = original(refund);
        var known = original.railReference();
        return known != null
                ? giveBack(refund, known)
                : recovery.look(original).flatMap(answer -> switch (answer) {
                    case HumoMessage.Status it when it.status().equals("finished") -> giveBack(refund, it.paymentId());
                    // Only asked so far: nothing was sent that moves money.
                    default -> Mono.just(new Outcome.NotSent("original: " + HumoRecovery.why(answer)));
                });
    }

    Mono<Finding> inquire(Leg refund) {
        return recovery.look(original(refund)).map(answer -> finding(refund, answer));
    }

    /** A return cannot be undone; but one that never happened needs no undoing. */
    Mono<Reversal> reverse(Leg refund, int attempt) {
        return inquire(refund).map(finding -> switch (finding) {
            case Finding.NotFound _
            when attempt >= HumoRecovery.LOOKS_BEFORE_BELIEVING_NOTHING -> new Reversal.Reversed("none");
            case Finding.NotFound _ -> new Reversal.Unclear("not known; a late return may still arrive");
            case Finding.Done _ -> new Reversal.Refused("returned");
            case Finding.Unclear it -> new Reversal.Unclear(it.why());
            case Finding.Refused _, Finding.Undone _ -> throw new IllegalStateException("A return has no such finding");
        });
    }

    private Mono<Outcome> giveBack(Leg refund, String paymentId) {
        var amount = refund.request().amount();
        var full = amount.equals(original(refund).request().amount());
        return client.ask(new HumoMessage.Return(paymentId, full ? null : amount, receipt(refund)))
                .flatMap(answer -> heard(refund, paymentId, answer));
    }

    private Mono<Outcome> heard(Leg refund, String paymentId, HumoMessage.Answer answer) {
        return switch (answer) {
            case HumoMessage.ReturnHeard _ -> verified(refund, paymentId);
            case HumoMessage.Fault it -> Mono.just(HumoResponseCodes.refusal(it.code()));
            case HumoMessage.NotDelivered it -> Mono.just(new Outcome.NotSent(it.why()));
            default -> Mono.just(new Outcome.Unknown("return: " + HumoRecovery.why(answer)));
        };
    }

    /** What was heard names no payment, so its details have the last word; what came back may be another refund's. */
    private Mono<Outcome> verified(Leg refund, String paymentId) {
        return recovery.look(original(refund))
                .map(now -> finding(refund, now) instanceof Finding.Done
                        ? new Outcome.Approved(paymentId, null)
                        : new Outcome.Unknown("return: " + HumoRecovery.why(now)));
    }

    private static Finding finding(Leg refund, HumoMessage.Answer answer) {
        if (!(answer instanceof HumoMessage.Status it)) {
            return new Finding.Unclear(HumoRecovery.why(answer));
        }
        boolean done = it.status().equals("returned") || it.receipts().contains(receipt(refund));
        if (done) {
            return new Finding.Done(new Outcome.Approved(it.paymentId(), null));
        }
        var refunded = it.refunded();
        boolean noRoom = it.status().equals("finished")
                && refunded != null
                && (refunded < refund.request().amount().minor() || refunded == accountedFor(it.receipts()));
        return noRoom ? new Finding.NotFound() : new Finding.Unclear("given back in part, perhaps by this refund");
    }

    /** What the receipts add up to; -1 when one is not ours. */
    private static long accountedFor(List<String> receipts) {
        long sum = 0;
        for (var receipt : receipts) {
            var amount = receipt.substring(receipt.indexOf(':') + 1);
            if (!amount.matches("[0-9]{1,18}")) {
                return -1;
            }
            sum = Math.addExact(sum, Long.parseLong(amount));
        }
        return sum;
    }

    private static String receipt(Leg refund) {
        Money amount = refund.request().amount();
        return refund.identity().value() + ":" + amount.minor();
    }

    private static Leg original(Leg refund) {
        var original = refund.request().original();
        if (original == null) {
            throw new IllegalArgumentException("A refund without its original");
        }
        return original;
    }
}
