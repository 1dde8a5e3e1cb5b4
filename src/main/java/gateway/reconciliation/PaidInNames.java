package gateway.reconciliation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** By which names money that partners paid in stands in the statements of correspondents. */
@FunctionalInterface
public interface PaidInNames {

    /** Of these acts, as two of the staff named the payments; acts that are unknown are left out. */
    Mono<Map<UUID, String>> of(List<UUID> acts);
}
