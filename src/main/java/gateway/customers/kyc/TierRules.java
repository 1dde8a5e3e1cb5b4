package gateway.customers.kyc;

import gateway.customers.KycTier;
import java.time.LocalDate;
import java.util.List;

/** Which tier what is proven makes today. An expired document lowers it by itself: nobody has to notice. */
final class TierRules {

    private TierRules() {}

    static KycTier tier(List<Document> documents, List<Proof> proofs, LocalDate today) {
        if (!holds(Fact.PINFL, proofs, today) || !holds(Fact.PHONE, proofs, today)) {
            return KycTier.PHONE_ONLY;
        }
        if (documents.stream().noneMatch(document -> isValid(document, proofs, today))) {
            return KycTier.MATCHED;
        }
        return holds(Fact.IN_PERSON, proofs, today) ? KycTier.SEEN : KycTier.DOCUMENTED;
    }

    static boolean holds(Fact fact, List<Proof> proofs, LocalDate today) {
        return proofs.stream().anyMatch(proof -> proof.fact() == fact && proof.holdsOn(today));
    }

    /** On its last day it still is. */
    static boolean isValid(Document document, List<Proof> proofs, LocalDate today) {
        return !today.isAfter(document.expires())
                && proofs.stream()
                        .anyMatch(proof -> proof.fact() == Fact.DOCUMENT
                                && document.id().equals(proof.document())
                                && proof.holdsOn(today));
    }
}
