package gateway.payments;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** How payments and refunds are called elsewhere, for whoever compares our books with a rail's. */
public interface RailNames {

    /**
     * Under which names rails know these payments and refunds; nothing for one of which no rail heard yet. Joins the
     * transaction of whoever asks.
     */
    Flux<RailName> of(List<UUID> subjects);

    /** The payment behind each of these that is a refund. */
    Flux<RefundOf> refunds(List<UUID> subjects);

    /** All refunds of these payments. */
    Flux<RefundOf> refundsOf(List<UUID> payments);

    /**
     * One name.
     *
     * @param identity ours for the message, as the rail's books have it
     * @param reference the rail's own; null while it has not answered
     */
    record RailName(
            String rail,
            String identity,
            UUID subject,
            @Nullable String reference) {}

    /** A refund gives back from one payment. */
    record RefundOf(UUID refund, UUID payment) {}
}
