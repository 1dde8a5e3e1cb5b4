package sandbox.simulation;

import gateway.limits.Limits;
import gateway.limits.Use;
import gateway.platform.journal.Part;
import gateway.shared.ids.PaymentId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Where nothing is limited. */
public enum Unlimited implements Limits {
    INSTANCE;

    @Override
    public Optional<Part> take(Use use) {
        return Optional.empty();
    }

    @Override
    public Mono<Part> giveBack(PaymentId payment) {
        return Mono.empty();
    }
}
