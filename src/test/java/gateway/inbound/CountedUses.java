package gateway.inbound;

import gateway.limits.Limits;
import gateway.limits.Meter;
import gateway.limits.Meter.Reading;
import gateway.limits.Metered;
import gateway.limits.Use;
import gateway.platform.journal.Part;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Limits that refuse nothing; what an entry counts is a part of it. */
final class CountedUses implements Limits {

    /** It is counted. */
    record Taken(Use use) implements Part {}

    /** It has reached the wallet. */
    record Arrived(PaymentId id) implements Part {}

    /** It counts no more. */
    record GivenBack(PaymentId id) implements Part {}

    @Override
    public boolean goByTier() {
        return true;
    }

    @Override
    public Optional<Part> take(Use use, List<Metered> metered) {
        return Optional.of(new Taken(use));
    }

    @Override
    public Mono<List<Reading>> read(CustomerId customer, List<Meter> meters) {
        return Mono.just(List.of());
    }

    @Override
    public Mono<Part> giveBack(PaymentId payment) {
        return Mono.just(new GivenBack(payment));
    }

    @Override
    public Mono<Part> arrived(PaymentId payment) {
        return Mono.just(new Arrived(payment));
    }

    @Override
    public Mono<Part> giveBackRefunded(PaymentId payment, Money refunded) {
        throw new IllegalStateException("Nothing that arrived is refunded");
    }
}
