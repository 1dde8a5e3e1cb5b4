package gateway.inbound;

import gateway.inbound.Arrival.ArrivalKey;
import gateway.shared.ids.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads arrivals. They are written through the journal. */
public interface Arrivals {

    Mono<Optional<Arrival>> find(ArrivalKey key);

    /**
     * By when they were checked, both ends included, oldest first. Empty when there are more than 10,000 in all:
     * whoever pages through more of them counts them all anew for each page.
     */
    Mono<Optional<Page>> page(Question question);

    /**
     * What came for cards and is to be passed on, the longest due first. What is emitted comes up again at
     * {@code until} and not before, on whichever node.
     */
    Flux<Arrival> takeOnward(Instant now, Instant until, int limit);

    /** Those that wait for people of the bank, oldest first. */
    Flux<Arrival> inReview(int limit);

    /** Empty when none of that id waits for them. */
    Mono<Optional<Arrival>> inReview(UUID id);

    /** Whose time to be confirmed, or to be decided about, is over, the longest first. */
    Flux<Arrival> due(Instant now, int limit);

    /**
     * Which of a partner's arrivals.
     *
     * @param state as it is stored; empty for all
     */
    record Question(PartnerId partner, Instant from, Instant to, String state, int page, int limit) {}

    /** @param total of all pages */
    record Page(List<Arrival> arrivals, long total) {}
}
