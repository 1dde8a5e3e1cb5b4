package gateway.limits;

import gateway.limits.CountStore.Kept;
import gateway.limits.Meter.Reading;
import gateway.packs.InForce;
import gateway.platform.journal.Part;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Limits as parts of journal entries. */
@Component
class JournaledLimits implements Limits {

    private final InForce<LimitBook> book;
    private final CountStore counts;
    private final Clock clock;

    JournaledLimits(InForce<LimitBook> book, CountStore counts, Clock clock) {
        this.book = book;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public boolean goByTier() {
        return book.get().goesByTier();
    }

    @Override
    public Optional<Part> take(Use use, List<Metered> metered) {
        var claims = book.get().claims(use);
        return claims.isEmpty() && metered.isEmpty()
                ? Optional.empty()
                : Optional.of(CountUse.take(use, claims, metered));
    }

    @Override
    public Optional<CounterKey> countOf(Use use, String limit) {
        return book.get().claims(use).stream()
                .filter(claim -> claim.limit().id().equals(limit))
                .map(Claim::key)
                .findFirst();
    }

    @Override
    public Mono<List<Reading>> read(CustomerId customer, List<Meter> meters) {
        return meters.isEmpty()
                ? Mono.just(List.of())
                : counts.used(Metered.keys(meters, customer)).map(Metered::readings);
    }

    @Override
    public Mono<Part> giveBack(PaymentId payment) {
        return giveBack(payment, UnaryOperator.identity());
    }

    @Override
    public Mono<Part> arrived(PaymentId payment) {
        return Mono.defer(() -> book.get().boundsBalances()
                ? giveBack(
                        payment, all -> all.stream().filter(Taken::isIncoming).toList())
                : Mono.empty());
    }

    @Override
    public Mono<Part> giveBackRefunded(PaymentId payment, Money refunded) {
        return counts.keptOf(payment)
                .map(kept -> CountUse.refund(
                        payment.value(), kept.at(), kept.payee(), still(Taken.parse(kept.taken())), refunded.minor()))
                .filter(part -> !part.back().isEmpty())
                .cast(Part.class);
    }

    private Mono<Part> giveBack(PaymentId payment, UnaryOperator<List<Taken>> which) {
        return counts.keptOf(payment)
                .map(kept -> back(payment, kept, which))
                .filter(part -> !part.back().isEmpty())
                .cast(Part.class);
    }

    private CountUse back(PaymentId payment, Kept kept, UnaryOperator<List<Taken>> which) {
        var taken = still(which.apply(Taken.parse(kept.taken())));
        return CountUse.giveBack(payment.value(), kept.at(), kept.payee(), taken);
    }

    // What no longer counts may have been removed.
    private List<Taken> still(List<Taken> all) {
        var now = clock.instant();
        return all.stream().filter(it -> it.until().isAfter(now)).toList();
    }
}
