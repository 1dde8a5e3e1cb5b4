package gateway.crossborder;

import gateway.crossborder.RemittanceInput.RecallWanted;
import gateway.crossborder.RemittanceStep.Rejected;
import gateway.payments.Parties;
import gateway.payments.Payment.Destination.ToRemittance;
import gateway.payments.Payment.Source;
import gateway.payments.Payments;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyRefusal;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.IdempotencyKeys;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.RemittanceId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The front door of the module: what a customer can do with remittances. */
@Component
public class Remittances {

    private static final int REFUSED = 400;

    private final RemittanceStore store;
    private final OwnQuotes quotes;
    private final MoveRemittance move;
    private final Dispatch dispatch;
    private final Payments payments;
    private final Parties parties;
    private final IdempotencyKeys keys;

    Remittances(
            RemittanceStore store,
            OwnQuotes quotes,
            MoveRemittance move,
            Dispatch dispatch,
            Payments payments,
            Parties parties,
            IdempotencyKeys keys) {
        this.store = store;
        this.quotes = quotes;
        this.move = move;
        this.dispatch = dispatch;
        this.payments = payments;
        this.parties = parties;
        this.keys = keys;
    }

    /**
     * What a customer orders.
     *
     * @param card the own card that pays; null for the wallet
     */
    public record Wish(
            CustomerId customer,
            String key,
            byte[] fingerprint,
            QuoteId quote,
            @Nullable CardId card,
            Origin origin) {}

    /** @param payment what became of its payment so far, as the API writes payments */
    public record Ordered(Quote quote, int status, byte[] payment) {}

    /** Pays a quote. Answers once the payment is final or has to wait; whatever the quote said is what it costs. */
    public Mono<Ordered> send(Wish wish) {
        return quotes.find(wish.customer(), wish.quote())
                .flatMap(standing -> keys.find(
                                wish.customer().shard(), wish.customer().value(), wish.key(), wish.fingerprint())
                        .flatMap(known -> known.isPresent()
                                ? again(standing.quote(), wish, known.get())
                                : first(standing, wish)));
    }

    private Mono<Ordered> first(RemittanceStore.Standing standing, Wish wish) {
        return quotes.open(standing).flatMap(quote -> pay(quote, wish));
    }

    // Whoever repeats a request hears what became of it, though its quote is used or over by now.
    private Mono<Ordered> again(Quote quote, Wish wish, KeyRefusal known) {
        return known instanceof Duplicate(var _, StoredAnswer answer) && answer != null && answer.status() < REFUSED
                ? Mono.just(new Ordered(quote, answer.status(), answer.body()))
                : pay(quote, wish);
    }

    private Mono<Ordered> pay(Quote quote, Wish wish) {
        return source(wish)
                .flatMap(source -> payments.make(order(wish, quote, source)))
                .map(answer -> new Ordered(quote, answer.status(), answer.body()));
    }

    private Mono<Source> source(Wish wish) {
        return wish.card() == null ? Mono.just(new Source.OwnWallet()) : parties.ownCard(wish.customer(), wish.card());
    }

    private static Order order(Wish wish, Quote quote, Source source) {
        var to = quote.to();
        return new Order(
                wish.customer(),
                wish.key(),
                wish.fingerprint(),
                quote.sums().spent(),
                source,
                new ToRemittance(
                        quote.remittance(), quote.beneficiary(), to.name(), to.company(), to.country(), to.masked()),
                wish.origin());
    }

    /** Errors with REMITTANCE_NOT_FOUND, also for another customer's. */
    public Mono<RemittanceView> show(CustomerId customer, RemittanceId id) {
        return find(customer, id).map(RemittanceView::of);
    }

    /** Newest first. */
    public Mono<List<RemittanceView>> list(CustomerId customer, @Nullable RemittanceId before, int limit) {
        return store.list(customer, before, limit).map(RemittanceView::of).collectList();
    }

    /** Asks for it back; asking again changes nothing. */
    public Mono<RemittanceView> recall(CustomerId customer, RemittanceId id) {
        return find(customer, id)
                .flatMap(it -> move.move(it.id(), new RecallWanted(), next -> List.of(dispatch.recall(next))))
                .map(outcome -> {
                    if (outcome.step() instanceof Rejected(var problem)) {
                        throw problem.because("It is "
                                + RemittanceView.statusOf(outcome.remittance().state()));
                    }
                    return RemittanceView.of(outcome.remittance());
                });
    }

    private Mono<Remittance> find(CustomerId customer, RemittanceId id) {
        return store.find(id)
                .filter(it -> it.quote().customer().equals(customer))
                .switchIfEmpty(Mono.error(() -> CrossBorderProblem.REMITTANCE_NOT_FOUND.because(id.toString())));
    }
}
