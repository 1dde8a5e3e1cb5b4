package gateway.inbound;

import gateway.fraud.Restriction;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.platform.journal.MemoryWriter;
import gateway.platform.journal.Part;
import gateway.platform.journal.PartWriter;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Where the state stops nobody. */
final class NoOrders implements Restrictions {

    @Override
    public Mono<Optional<Restriction>> of(List<Subject> subjects) {
        return Mono.just(Optional.empty());
    }

    @Override
    public Part unless(List<Subject> subjects) {
        return new Unless();
    }

    /** Holds. */
    record Unless() implements Part {}

    static PartWriter<Unless> writer() {
        return new MemoryWriter<>(Unless.class, 2_110, part -> null);
    }
}
