package gateway.customers.kyc.web;

import gateway.customers.kyc.KycState;
import gateway.customers.kyc.Proof;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same with who said what, for the bank's staff.
 *
 * @param evidence stands for all of it; an act that verifies the customer names it
 */
record StaffKycView(KycView customer, List<ProofView> proofs, String evidence) {

    static StaffKycView of(KycState state, LocalDate today) {
        return new StaffKycView(
                KycView.of(state, today),
                state.proofs().stream().map(ProofView::of).toList(),
                state.evidence());
    }

    /** @param by the registry or a member of the staff */
    record ProofView(
            String fact,
            @Nullable String document,
            boolean holds,
            @Nullable LocalDate until,
            String by,
            String reason) {

        static ProofView of(Proof it) {
            var document = it.document();
            return new ProofView(
                    it.fact().code(),
                    document == null ? null : document.toString(),
                    it.holds(),
                    it.until(),
                    it.by(),
                    it.reason());
        }
    }
}
