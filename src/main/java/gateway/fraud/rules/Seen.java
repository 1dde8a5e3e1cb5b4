package gateway.fraud.rules;

import gateway.fraud.Attempt;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment that was opened, as far as velocities look at it. */
public record Seen(
        UUID id,
        Instant at,
        long minor,
        String currency,
        UUID payee,
        @Nullable UUID card) {

    /** As many of one subject's payments are remembered at most: the newest. What is counted stops there. */
    public static final int MOST = 256;

    // As PostgreSQL and Redis order ids: by their text.
    public static final Comparator<Seen> NEWEST_FIRST = Comparator.comparing(Seen::at)
            .thenComparing(seen -> seen.id().toString())
            .reversed();

    public static Seen of(Attempt it) {
        return new Seen(
                it.payment().value(),
                it.at(),
                it.amount().minor(),
                it.amount().asset().code(),
                it.payee().id(),
                it.card() == null ? null : it.card().id().value());
    }
}
