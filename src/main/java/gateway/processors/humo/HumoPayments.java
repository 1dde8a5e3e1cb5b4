package gateway.processors.humo;

import gateway.cards.CardDetails;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.Outcome;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Moves money to or from a card in HUMO's two steps: create (answered with action 4), confirm (answered with action
 * 10). One leg, two messages, and this is what each cut between them means:
 *
 * <ul>
 *   <li>create not delivered: {@code NotSent};
 *   <li>create refused with a code that says that nobody executed it: {@code Declined};
 *   <li>create unanswered, or answered with anything else: {@code Unknown}, and no confirm is ever sent;
 *   <li>create answered after the deadline: {@code Unknown}, and no confirm is ever sent, because somebody may already
 *       have been told that HUMO does not know the payment;
 *   <li>confirm not delivered or unanswered: {@code Unknown};
 *   <li>confirm refused: the payment is dropped, and only HUMO's word that it is dropped makes it {@code Declined}.
 * </ul>
 *
 * <p>So a payment is confirmed only by the one who created it, within the leg's deadline, and nothing that enquires or
 * reverses ever confirms.
 */
final class HumoPayments {

    /** From 12 000 000 so'm on, HUMO wants to know who sends; a leg does not carry that. */
    private static final long ANONYMOUS_CREDIT_BELOW_MINOR = 12_000_000_00L;

    private static final int CREATED = 4;
    private static final int FINISHED = 10;

    private final HumoClient client;
    private final HumoRecovery recovery;
    private final Clock clock;
    private final Duration timeout;

    HumoPayments(HumoClient client, HumoRecovery recovery, Clock clock, Duration timeout) {
        this.client = client;
        this.recovery = recovery;
        this.clock = clock;
        this.timeout = timeout;
    }

    Mono<Outcome> send(Leg leg, CardDetails card) {
        var amount = leg.request().amount();
        if (!amount.asset().equals(Asset.UZS) || !amount.isPositive()) {
            return Mono.just(new Outcome.NotSent("HUMO moves positive amounts in so'm only"));
        }
        if (leg.request().kind() == LegRequest.Kind.CREDIT) {
            return takes(LegRequest.Kind.CREDIT, amount)
                    ? create(leg, new HumoMessage.CreateCredit(leg.identity().value(), card.pan(), amount))
                    : Mono.just(new Outcome.NotSent("HUMO wants the sender's identity for this amount"));
        }
        var expiry = card.expiry();
        return expiry == null
                ? Mono.just(new Outcome.NotSent("the card's expiry is not known"))
                : create(leg, new HumoMessage.CreateDebit(leg.identity().value(), card.pan(), expiry, amount));
    }

    static boolean takes(LegRequest.Kind kind, Money amount) {
        return kind != LegRequest.Kind.CREDIT || amount.minor() < ANONYMOUS_CREDIT_BELOW_MINOR;
    }

    private Mono<Outcome> create(Leg leg, HumoMessage.Request request) {
        return Mono.defer(() -> {
            var confirmBefore = clock.instant().plus(timeout);
            return client.ask(request).flatMap(answer -> created(leg, answer, confirmBefore));
        });
    }

    private Mono<Outcome> created(Leg leg, HumoMessage.Answer answer, Instant confirmBefore) {
        return switch (answer) {
            case HumoMessage.PaymentState it when !answers(leg, it) -> unknown("created: about another payment");
            case HumoMessage.PaymentState it when !authorised(it.actionCode()) -> unknown("created: not authorised");
            // Some say that a credit completes by itself.
            case HumoMessage.PaymentState it when it.action() == FINISHED && isCredit(leg) -> Mono.just(approved(it));
            case HumoMessage.PaymentState it when it.action() != CREATED -> unknown("created: action " + it.action());
            case HumoMessage.PaymentState _
            when !clock.instant().isBefore(confirmBefore) -> unknown("created: too late");
            case HumoMessage.PaymentState it -> confirm(leg, it.paymentId());
            case HumoMessage.Fault it -> Mono.just(HumoResponseCodes.refusal(it.code()));
            case HumoMessage.NotDelivered it -> Mono.just(new Outcome.NotSent(it.why()));
            case HumoMessage.NoAnswer it -> unknown("create: " + it.why());
            case HumoMessage.Status _, HumoMessage.CancelHeard _, HumoMessage.ReturnHeard _ ->
                unknown("create: answer to another question");
        };
    }

    private Mono<Outcome> confirm(Leg leg, String paymentId) {
        var confirm = new HumoMessage.Confirm(
                paymentId, leg.identity().value(), leg.request().amount());
        return client.ask(confirm).flatMap(answer -> confirmed(leg, paymentId, answer));
    }

    private Mono<Outcome> confirmed(Leg leg, String paymentId, HumoMessage.Answer answer) {
        return switch (answer) {
            case HumoMessage.PaymentState it
            when answers(leg, it)
                    && it.paymentId().equals(paymentId)
                    && it.action() == FINISHED
                    && authorised(it.actionCode()) -> Mono.just(approved(it));
            case HumoMessage.PaymentState _ -> unknown("confirmed: about another payment, or not finished");
            case HumoMessage.Fault it -> refused(leg, HumoResponseCodes.refusal(it.code()));
            case HumoMessage.NotDelivered it -> unknown("created, confirm not delivered: " + it.why());
            case HumoMessage.NoAnswer it -> unknown("confirm: " + it.why());
            case HumoMessage.Status _, HumoMessage.CancelHeard _, HumoMessage.ReturnHeard _ ->
                unknown("confirm: answer to another question");
        };
    }

    /** A refused confirm leaves a created payment, and perhaps a hold on the card, behind. */
    private Mono<Outcome> refused(Leg leg, Outcome refusal) {
        return refusal instanceof Outcome.Declined declined ? recovery.settle(leg, declined) : Mono.just(refusal);
    }

    private static boolean answers(Leg leg, HumoMessage.PaymentState state) {
        return state.ref().equals(leg.identity().value())
                && state.amount() == leg.request().amount().minor();
    }

    private static boolean isCredit(Leg leg) {
        return leg.request().kind() == LegRequest.Kind.CREDIT;
    }

    private static boolean authorised(@Nullable String actionCode) {
        return actionCode == null
                || HumoResponseCodes.meaning(actionCode) instanceof HumoResponseCodes.Meaning.Approved;
    }

    private static Outcome approved(HumoMessage.PaymentState it) {
        return new Outcome.Approved(it.paymentId(), it.approvalCode());
    }

    private static Mono<Outcome> unknown(String why) {
        return Mono.just(new Outcome.Unknown(why));
    }
}
