package gateway.payments;

import gateway.cards.Scheme;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Settled;
import gateway.payments.Payment.Source;
import gateway.processors.Inquiry;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Processors;
import gateway.processors.Reversal;
import gateway.routing.Candidate;
import gateway.routing.Routing;
import gateway.shared.ids.CardId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns legs of payments and refunds into questions for their rails. Decides nothing. */
@Component
class Rails {

    private static final int DEBIT_MESSAGE = 11;
    private static final int CREDIT_MESSAGE = 12;

    private final Routing routing;
    private final Processors processors;
    private final PaymentSettings settings;

    Rails(Routing routing, Processors processors, PaymentSettings settings) {
        this.routing = routing;
        this.processors = processors;
        this.settings = settings;
    }

    /**
     * The leg that is asked first: the card that pays, or the card that a wallet pays. Empty when no rail can take it
     * now, or none the credit that follows: what cannot be finished is not begun.
     */
    Mono<Optional<Attempt>> prepareFirst(Payment payment) {
        if (!canBeCredited(payment)) {
            return Mono.just(Optional.empty());
        }
        return payment.source() instanceof OnRail from
                ? prepare(from.scheme(), debit(payment, from))
                : prepareCredit(payment);
    }

    /** Whether the network of the card that receives would ever take so much; what it takes now is another question. */
    boolean couldBeCredited(Payment payment) {
        if (!(payment.destination() instanceof Destination.ToCard card)) {
            return true;
        }
        var serving = processors.serving(card.scheme());
        return serving.isEmpty() || serving.stream().anyMatch(rail -> rail.takes(Kind.CREDIT, payment.credited()));
    }

    private boolean canBeCredited(Payment payment) {
        return !(payment.destination() instanceof Destination.ToCard card)
                || !candidates(card.scheme(), credit(payment, card.card())).isEmpty();
    }

    /** The same debit by another processor, once; empty when there is none. Only for a debit that was never sent. */
    Mono<Optional<Attempt>> prepareElsewhere(Payment payment, Attempt unsent) {
        if (unsent.tries() > 1 || !(payment.source() instanceof OnRail from)) {
            return Mono.just(Optional.empty());
        }
        var request = debit(payment, from);
        var others = candidates(from.scheme(), request).stream()
                .filter(candidate -> !candidate.processor().name().equals(unsent.processor()))
                .toList();
        return identify(others, request, unsent.tries() + 1);
    }

    /**
     * The message to the card that receives. A rail without room is better than none, because without any the debit has
     * to be undone: there the message waits for its turn. Empty when no card receives or no rail serves it.
     */
    Mono<Optional<Attempt>> prepareCredit(Payment payment) {
        if (!(payment.destination() instanceof Destination.ToCard card)) {
            return Mono.just(Optional.empty());
        }
        var request = credit(payment, card.card());
        var free = candidates(card.scheme(), request);
        return identify(free.isEmpty() ? candidates(card.scheme(), request, true) : free, request, 1);
    }

    /** Whether that much of what its rail took may go back: some rails give back all of a payment or nothing. */
    boolean givesBack(Payment payment, Money given) {
        return given.equals(payment.debited()) || refundsInPart(payment);
    }

    private boolean refundsInPart(Payment payment) {
        return !(payment.state() instanceof Payment.State.Completed(var debit, var _, var _))
                || debit == null
                || processors
                        .named(debit.attempt().processor())
                        .map(Processor::refundsInPart)
                        .orElse(true);
    }

    /** With the processor that took the debit, if it has room: no other knows the money by that one's reference. */
    Mono<Optional<Attempt>> prepareRefund(Refund refund, Payment payment) {
        if (!(payment.source() instanceof OnRail from)) {
            return Mono.just(Optional.empty());
        }
        var taker = debitOf(payment).attempt().processor();
        var request = refund(refund, payment);
        var own = candidates(from.scheme(), request).stream()
                .filter(candidate -> candidate.processor().name().equals(taker))
                .toList();
        return identify(own, request, 1);
    }

    Mono<Outcome> sendDebit(Payment payment, Attempt attempt) {
        return send(debitLeg(payment, attempt, null), attempt);
    }

    Mono<Outcome> sendCredit(Payment payment, Attempt attempt) {
        return send(creditLeg(payment, attempt), attempt);
    }

    Mono<Outcome> sendRefund(Refund refund, Payment payment, Attempt attempt) {
        return send(new Leg(refund(refund, payment), attempt.identity(), null), attempt);
    }

    /**
     * Empty where the rail cannot be asked: there it has to be undone.
     *
     * @param bill what the rail shows the payer, if it is one and the rail has named it
     */
    Mono<Optional<Finding>> inquireDebit(Payment payment, Attempt attempt, @Nullable String bill) {
        return inquire(debitLeg(payment, attempt, bill), attempt);
    }

    Mono<Optional<Finding>> inquireCredit(Payment payment, Attempt attempt) {
        return inquire(creditLeg(payment, attempt), attempt);
    }

