package gateway.processors.payme;

import gateway.cards.CardVault;
import gateway.cards.Scheme;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Reversal;
import gateway.processors.payme.PaymeMessage.CancelReceipt;
import gateway.processors.payme.PaymeMessage.CreateReceipt;
import gateway.processors.payme.PaymeMessage.GetReceipt;
import gateway.processors.payme.PaymeMessage.PayReceipt;
import gateway.shared.money.Asset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes money from cards that Payme keeps. A debit is a receipt that is paid: Payme names the receipt before the
 * payment is opened, so that whatever happens afterwards there is one name to ask about, and one thing that can be
 * paid.
 *
 * <p>Recovery: after silence the receipt is looked at, and never paid again. One that nobody has paid is cancelled
 * before we believe so: a payment that is still on its way then finds nothing to pay. Payme gives back all of a receipt
 * or nothing, and pays nobody.
 */
@Component
class PaymeProcessor implements Processor, Inquiry {

    private static final Outcome ONLY_WHOLE = new Outcome.Declined(DeclineReason.AMOUNT_INVALID, "whole receipts only");

    private final CardVault vault;
    private final PaymeClient client;
    private final PaymeAnswers answers;
    private final Map<String, PaymeGood> goods;

    PaymeProcessor(CardVault vault, PaymeClient client, PaymeSettings settings) {
        this.vault = vault;
        this.client = client;
        this.answers = new PaymeAnswers(settings.accountField());
        this.goods = settings.goods();
    }

    @Override
    public String name() {
        return Scheme.PAYME.rail();
    }

    @Override
    public Scheme scheme() {
        return Scheme.PAYME;
    }

    @Override
    public boolean refundsInPart() {
        return false;
    }

    /** Asks Payme for the receipt. What gets none has a name by which nothing is ever sent. */
    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return request.kind() == Kind.DEBIT && isSoms(request)
                ? client.ask(receipt(request)).map(reply -> answers.name(request, reply))
                : Mono.just(new MessageIdentity(request.id().toString()));
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        return switch (leg.request().kind()) {
            case DEBIT -> pay(leg);
            case CREDIT -> Mono.just(new Outcome.NotSent("Payme pays nobody"));
            case REFUND -> giveBack(leg);
        };
    }

    @Override
    public Mono<Finding> inquire(Leg leg) {
        var original = leg.request().original();
        if (original != null) {
            return look(original).map(reply -> answers.refundFinding(original, reply));
        }
        return look(leg)
                .map(reply -> answers.debitFinding(leg, reply))
                .flatMap(finding -> finding instanceof Finding.NotFound ? close(leg) : Mono.just(finding));
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        if (leg.request().original() != null) {
            return Mono.just(new Reversal.Refused("Payme does not take a refund back"));
        }
        return PaymeAnswers.isNamed(leg.identity())
                ? client.ask(new CancelReceipt(leg.identity().value()))
                        .flatMap(cancelling -> look(leg).map(looked -> answers.reversal(leg, cancelling, looked)))
                : Mono.just(new Reversal.Reversed("no receipt"));
    }

    private Mono<Outcome> pay(Leg leg) {
        return PaymeAnswers.isNamed(leg.identity())
                ? withCard(leg).flatMap(reply -> heed(leg, reply))
                : Mono.just(new Outcome.NotSent("Payme gave no receipt"));
    }

    // Only the vault can fail here, and then nothing has left us: the client answers with values.
    private Mono<Reply> withCard(Leg leg) {
        return vault.open(leg.request().card())
                .flatMap(card -> pay(leg, card.railToken()))
                .defaultIfEmpty(new Reply.NotSent("the vault has no such card"))
                .onErrorResume(failure -> Mono.just(new Reply.NotSent("the card cannot be opened")));
    }

    private Mono<Reply> pay(Leg leg, @Nullable String token) {
        return token == null
                ? Mono.just(new Reply.NotSent("the card has no token of Payme"))
                : client.ask(new PayReceipt(leg.identity().value(), token));
    }

    // Payme does not tell all its codes: a no counts once nobody can pay the receipt any more.
    private Mono<Outcome> heed(Leg leg, Reply reply) {
        return reply instanceof Reply.Failed(int code) && PaymeResponseCodes.isRefusal(code)
                ? client.ask(new CancelReceipt(leg.identity().value()))
                        .map(cancelling -> answers.refused(leg, code, cancelling))
                : Mono.just(answers.paid(leg.identity().value(), reply));
    }

    private Mono<Outcome> giveBack(Leg leg) {
        var original = leg.request().original();
        if (original == null || original.railReference() == null) {
            return Mono.just(new Outcome.NotSent("the payment to refund has no receipt"));
        }
        var id = original.railReference();
        return original.request().amount().equals(leg.request().amount())
                ? client.ask(new CancelReceipt(id)).flatMap(reply -> heedBack(original, id, reply))
                : Mono.just(ONLY_WHOLE);
    }

    // Payme queues it, and may be done with it by the next question.
    private Mono<Outcome> heedBack(Leg original, String id, Reply reply) {
        var outcome = answers.givenBack(id, reply);
        return reply instanceof Reply.Answered && outcome instanceof Outcome.Unknown
                ? look(original).map(looked -> answers.refunded(original, looked, outcome))
                : Mono.just(outcome);
    }

    private Mono<Finding> close(Leg leg) {
        return client.ask(new CancelReceipt(leg.identity().value()))
                .map(reply -> answers.isCancelled(leg, reply)
                        ? new Finding.Undone()
                        : new Finding.Unclear("not paid and not cancelled yet"));
    }

    private Mono<Reply> look(Leg leg) {
        return PaymeAnswers.isNamed(leg.identity())
                ? client.ask(new GetReceipt(leg.identity().value()))
                : Mono.just(new Reply.NotSent("no receipt"));
    }

    private CreateReceipt receipt(LegRequest request) {
        return new CreateReceipt(
                request.amount().minor(),
                answers.field(),
                request.id().toString(),
                request.payee().name(),
                goods.get(request.payee().category()));
    }

    private static boolean isSoms(LegRequest request) {
        return request.amount().asset().equals(Asset.UZS);
    }
}
