package gateway.issuing;

import static gateway.issuing.IssuingProblem.NUMBER_MUST_CHANGE;
import static gateway.issuing.IssuingProblem.TOO_MANY_ISSUED_CARDS;

import gateway.cards.CardVault;
import gateway.issuing.CardAction.Actor;
import gateway.issuing.DrawNumber.Drawn;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.issuing.postgres.IssuedCardStore.Event;
import gateway.issuing.postgres.IssuedCardStore.Ordered;
import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.rulebook.BankTime;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes new cards: the first of a chain, and those that take another's place. */
@Component
public final class OrderCard {

    private final IssuedCardStore store;
    private final DrawNumber numbers;
    private final CardVault vault;
    private final ChangeCard changes;
    private final Journal journal;
    private final IssuingTools tools;
    private final TransactionalOperator transaction;

    OrderCard(
            IssuedCardStore store,
            DrawNumber numbers,
            CardVault vault,
            ChangeCard changes,
            Journal journal,
            IssuingTools tools,
            TransactionalOperator transaction) {
        this.store = store;
        this.numbers = numbers;
        this.vault = vault;
        this.changes = changes;
        this.journal = journal;
        this.tools = tools;
        this.transaction = transaction;
    }

    /**
     * A first card.
     *
     * @param key the customer's name for the order; the same again is the same card
     */
    public record Order(CustomerId owner, String key, boolean physical, Asset asset) {}

    public Mono<IssuedCard> order(Order order) {
        return once(
                order.owner(),
                order.key(),
                Mono.defer(() -> tools.stops()
                        .none(order.owner(), order.asset())
                        .then(Mono.defer(() -> openWallet(order)))
                        .then(numbers.draw())
                        .flatMap(drawn -> add(order, drawn).as(transaction::transactional))));
    }

    // A wallet that is open stays as it is.
    private Mono<Void> openWallet(Order order) {
        var id = AccountId.of(order.owner().value(), order.asset());
        var part = new OpenAccount(id, order.owner().value(), order.asset(), AccountKind.WALLET);
        var parts = new ArrayList<>(tools.stops().unless(order.owner(), order.asset()));
        parts.add(part);
        return journal.commit(new Entry(order.owner().shard(), Priority.NEW, parts))
                .flatMap(decision -> decision instanceof Refused(var refusal)
                        ? CardStops.problem(refusal)
                                .<Mono<Void>>map(Mono::error)
                                .orElseGet(Mono::empty)
                        : Mono.empty());
    }

    private Mono<IssuedCard> add(Order order, Drawn drawn) {
        return store.countForOrder(order.owner())
                .filter(taken -> taken < tools.settings().mostCards())
                .switchIfEmpty(Mono.error(() -> TOO_MANY_ISSUED_CARDS.because("You may have %d at the same time"
                        .formatted(tools.settings().mostCards()))))
                .flatMap(_ -> first(order, drawn));
    }

    private Mono<IssuedCard> first(Order order, Drawn drawn) {
        var id = newId(order.owner());
        var card = made(id, null, order.owner(), order.asset(), order.physical(), drawn, false);
        return store.addChain(card)
                .then(store.add(new Ordered(card, drawn.key(), order.key())))
                .then(begun(card, By.holder(order.owner()), ""));
    }

    /**
     * Puts another card into one's place, which ends. Controls and what was spent go on.
     *
     * @param sameNumber renews it: the same number and PIN, with its wrong tries, a later expiry, another security code
     */
    public Mono<IssuedCard> replace(CustomerId owner, IssuedCardId id, String key, boolean sameNumber) {
        return replace(new Replacement(id, owner, key, By.holder(owner)), sameNumber);
    }

    /**
     * The same for the bank, which may also replace what it has frozen by another number.
     *
     * @param key the bank's name for the order
     * @param who the staff member
     * @param why for the record
     */
    public Mono<IssuedCard> replaceByBank(IssuedCardId id, String key, boolean sameNumber, String who, String why) {
        return store.find(id)
                .map(found -> ChangeCard.any(found).owner())
                .flatMap(owner -> replace(
                        new Replacement(id, owner, "bank " + key, new By(Actor.BANK, who, ", " + why)), sameNumber));
    }

    private record Replacement(IssuedCardId id, CustomerId owner, String key, By by) {}