    Mono<Optional<Finding>> inquireRefund(Refund refund, Payment payment, Attempt attempt) {
        return inquire(new Leg(refund(refund, payment), attempt.identity(), null), attempt);
    }

    Mono<Reversal> reverseDebit(Payment payment, Attempt attempt, @Nullable String railReference, int checks) {
        return reverse(debitLeg(payment, attempt, railReference), attempt, checks);
    }

    Mono<Reversal> reverseCredit(Payment payment, Attempt attempt, int checks) {
        return reverse(creditLeg(payment, attempt), attempt, checks);
    }

    Mono<Reversal> reverseRefund(Refund refund, Payment payment, Attempt attempt, int checks) {
        return reverse(new Leg(refund(refund, payment), attempt.identity(), null), attempt, checks);
    }

    private Mono<Optional<Attempt>> prepare(Scheme scheme, LegRequest request) {
        return identify(candidates(scheme, request), request, 1);
    }

    private List<Candidate> candidates(Scheme scheme, LegRequest request) {
        return candidates(scheme, request, false);
    }

    private List<Candidate> candidates(Scheme scheme, LegRequest request, boolean evenWithoutRoom) {
        return routing.candidates(new Routing.Question(scheme, request.kind(), request.amount(), evenWithoutRoom));
    }

    private static Mono<Optional<Attempt>> identify(List<Candidate> candidates, LegRequest request, int tries) {
        return Flux.fromIterable(candidates)
                .next()
                .flatMap(best -> best.processor()
                        .identify(request)
                        .map(identity -> new Attempt(best.processor().name(), identity, best.why(), tries)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Outcome> send(Leg leg, Attempt attempt) {
        return processors
                .named(attempt.processor())
                .map(processor -> processor.send(leg))
                .orElseGet(() -> Mono.just(new Outcome.NotSent("no processor named " + attempt.processor())));
    }

    private Mono<Optional<Finding>> inquire(Leg leg, Attempt attempt) {
        var processor = processors.named(attempt.processor());
        if (processor.isEmpty()) {
            return Mono.just(Optional.of(new Finding.Unclear("no processor named " + attempt.processor())));
        }
        return processor.get() instanceof Inquiry inquiry
                ? inquiry.inquire(leg).map(Optional::of)
                : Mono.just(Optional.empty());
    }

    private Mono<Reversal> reverse(Leg leg, Attempt attempt, int checks) {
        return processors
                .named(attempt.processor())
                .map(processor -> processor.reverse(leg, checks + 1))
                .orElseGet(() -> Mono.just(new Reversal.Unclear("no processor named " + attempt.processor())));
    }

    private Leg debitLeg(Payment payment, Attempt attempt, @Nullable String railReference) {
        if (!(payment.source() instanceof OnRail from)) {
            throw new IllegalStateException(payment.id() + " has nothing on a rail to debit");
        }
        return new Leg(debit(payment, from), attempt.identity(), railReference);
    }

    private Leg creditLeg(Payment payment, Attempt attempt) {
        if (!(payment.destination() instanceof Destination.ToCard card)) {
            throw new IllegalStateException(payment.id() + " has no card to credit");
        }
        return new Leg(credit(payment, card.card()), attempt.identity(), null);
    }

    private LegRequest debit(Payment payment, OnRail from) {
        return leg(payment, DEBIT_MESSAGE, Kind.DEBIT, payment.debited(), purse(from));
    }

    private LegRequest credit(Payment payment, CardId card) {
        return leg(payment, CREDIT_MESSAGE, Kind.CREDIT, payment.credited(), new Purse.OnCard(card));
    }

    private LegRequest leg(Payment payment, int message, Kind kind, Money amount, Purse purse) {
        return new LegRequest(
                TimeOrderedIds.derive(payment.id().value(), message), kind, amount, purse, payee(payment), null);
    }

    private static Purse purse(OnRail from) {
        return switch (from) {
            case Source.OwnCard it -> new Purse.OnCard(it.card());
            case ShownCode it -> new Purse.ByCode(it.code());
            case Bill it -> new Purse.ByBill(it.phone());
        };
    }

    private LegRequest refund(Refund refund, Payment payment) {
        if (!(payment.source() instanceof OnRail from)) {
            throw new IllegalStateException(payment.id() + " has no leg on a rail to refund");
        }
        var debit = debitOf(payment);
        return refundRequest(
                refund, purse(from), payee(payment), debitLeg(payment, debit.attempt(), debit.railReference()));
    }

    private static Settled debitOf(Payment payment) {
        if (payment.state() instanceof Payment.State.Completed(var debit, var _, var _) && debit != null) {
            return debit;
        }
        throw new IllegalStateException(payment.id() + " has no leg on a rail to refund");
    }

    private static LegRequest refundRequest(Refund refund, Purse purse, Payee payee, Leg original) {
        return new LegRequest(refund.id().value(), Kind.REFUND, refund.given(), purse, payee, original);
    }

    private Payee payee(Payment payment) {
        return payment.destination() instanceof Destination.ToMerchant it
                ? new Payee(it.name(), it.category())
                : new Payee(settings.houseName(), settings.houseCategory());
    }
}
