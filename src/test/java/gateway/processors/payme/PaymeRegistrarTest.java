package gateway.processors.payme;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.CardRegistrar.Registration.Refused;
import gateway.cards.CardRegistrar.Registration.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymeRegistrarTest extends PaymeFixture {

    @Test
    void paymeKeepsACardAndTheCodeOnTheHoldersPhoneConfirmsIt() {
        var sent = (CodeSent) begin(PaymeRig.GOOD);

        assertThat(sent.maskedPhone()).isEqualTo("99890*****67");
        assertThat(sent.reference()).doesNotContain("8600");
        assertThat(confirm(sent.reference(), "111111")).isEqualTo(new Refused(Reason.CODE_WRONG, "-31103"));
        assertThat(confirm(sent.reference(), PaymeRig.CODE)).isEqualTo(new Confirmed(sent.reference(), null));
    }

    @Test
    void aCardThatWasConfirmedForSomebodyIsAskedForACodeAgain() {
        payme.kept(PaymeRig.GOOD);

        assertThat(begin(PaymeRig.GOOD)).isInstanceOf(CodeSent.class);
    }

    // Payme's own expired and blocked test cards are of no network that is served here; these stand for their codes.
    @ParameterizedTest
    @CsvSource({"8600060921090842, NOT_PERMITTED, -31110", "4444445987459073, CARD_BLOCKED, -31302"})
    void doesNotRegisterABadCard(String number, Reason reason, String code) {
        assertThat(begin(number)).isEqualTo(new Refused(reason, code));
    }

    @Test
    void forgetsACardAndKnowsThatItDid() {
        var sent = (CodeSent) begin(PaymeRig.GOOD);
        var other = (CodeSent) begin(PaymeRig.GOOD);
        confirm(sent.reference(), PaymeRig.CODE);

        assertThat(PaymeRig.now(payme.registrar.remove(sent.reference()))).isTrue();

        assertThat(confirm(sent.reference(), PaymeRig.CODE)).isEqualTo(new Refused(Reason.CARD_UNKNOWN, "-31400"));
        assertThat(PaymeRig.now(payme.registrar.remove(sent.reference()))).isTrue();
        assertThat(confirm(other.reference(), PaymeRig.CODE)).isInstanceOf(Confirmed.class);
        payme.host.close();
        assertThat(PaymeRig.now(payme.registrar.remove(other.reference()))).isFalse();
    }

    @Test
    void decidesNothingWhenPaymeIsDownAndAsksNothingForATokenThatIsNone() {
        payme.host.close();

        assertThat(begin(PaymeRig.GOOD)).isInstanceOf(Unavailable.class);
        assertThat(confirm("no token {}", PaymeRig.CODE)).isEqualTo(new Refused(Reason.CODE_EXPIRED, "-31101"));
    }

    private Registration begin(String number) {
        return PaymeRig.now(payme.registrar.begin(PaymeRig.pan(number), PaymeRig.EXPIRY));
    }

    private Registration confirm(String reference, String code) {
        return PaymeRig.now(payme.registrar.confirm(reference, code));
    }
}
