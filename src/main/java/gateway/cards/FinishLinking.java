package gateway.cards;

import static gateway.cards.CardProblem.CARD_RAIL_UNAVAILABLE;
import static gateway.cards.CardProblem.REGISTRATION_CLOSED;

import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.postgres.CardStore;
import gateway.cards.postgres.CardStore.Known;
import gateway.cards.postgres.RegistrationStore;
import gateway.customers.Customers;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RegistrationId;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What the rail's word leads to, whether it came at once or after a code. A rail that tells the holder's phone must
 * tell the customer's; one that does not has confirmed the holder in its own way. So one card may be linked by several
 * customers: whom the rail takes for its holder, each of them.
 */
@Component
final class FinishLinking {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CardStore cards;
    private final StoreLinked linked;
    private final RegistrationStore registrations;
    private final Customers customers;
    private final RememberedCards remembered;
    private final Moments moments;

    FinishLinking(
            CardStore cards,
            StoreLinked linked,
            RegistrationStore registrations,
            Customers customers,
            RememberedCards remembered,
            Moments moments) {
        this.cards = cards;
        this.linked = linked;
        this.registrations = registrations;
        this.customers = customers;
        this.remembered = remembered;
        this.moments = moments;
    }

    /** Emits the linked card; errors with {@link CardProblem#HOLDER_DIFFERS} after closing the registration. */
    Mono<Card> confirmed(RegistrationId id, CustomerId owner, Candidate candidate, Confirmed word) {
        return isHolder(owner, word)
                .flatMap(holder -> holder
                        ? link(id, owner, candidate, word)
                        : this.<Card>refused(id, new Linking.Refused(LinkRefusal.HOLDER_DIFFERS, "")));
    }

    /** Closes the registration and errors with the problem of the refusal. */
    <T> Mono<T> refused(RegistrationId id, Linking.Refused refusal) {
        return registrations
                .refuse(id, refusal.reason(), refusal.railCode(), moments.now())
                .then(Mono.error(() -> problem(refusal)));
    }

    static ProblemException problem(Linking.Refused refusal) {
        var problem = refusal.reason()
                .problem()
                .because("The card was not linked")
                .with("reason", refusal.reason().code());
        return refusal.railCode().isEmpty() ? problem : problem.with("railCode", refusal.railCode());
    }

    static ProblemException unavailable() {
        return CARD_RAIL_UNAVAILABLE
                .because("Nothing was decided; try again shortly")
                .with("retryAfter", RETRY_AFTER);
    }

    private Mono<Boolean> isHolder(CustomerId owner, Confirmed word) {
        return word.holderPhone() == null
                ? Mono.just(true)
                : customers.find(owner).map(customer -> Objects.equals(customer.phone(), word.holderPhone()));
    }

    // A number that was linked twice at once is found by the second try.
    private Mono<Card> link(RegistrationId id, CustomerId owner, Candidate candidate, Confirmed word) {
        return Mono.defer(() -> cards.known(owner, candidate))
                .map(known -> card(owner, candidate, known))
                .flatMap(card -> linked.link(id, owner, candidate, word.railToken(), card)
                        .flatMap(done -> done ? remember(card) : decidedElsewhere(id, owner)))
                .retryWhen(Retry.max(1).filter(DuplicateKeyException.class::isInstance));
    }

    private Card card(CustomerId owner, Candidate candidate, Optional<Known> known) {
        var id = known.map(Known::id).orElseGet(() -> new CardId(moments.newId(owner.shard())));
        var state = known.map(it -> it.state().linkedAgain()).orElse(CardState.LINKED);
        return new Card(id, candidate.scheme(), candidate.pan().masked(), candidate.bank(), state, moments.now());
    }

    private Mono<Card> remember(Card card) {
        return Mono.fromSupplier(() -> remembered.changed(card));
    }

    private Mono<Card> decidedElsewhere(RegistrationId id, CustomerId owner) {
        return registrations
                .find(owner, id)
                .ofType(Linking.Linked.class)
                .map(Linking.Linked::card)
                .switchIfEmpty(Mono.error(() -> REGISTRATION_CLOSED.because("Another request decided it")));
    }
}