    /** @param why with a comma before it; empty where a holder need not say */
    private record By(Actor actor, String who, String why) {

        static By holder(CustomerId owner) {
            return new By(Actor.HOLDER, owner.toString(), "");
        }
    }

    private Mono<IssuedCard> replace(Replacement it, boolean sameNumber) {
        return once(
                it.owner(),
                it.key(),
                store.find(it.id())
                        .map(found -> IssuedCards.theirs(found, it.owner()))
                        .flatMap(tools.stops()::none)
                        .then(Mono.defer(() -> sameNumber ? renew(it) : renumber(it))));
    }

    private Mono<IssuedCard> renumber(Replacement it) {
        return numbers.draw()
                .flatMap(drawn -> store.lock(it.id())
                        .map(found -> IssuedCards.theirs(found, it.owner()))
                        .flatMap(old -> successor(old, drawn, it, CardAction.REPLACE))
                        .as(transaction::transactional));
    }

    private Mono<IssuedCard> renew(Replacement it) {
        return store.find(it.id())
                .map(found -> IssuedCards.theirs(found, it.owner()))
                .flatMap(this::sameNumber)
                .flatMap(drawn -> store.lock(it.id())
                        .map(found -> IssuedCards.theirs(found, it.owner()))
                        .flatMap(old -> successor(old, drawn, it, CardAction.RENEW))
                        .as(transaction::transactional));
    }

    private Mono<Drawn> sameNumber(IssuedCard old) {
        if (old.state() == IssuedState.LOST || old.state() == IssuedState.STOLEN) {
            return Mono.error(
                    NUMBER_MUST_CHANGE.because("The card is " + old.state().code()));
        }
        return vault.open(old.vault())
                .map(details -> new Drawn(old.vault(), old.masked(), numbers.keyOf(details.pan())));
    }

    private Mono<IssuedCard> successor(IssuedCard old, Drawn drawn, Replacement it, CardAction action) {
        boolean samePin = action == CardAction.RENEW;
        var next = made(newId(old.owner()), old, old.owner(), old.asset(), old.physical(), drawn, samePin);
        var by = it.by();
        return changes.step(old, action, by.actor(), by.who(), "by " + next.id() + by.why())
                .then(store.add(new Ordered(next, drawn.key(), it.key())))
                .then(begun(next, by, "for " + old.id() + by.why()));
    }

    private IssuedCard made(
            IssuedCardId id,
            @Nullable IssuedCard old,
            CustomerId owner,
            Asset asset,
            boolean physical,
            Drawn drawn,
            boolean samePin) {
        var now = changes.now();
        var expiry = YearMonth.from(now.atZone(BankTime.ZONE))
                .plusYears(tools.settings().years());
        // A renewal on the same day would otherwise end with the card whose place it takes.
        var later = old != null && !expiry.isAfter(old.expiry()) ? old.expiry().plusMonths(1) : expiry;
        return new IssuedCard(
                id,
                old == null ? id.value() : old.chain(),
                owner,
                asset,
                physical,
                physical ? IssuedState.ORDERED : IssuedState.ACTIVE,
                drawn.masked(),
                drawn.vault(),
                later,
                old != null && samePin ? old.pin() : "",
                // A PIN that was guessed at too often is locked on the renewed card too.
                old != null && samePin ? old.pinTries() : 0,
                Instant.EPOCH,
                1,
                now);
    }

    private Mono<IssuedCard> begun(IssuedCard card, By by, String detail) {
        var event = new Event(card, "order", by.actor().code(), by.who(), card.state(), detail, card.orderedAt());
        return store.note(event).thenReturn(card);
    }

    // Whoever lost our answer asks again and gets the same card, also while we are about to make it.
    private Mono<IssuedCard> once(CustomerId owner, String key, Mono<IssuedCard> work) {
        return orderedAs(owner, key, work.onErrorResume(late -> orderedAs(owner, key, Mono.error(late))));
    }

    private Mono<IssuedCard> orderedAs(CustomerId owner, String key, Mono<IssuedCard> otherwise) {
        return store.orderedAs(owner, key)
                .flatMap(found -> found.map(Mono::just).orElse(otherwise));
    }

    private IssuedCardId newId(CustomerId owner) {
        return new IssuedCardId(tools.ids().next(owner.shard()));
    }
}
