package gateway.crossborder.rates;

import gateway.shared.money.Asset;
import java.time.Instant;
import reactor.core.publisher.Flux;

/** What providers said before, and was in force; stale or not. */
@FunctionalInterface
public interface RatesAround {

    /**
     * Of each provider the last word on or before that moment; of who had said nothing by then, the first one after.
     */
    Flux<Observation> around(Asset currency, Instant moment);
}
