package gateway.customers.kyc.web;

import gateway.customers.kyc.Document;
import gateway.customers.kyc.Fact;
import gateway.customers.kyc.KycState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a customer is known.
 *
 * @param tier 0 to 3
 * @param fullName null where nothing was shown yet
 * @param pinfl masked; null where nothing was shown yet
 * @param missing what the next tier needs: pinfl, phone, document or in-person
 */
record KycView(
        int tier,
        @Nullable String fullName,
        @Nullable LocalDate birthDate,
        @Nullable String pinfl,
        List<DocumentView> documents,
        List<String> missing) {

    static KycView of(KycState state, LocalDate today) {
        var identity = state.identity();
        return new KycView(
                state.tier(today).level(),
                identity == null ? null : identity.fullName(),
                identity == null ? null : identity.born(),
                identity == null ? null : identity.pinfl().masked(),
                state.documents().stream()
                        .map(document -> DocumentView.of(document, state, today))
                        .toList(),
                missing(state, today));
    }

    private static List<String> missing(KycState state, LocalDate today) {
        var missing = new ArrayList<String>();
        for (var fact : List.of(Fact.PINFL, Fact.PHONE)) {
            if (!state.holds(fact, today)) {
                missing.add(fact.code());
            }
        }
        if (missing.isEmpty()) {
            switch (state.tier(today)) {
                case PHONE_ONLY, MATCHED -> missing.add(Fact.DOCUMENT.code());
                case DOCUMENTED -> missing.add(Fact.IN_PERSON.code());
                case SEEN -> {}
            }
        }
        return missing;
    }

    /**
     * @param number masked
     * @param expiresOn the last day it is valid
     * @param state {@code submitted}, {@code verified}, {@code refused} or {@code expired}
     */
    record DocumentView(String id, String kind, String number, String issuer, LocalDate expiresOn, String state) {

        static DocumentView of(Document it, KycState state, LocalDate today) {
            return new DocumentView(
                    it.id().toString(),
                    it.kind().code(),
                    it.masked(),
                    it.issuer(),
                    it.expires(),
                    state.stateOf(it, today));
        }
    }
}
