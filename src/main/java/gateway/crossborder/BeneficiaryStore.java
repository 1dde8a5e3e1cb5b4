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

    /** Emits whether it was added: not where the customer has so many already, however many are added at once. */
    Mono<Boolean> add(Beneficiary first, int most);

    /** Emits whether it was written: it replaces exactly the version before it. */
    Mono<Boolean> replace(Beneficiary next);

    /** Emits whether there was one. */
    Mono<Boolean> remove(CustomerId owner, BeneficiaryId id);
}
