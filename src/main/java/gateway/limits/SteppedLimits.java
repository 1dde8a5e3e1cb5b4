package gateway.limits;

import gateway.platform.journal.Part;
import gateway.shared.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Counts what is paid in steps: approved, raised, lowered, taken. {@link Limits#take} counts the first step. Each
 * further one that adds is a use with an id of its own, so that it counts when it comes; whoever keeps the whole gives
 * back by these ids, and sees to it that no two of its steps are written at once.
 */
public interface SteppedLimits {

    /**
     * More of what counts as one payment. Refused like the first step; empty when no rule concerns it.
     *
     * @param before what was counted of it
     */
    Optional<Part> raise(Use more, Money before);

    /**
     * What has moved already, and counts beyond every maximum. Never refused; empty when no rule concerns it.
     *
     * @param first whether it is a payment of its own, else more of one
     */
    Optional<Part> note(Use use, boolean first);

    /**
     * So much of these uses, the last of them first; with the last unit of one goes all that it counts. Empty when they
     * took nothing that still counts.
     *
     * @param uses of one customer; those that took nothing may be among them
     */
    Mono<Part> lower(List<UUID> uses, Money less);
}
