package gateway.crossborder;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what correspondents were funded with, until it is posted and after. */
public interface FundingStore {

    /** Part of the transaction that approves it; the same one again changes nothing. */
    Mono<Void> add(Funding funding, Instant at);

    /** Those that are not posted yet, oldest first. */
    Flux<Funding> unposted(int limit);

    Mono<Void> posted(UUID id, Instant at);
}
