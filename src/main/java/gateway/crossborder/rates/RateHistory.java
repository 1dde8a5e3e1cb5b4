package gateway.crossborder.rates;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;

/** What was in force before, for whoever values by it. */
public interface RateHistory {

    /** For each of these moments and each currency what the first of the providers that had said anything said last. */
    Flux<Dated> at(List<Instant> moments, List<String> providers);

    /** What was in force at a moment. */
    record Dated(Instant moment, Observation rate) {}
}
