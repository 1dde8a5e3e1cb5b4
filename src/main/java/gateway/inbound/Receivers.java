package gateway.inbound;

import gateway.cards.CardProblem;
import gateway.cards.CardState;
import gateway.cards.CardSummary;
import gateway.cards.Cards;
import gateway.cards.LinkedCards;
import gateway.customers.Customer;
import gateway.customers.Customers;
import gateway.customers.Phone;
import gateway.inbound.CardTokens.Named;
import gateway.issuing.HolderByNumber;
import gateway.issuing.HolderByNumber.Payable;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds whom a partner names: by phone, by a card's number, or by what we call the card. */
@Component
public class Receivers {

    private final Customers customers;
    private final LinkedCards linked;
    private final Cards cards;
    private final HolderByNumber issued;
    private final CardTokens tokens;

    Receivers(Customers customers, LinkedCards linked, Cards cards, HolderByNumber issued, CardTokens tokens) {
        this.customers = customers;
        this.linked = linked;
        this.cards = cards;
        this.issued = issued;
        this.tokens = tokens;
    }

    /** Somebody who can be sent money. */
    public sealed interface Receiver {

        CustomerId customer();

        record OfWallet(CustomerId customer) implements Receiver {}

        record OfLinked(CustomerId customer, CardSummary card) implements Receiver {}

        /** The account it pays from may be of another currency than what arrives. */
        record OfIssued(CustomerId customer, Payable card) implements Receiver {}
    }

    /** Empty when there is nobody, and when more than one customer has linked the card. */
    public Mono<Optional<Receiver>> find(PartnerId partner, To to) {
        return switch (to) {
            case To.Phone(var number) -> byPhone(number).map(found -> found.map(Receiver.OfWallet::new));
            case To.Card(var number) -> byNumber(number);
            case To.Token(var text) ->
                tokens.open(partner, text).map(this::named).orElseGet(() -> Mono.just(Optional.empty()));
        };
    }

    /** Whether somebody with this phone is ours. */
    public Mono<Optional<CustomerId>> byPhone(String phone) {
        return Phone.parse(phone)
                .map(it -> customers.byPhone(it.digits()))
                .orElseGet(Mono::empty)
                .map(found -> found.map(Customer::id))
                .defaultIfEmpty(Optional.empty());
    }

    /** The cards to which money can be sent: those that the customer has linked, and those that we issued. */
    public Flux<Receiver> cardsOf(CustomerId customer) {
        return Flux.concat(
                linked.of(customer).map(card -> new Receiver.OfLinked(customer, card)),
                issued.of(customer)
                        .filter(card -> card.asset().equals(Asset.UZS))
                        .map(card -> new Receiver.OfIssued(customer, card)));
    }

    /** What the partner may call a card from now on; empty for a wallet. */
    public Optional<String> token(PartnerId partner, Receiver receiver) {
        return switch (receiver) {
            case Receiver.OfWallet _ -> Optional.empty();
            case Receiver.OfLinked(var owner, var card) ->
                Optional.of(tokens.of(partner, new Named.Linked(owner, card.id())));
            case Receiver.OfIssued(var owner, var card) ->
                Optional.of(tokens.of(partner, new Named.Issued(owner, card.card())));
        };
    }

    /** First six and last four digits of the card that an arrival is for; empty for a wallet. */
    public Mono<Optional<String>> maskedNumber(Arrival it) {
        return switch (it.into()) {
            case Into.Wallet _ -> Mono.just(Optional.empty());
            case Into.LinkedCard to -> cards.ownedBy(it.receiver(), to.card()).map(card -> Optional.of(card.masked()));
            case Into.IssuedCard(var id) ->
                issued.of(it.receiver())
                        .filter(card -> card.card().equals(id))
                        .next()
                        .map(card -> Optional.of(card.masked()))
                        .defaultIfEmpty(Optional.empty());
        };
    }

    // A card of ours may be linked, too; then its wallet has the money without a rail.
    private Mono<Optional<Receiver>> byNumber(String number) {
        return issued.find(number)
                .flatMap(own -> own.map(card -> Mono.just(ours(card))).orElseGet(() -> theirs(number)));
    }

    private static Optional<Receiver> ours(Payable card) {
        return Optional.of(new Receiver.OfIssued(card.holder(), card));
    }

    private Mono<Optional<Receiver>> theirs(String number) {
        return linked.byNumber(number).map(found -> found.flatMap(Receivers::owned));
    }

    private static Optional<Receiver> owned(CardSummary card) {
        return Optional.ofNullable(card.owner()).map(owner -> new Receiver.OfLinked(owner, card));
    }

    private static boolean isNone(Throwable error) {
        return error instanceof ProblemException problem && problem.type() == CardProblem.CARD_NOT_FOUND;
    }

    private Mono<Optional<Receiver>> named(Named named) {
        return switch (named) {
            case Named.Linked(var owner, var card) ->
                cards.stateOf(owner, card)
                        .filter(state -> state == CardState.LINKED)
                        .flatMap(_ -> cards.ownedBy(owner, card))
                        .map(Receivers::owned)
                        .onErrorResume(Receivers::isNone, _ -> Mono.just(Optional.empty()))
                        .defaultIfEmpty(Optional.empty());
            case Named.Issued(var owner, var id) ->
                issued.of(owner)
                        .filter(card -> card.card().equals(id))
                        .next()
                        .map(Receivers::ours)
                        .defaultIfEmpty(Optional.empty());
        };
    }
}
