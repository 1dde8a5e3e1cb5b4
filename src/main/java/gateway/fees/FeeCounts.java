package gateway.fees;

import gateway.shared.ids.CustomerId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Knows what customers have used of fees with a cap or a free quota; whoever makes payments counts it. */
public interface FeeCounts {

    /** As it stands committed now. */
    Mono<FeeUsage> used(CustomerId customer, List<FeeMeter> meters);
}
