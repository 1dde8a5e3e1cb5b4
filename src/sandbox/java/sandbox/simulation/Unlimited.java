package sandbox.simulation;

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

/** Where nothing is limited. */
public enum Unlimited implements Limits {
    INSTANCE;

    @Override
    public boolean goByTier() {
        return false;
    }

    @Override
    public Optional<Part> take(Use use, List<Metered> metered) {
        return Optional.empty();
    }

    @Override
    public Mono<List<Reading>> read(CustomerId customer, List<Meter> meters) {
        return Mono.just(meters.stream().map(_ -> Reading.NOTHING).toList());
    }

    @Override
    public Mono<Part> giveBack(PaymentId payment) {
        return Mono.empty();
    }

    @Override
    public Mono<Part> arrived(PaymentId payment) {
        return Mono.empty();
    }

    @Override
    public Mono<Part> giveBackRefunded(PaymentId payment, Money refunded) {
        return Mono.empty();
    }
}
