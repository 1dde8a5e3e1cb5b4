package gateway.processors.uzum;

import gateway.cards.Scheme;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Purse;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import gateway.processors.uzum.UzumMessage.Pay;
import gateway.processors.uzum.UzumMessage.Reverse;
import gateway.processors.uzum.UzumMessage.Status;
import gateway.shared.money.Asset;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes money by the code that the customer's Uzum Bank app shows. The transaction's id is the leg's, and we take it
 * that Uzum calls the payment by it, as its examples show.
 *
 * <p>Recovery: after silence the payment's status is asked for by that id, and never made again: the code is good once,
 * and gone from here. That Uzum does not find it is believed only where Uzum has confirmed that it may be. Uzum gives
 * back all of a payment or nothing, and pays nobody.
 */
@Component
class UzumProcessor implements Processor, Inquiry {

    private static final Outcome ONLY_WHOLE = new Outcome.Declined(DeclineReason.AMOUNT_INVALID, "whole payments only");

    private final UzumClient client;
    private final UzumAnswers answers;
    private final String cashbox;

    UzumProcessor(UzumClient client, UzumSettings settings) {
        this.client = client;
        this.answers = new UzumAnswers(settings.absenceIsProof());
        this.cashbox = settings.cashbox();
    }

    @Override
    public String name() {
        return Scheme.UZUM.rail();
    }

    @Override
    public Scheme scheme() {
        return Scheme.UZUM;
    }

    @Override
    public boolean refundsInPart() {
        return false;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return Mono.just(new MessageIdentity(request.id().toString()));
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        return switch (leg.request().kind()) {
            case DEBIT -> pay(leg);
            case CREDIT -> Mono.just(new Outcome.NotSent("Uzum pays nobody"));
            case REFUND -> giveBack(leg);
        };
    }

    @Override
    public Mono<Finding> inquire(Leg leg) {
        var original = leg.request().original();
        return original == null
                ? look(payment(leg))
                : look(payment(original)).map(standing -> UzumAnswers.refund(payment(original), standing));
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        if (leg.request().original() != null) {
            return Mono.just(new Reversal.Refused("Uzum does not take a refund back"));
        }
        return client.ask(new Reverse(leg.identity().value(), payment(leg)))
                .flatMap(reversing -> look(payment(leg)).map(standing -> UzumAnswers.reversal(reversing, standing)));
    }

    private Mono<Outcome> pay(Leg leg) {
        var request = leg.request();
        if (!request.amount().asset().equals(Asset.UZS)) {
            return Mono.just(new Outcome.NotSent("Uzum moves so'm only"));
        }
        return request.purse() instanceof Purse.ByCode(String code) && !code.isEmpty()
                ? client.ask(new Pay(
                                leg.identity().value(), code, request.amount().minor(), cashbox))
                        .map(UzumAnswers::paid)
                : Mono.just(new Outcome.NotSent("there is no code to pay by"));
    }

    private Mono<Outcome> giveBack(Leg leg) {
        var original = leg.request().original();
        if (original == null) {
            return Mono.just(new Outcome.NotSent("there is no payment to refund"));
        }
        return original.request().amount().equals(leg.request().amount())
                ? client.ask(new Reverse(original.identity().value(), payment(original)))
                        .map(reply -> UzumAnswers.givenBack(payment(original), reply))
                : Mono.just(ONLY_WHOLE);
    }

    private Mono<Finding> look(String payment) {
        return client.ask(new Status(payment)).map(reply -> answers.standing(payment, reply));
    }

    private static String payment(Leg leg) {
        return leg.railReference() == null ? leg.identity().value() : leg.railReference();
    }
}
