package gateway.crossborder;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.RemittanceId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads quotes, remittances and what correspondents have left. They are written through the journal. */
public interface RemittanceStore {

    /** @param used whether it was used up */
    record Standing(Quote quote, boolean used) {}

    /** Empty where there is none. */
    Mono<Standing> quote(QuoteId id);

    /** Empty where there is none. */
    Mono<Remittance> find(RemittanceId id);

    /** Empty where there is none. */
    Mono<Remittance> find(UUID uetr);

    /** Newest first, strictly older than {@code before}. */
    Flux<Remittance> list(CustomerId customer, @Nullable RemittanceId before, int limit);

    /** Those that people have to look at, oldest first. */
    Flux<Remittance> watched(int limit);

    /**
     * Takes up to {@code limit} remittances whose time has come, and keeps other nodes away from them until
     * {@code until}.
     */
    Flux<Remittance> takeDue(Instant now, Instant until, int limit);

    /** What is taken of each correspondent's liquidity in a currency. */
    Mono<Map<String, Money>> taken(Asset currency);
}
