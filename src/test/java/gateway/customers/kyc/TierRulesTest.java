package gateway.customers.kyc;

import static gateway.customers.KycTier.DOCUMENTED;
import static gateway.customers.KycTier.MATCHED;
import static gateway.customers.KycTier.PHONE_ONLY;
import static gateway.customers.KycTier.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which tier what is proven makes. */
class TierRulesTest {

    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final Document CARD = new Document(new UUID(1, 1), DocumentKind.ID_CARD, "AA*****67", "IIV", LAST);
    private static final Proof PINFL = proof(Fact.PINFL, null, true, null);
    private static final Proof PHONE = proof(Fact.PHONE, null, true, null);
    private static final Proof VALID = proof(Fact.DOCUMENT, CARD.id(), true, null);
    private static final Proof MET = proof(Fact.IN_PERSON, null, true, null);

    private static Proof proof(Fact fact, @Nullable UUID document, boolean holds, @Nullable LocalDate until) {
        return new Proof(fact, document, holds, until, "registry", "");
    }

    private static gateway.customers.KycTier tier(LocalDate day, Proof... proofs) {
        return TierRules.tier(List.of(CARD), List.of(proofs), day);
    }

    @Test
    void growsWithWhatIsProven() {
        assertThat(tier(LAST)).isEqualTo(PHONE_ONLY);
        assertThat(tier(LAST, PINFL)).isEqualTo(PHONE_ONLY);
        assertThat(tier(LAST, PHONE, VALID, MET)).isEqualTo(PHONE_ONLY);
        assertThat(tier(LAST, PINFL, PHONE)).isEqualTo(MATCHED);
        assertThat(tier(LAST, PINFL, PHONE, MET)).isEqualTo(MATCHED);
        assertThat(tier(LAST, PINFL, PHONE, VALID)).isEqualTo(DOCUMENTED);
        assertThat(tier(LAST, PINFL, PHONE, VALID, MET)).isEqualTo(SEEN);
    }

    @Test
    void fallsTheDayAfterTheDocumentsLast() {
        assertThat(tier(LAST, PINFL, PHONE, VALID, MET)).isEqualTo(SEEN);
        assertThat(tier(LAST.plusDays(1), PINFL, PHONE, VALID, MET)).isEqualTo(MATCHED);
    }

    @Test
    void fallsTheDayAfterTheRegistrysLastToo() {
        var shorter = proof(Fact.DOCUMENT, CARD.id(), true, LAST.minusDays(10));

        assertThat(tier(LAST.minusDays(10), PINFL, PHONE, shorter)).isEqualTo(DOCUMENTED);
        assertThat(tier(LAST.minusDays(9), PINFL, PHONE, shorter)).isEqualTo(MATCHED);
    }

    @Test
    void whatWasDisprovenOrIsAnotherDocumentsDoesNotCount() {
        assertThat(tier(LAST, PINFL, PHONE, proof(Fact.DOCUMENT, CARD.id(), false, null)))
                .isEqualTo(MATCHED);
        assertThat(tier(LAST, PINFL, PHONE, proof(Fact.DOCUMENT, new UUID(2, 2), true, null)))
                .isEqualTo(MATCHED);
        assertThat(tier(LAST, proof(Fact.PINFL, null, false, null), PHONE, VALID))
                .isEqualTo(PHONE_ONLY);
    }
}
