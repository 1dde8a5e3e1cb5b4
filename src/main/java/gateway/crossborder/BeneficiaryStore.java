package gateway.crossborder;

import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps beneficiaries; each belongs to one customer, and does not exist for any other. */
public interface BeneficiaryStore {

    /** Empty where the customer has no such beneficiary. */
    Mono<Beneficiary> find(CustomerId owner, BeneficiaryId id);

    /** Oldest first. */
    Flux<Beneficiary> list(CustomerId owner, int limit);

    /** Emits whether it was written: version 1 is inserted, a later one replaces exactly the one before it. */
    Mono<Boolean> write(Beneficiary beneficiary);

    /** Emits whether there was one. */
    Mono<Boolean> remove(CustomerId owner, BeneficiaryId id);
}
