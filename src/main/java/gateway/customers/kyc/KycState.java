package gateway.customers.kyc;

import gateway.customers.Identity;
import gateway.customers.KycTier;
import gateway.platform.crypto.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about who a customer is, at one moment.
 *
 * @param identity null where they have said nothing
 * @param proofs about this identity; of those about an earlier one only what the staff doubt counts
 * @param readAt when
 */
public record KycState(@Nullable Identity identity, List<Document> documents, List<Proof> proofs, Instant readAt) {

    public KycState {
        documents = List.copyOf(documents);
        proofs = List.copyOf(proofs);
    }

    public KycTier tier(LocalDate today) {
        return TierRules.tier(documents, proofs, today);
    }

    public boolean holds(Fact fact, LocalDate today) {
        return TierRules.holds(fact, proofs, today);
    }

    /** {@code verified}, {@code expired}, {@code refused} or {@code submitted}. */
    public String stateOf(Document document, LocalDate today) {
        if (TierRules.isValid(document, proofs, today)) {
            return "verified";
        }
        if (today.isAfter(document.expires())) {
            return "expired";
        }
        boolean refused = proofs.stream()
                .anyMatch(proof ->
                        proof.fact() == Fact.DOCUMENT && document.id().equals(proof.document()) && !proof.holds());
        return refused ? "refused" : "submitted";
    }

    /** Stands for everything that is known; whoever decides about it says which state they have seen. */
    public String evidence() {
        var known = new StringBuilder().append(identity == null ? 0 : identity.version());
        documents.forEach(it -> known.append('\n').append(it));
        proofs.forEach(it -> known.append('\n').append(it));
        return HexFormat.of().formatHex(Sha256.of(known.toString()));
    }

    @Override
    public String toString() {
        return "KycState[" + identity + "]";
    }
}
