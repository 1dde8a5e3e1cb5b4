package gateway.limits;

import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What was counted, as it stands committed. */
public interface CountStore {

    /** Empty when the payment took nothing. */
    Mono<Kept> keptOf(PaymentId payment);

    /** What is used of each count, in their order; 0 where nothing was counted. */
    Mono<List<Long>> used(List<CounterKey> keys);

    /** @param taken one line for each count, as {@code Taken} writes it */
    record Kept(Instant at, UUID payee, String taken) {}
}
