package gateway.crossborder;

import gateway.crossborder.Dispatch.Sending;
import gateway.crossborder.Liquidity.Choice;
import gateway.crossborder.Remittance.State.AwaitingPayment;
import gateway.crossborder.RemittanceInput.Paid;
import gateway.crossborder.RemittanceInput.PaidUnsendable;
import gateway.crossborder.RemittanceInput.PaymentEnded;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.payments.PaidFor;
import gateway.payments.Payment;
import gateway.payments.Payment.Destination.ToRemittance;
import gateway.payments.Payment.State;
import gateway.platform.journal.Part;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What becomes true together with a remittance's payment. With the entry that makes it the quote is used up and
 * liquidity taken; with the one that completes it the money is exchanged and the message to the correspondent stored;
 * with the one that ends it otherwise everything is given free.
 */
@Component
class PayRemittance implements PaidFor {

    private final RemittanceStore store;
    private final Corridors corridors;
    private final Dispatch dispatch;
    private final Clock clock;

    PayRemittance(RemittanceStore store, Corridors corridors, Dispatch dispatch, Clock clock) {
        this.store = store;
        this.corridors = corridors;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    @Override
    public Mono<Together> with(Payment payment, ToRemittance destination) {
        return payment.version() == 1 ? made(payment, destination) : movedOn(payment, destination);
    }

    private Mono<Together> made(Payment payment, ToRemittance destination) {
        return store.quote(Quote.of(destination.remittance()))
                .switchIfEmpty(Mono.error(() -> CrossBorderProblem.QUOTE_NOT_FOUND.because(
                        destination.remittance().toString())))
                .flatMap(standing -> chosen(payment, standing.quote()));
    }

    private Mono<Together> chosen(Payment payment, Quote quote) {
        var via = corridors
                .find(quote.to().country(), quote.to().currency())
                .says()
                .via();
        return dispatch.choose(via, quote)
                .switchIfEmpty(Mono.error(() -> new TakeLiquidity.Exhausted().problem()))
                .flatMap(choice -> made(payment, quote, choice));
    }

    private Mono<Together> made(Payment payment, Quote quote, Choice choice) {
        var now = clock.instant();
        var draft = draft(payment, quote, choice, now);
        var taken = List.<Part>of(
                new UseQuote(quote.id(), now),
                new TakeLiquidity(choice.correspondent(), quote.sums().received(), choice.cap()));
        return dispatch.sending(draft).map(sending -> switch (sending) {
            case Sending.Sendable(var part) ->
                payment.state() instanceof State.Completed ? sent(draft, taken, part, now) : waiting(draft, taken);
            // Nothing was taken from the customer yet, so nothing is; the rules may have changed since the quote.
            case Sending.Unsendable(var why) -> throw CrossBorderProblem.BENEFICIARY_INVALID.because(why);
        });
    }

    private static Together sent(Remittance draft, List<Part> taken, Part message, Instant now) {
        var together = step(draft, new Paid(), List.of(message), now);
        return new Together(together.transfers(), both(taken, together.parts()), together.events());
    }

    private static Together waiting(Remittance draft, List<Part> taken) {
        var waiting = draft.in(new AwaitingPayment());
        return new Together(
                List.of(), with(taken, new WriteRemittance(waiting, null)), List.of(RemittanceEntries.event(waiting)));
    }

    private static Remittance draft(Payment payment, Quote quote, Choice choice, Instant now) {
        return new Remittance(
                quote.remittance(),
                0,
                quote,
                payment.id(),
                choice.correspondent(),
                Names.uetr(quote.remittance()),
                now,
                now.plus(quote.within()),
                new AwaitingPayment(),
                null,
                null);
    }

    private Mono<Together> movedOn(Payment payment, ToRemittance destination) {
        return switch (payment.state()) {
            case State.Completed _ -> find(destination).flatMap(this::paid);
            case State.Declined _, State.Reversed _, State.Cancelled _ ->
                find(destination).map(it -> step(it, new PaymentEnded(), List.of(), clock.instant()));
            case State.ActionRequired _,
                    State.InReview _,
                    State.Debiting _,
                    State.DebitUnknown _,
                    State.AwaitingPayer _,
                    State.Withdrawing _,
                    State.Crediting _,
                    State.CreditUnknown _,
                    State.Reversing _,
                    State.NeedsOperator _ -> Mono.just(Together.NOTHING);
        };
    }

    private Mono<Together> paid(Remittance it) {
        return dispatch.sending(it).map(sending -> switch (sending) {
            case Sending.Sendable(var part) -> step(it, new Paid(), List.of(part), clock.instant());
            case Sending.Unsendable(var why) -> step(it, new PaidUnsendable(why), List.of(), clock.instant());
        });
    }

    private Mono<Remittance> find(ToRemittance destination) {
        return store.find(destination.remittance())
                .switchIfEmpty(Mono.error(
                        () -> new IllegalStateException("A payment for nothing: " + destination.remittance())));
    }

    private static Together step(Remittance it, RemittanceInput input, List<Part> more, Instant now) {
        return RemittanceLifecycle.step(it, input, now) instanceof Moved moved
                ? RemittanceEntries.of(it, moved, more, now)
                : Together.NOTHING;
    }

    private static List<Part> with(List<Part> some, Part more) {
        return both(some, List.of(more));
    }

    // One part of a kind: what is taken comes first, and of a fresh remittance nothing is given free.
    private static List<Part> both(List<Part> some, List<Part> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
