package gateway.customers;

import gateway.shared.ids.CustomerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** How well customers are known, for whoever decides what they may do. */
public interface KycTiers {

    /**
     * From memory when asked lately; a document that expires lowers the answer at that midnight all the same. A
     * customer who has shown nothing, and one who is not there, is {@link KycTier#PHONE_ONLY}.
     */
    Mono<Standing> of(CustomerId customer);

    /** @param asOf when what it rests on was read from the database; never longer ago than the setting allows */
    record Standing(KycTier tier, Instant asOf) {}
}
