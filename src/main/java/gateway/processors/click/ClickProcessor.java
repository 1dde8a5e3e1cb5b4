package gateway.processors.click;

import gateway.cards.CardVault;
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
import gateway.processors.click.ClickMessage.Pay;
import gateway.processors.click.ClickMessage.Reply;
import gateway.processors.click.ClickMessage.Reverse;
import gateway.shared.money.Asset;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes money from cards that Click keeps, and by bills that it shows. Click finds a payment by our name only together
 * with its day ({@link ClickBooks}); one that was made after midnight is looked for on the next, too.
 *
 * <p>Recovery: after silence the payment is looked for by our name, and never made again. A no counts once Click's
 * books have no payment of that name, or one that is over. Click gives back all of a payment or nothing that could be
 * found again, and pays nobody.
 */
@Component
class ClickProcessor implements Processor, Inquiry {

    private static final Outcome ONLY_WHOLE = new Outcome.Declined(DeclineReason.AMOUNT_INVALID, "whole payments only");
    private static final int PAID_AFTER_MIDNIGHT = 1;

    private final CardVault vault;
    private final ClickClient client;
    private final ClickBooks books;
    private final ClickBills bills;

    ClickProcessor(CardVault vault, ClickClient client, ClickBooks books, ClickBills bills) {
        this.vault = vault;
        this.client = client;
        this.books = books;
        this.bills = bills;
    }

    @Override
    public String name() {
        return Scheme.CLICK.rail();
    }

    @Override
    public Scheme scheme() {
        return Scheme.CLICK;
    }

    @Override
    public boolean refundsInPart() {
        return false;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return Mono.fromSupplier(() -> new MessageIdentity(books.name(request.id())));
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        return switch (leg.request().kind()) {
            case DEBIT -> pay(leg);
            case CREDIT -> Mono.just(new Outcome.NotSent("Click pays nobody"));
            case REFUND -> giveBack(leg);
        };
    }

    @Override
    public Mono<Finding> inquire(Leg leg) {
        var original = leg.request().original();
        if (original == null) {
            return find(leg);
        }
        var payment = number(original.railReference());
        return payment.isEmpty()
                ? Mono.just(new Finding.Unclear("the payment to refund has no number"))
                : books.look(payment.getAsLong()).map(standing -> ClickAnswers.refund(payment.getAsLong(), standing));
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        if (leg.request().original() != null) {
            return Mono.just(new Reversal.Refused("Click does not take a refund back"));
        }
        var payment = number(leg.railReference());
        return payment.isEmpty() ? find(leg).flatMap(this::reverseFound) : reverse(payment.getAsLong());
    }

    private Mono<Outcome> pay(Leg leg) {
        if (!leg.request().amount().asset().equals(Asset.UZS)) {
            return Mono.just(new Outcome.NotSent("Click moves so'm only"));
        }
        return leg.request().purse() instanceof Purse.ByBill(String phone)
                ? bills.show(leg, phone)
                : withCard(leg).flatMap(reply -> heed(leg, reply));
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
                ? Mono.just(new Reply.NotSent("the card has no token of Click"))
                : client.ask(new Pay(
                        leg.identity().value(), token, leg.request().amount().minor()));
    }

    private Mono<Outcome> heed(Leg leg, Reply reply) {
        return switch (reply) {
            case Reply.Failed(int code) -> find(leg).map(looked -> ClickAnswers.refused(code, looked));
            case Reply.Absent _ -> find(leg).map(looked -> ClickAnswers.refused(404, looked));
            case Reply.Answered _, Reply.NotSent _, Reply.Unusable _ -> Mono.just(ClickAnswers.paid(reply));
        };
    }

    private Mono<Outcome> giveBack(Leg leg) {
        var original = leg.request().original();
        var payment = original == null ? OptionalLong.empty() : number(original.railReference());
        if (original == null || payment.isEmpty()) {
            return Mono.just(new Outcome.NotSent("the payment to refund has no number"));
        }
        return original.request().amount().equals(leg.request().amount())
                ? client.ask(new Reverse(payment.getAsLong())).map(reply -> givenBack(payment.getAsLong(), reply))
                : Mono.just(ONLY_WHOLE);
    }

    private static Outcome givenBack(long payment, Reply reply) {
        if (reply instanceof Reply.NotSent(String why)) {
            return new Outcome.NotSent(why);
        }
        return ClickAnswers.isReversed(payment, reply)
                ? new Outcome.Approved(String.valueOf(payment), null)
                : new Outcome.Unknown("not said to be reversed");
    }

    private Mono<Reversal> reverseFound(Finding found) {
        return found instanceof Finding.Done(Outcome.Approved approved)
                ? reverse(Long.parseLong(approved.railReference()))
                : Mono.just(ClickAnswers.reversal(new Reply.Absent(), found));
    }

    private Mono<Reversal> reverse(long payment) {
        return client.ask(new Reverse(payment))
                .flatMap(reply -> ClickAnswers.isReversed(payment, reply)
                        ? Mono.just(new Reversal.Reversed("0"))
                        : books.look(payment).map(standing -> ClickAnswers.reversal(reply, standing)));
    }

    private Mono<Finding> find(Leg leg) {
        return leg.request().purse() instanceof Purse.ByBill
                ? bills.inquire(leg)
                : books.find(leg.identity().value(), PAID_AFTER_MIDNIGHT);
    }

    private static OptionalLong number(@Nullable String reference) {
        return ClickAnswers.reference(reference);
    }
}
