package gateway.limits;

import gateway.platform.journal.Part;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Counts a use, or takes it back; one of the two lists is empty. A payment's version decides that neither happens
 * twice.
 *
 * @param id the payment's
 * @param payee told apart from the others by limits that count payees
 */
record CountUse(UUID id, Instant at, UUID payee, List<Claim> claims, List<Taken> back) implements Part {

    static CountUse take(Use use, List<Claim> claims) {
        return new CountUse(use.id(), use.at(), use.payee(), claims, List.of());
    }

    static CountUse giveBack(UUID id, Instant at, UUID payee, List<Taken> taken) {
        return new CountUse(id, at, payee, List.of(), taken);
    }

    /** The claims that need a count. */
    List<Claim> counted() {
        return claims.stream().filter(claim -> claim.limit().counts()).toList();
    }
}
