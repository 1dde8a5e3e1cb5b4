package gateway.compliance;

import gateway.shared.money.Money;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** What money of other currencies is worth in so'm; whoever knows rates says it. */
@FunctionalInterface
public interface WorthInSom {

    /**
     * By the official rate of that day; without one by the last before it, and without that by the first one after.
     * Rounded up. Empty where no rate of the currency is known at all.
     */
    Mono<Money> of(Money money, Instant at);
}
