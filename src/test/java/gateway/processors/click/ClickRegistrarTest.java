package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.CardRegistrar.Registration.Refused;
import gateway.cards.CardRegistrar.Registration.Unavailable;
import org.junit.jupiter.api.Test;

class ClickRegistrarTest extends ClickFixture {

    @Test
    void clickKeepsACardAndTheCodeOnTheHoldersPhoneConfirmsIt() {
        var sent = (CodeSent) begin(ClickRig.GOOD);

        assertThat(sent.maskedPhone()).isEqualTo("********4567");
        assertThat(confirm(sent.reference(), "11111")).isEqualTo(new Refused(Reason.CODE_WRONG, "-1"));
        assertThat(confirm(sent.reference(), ClickRig.CODE)).isEqualTo(new Confirmed(sent.reference(), null));
    }

    @Test
    void doesNotRegisterACardThatClickDoesNotKeep() {
        assertThat(begin("8600490000000026")).isEqualTo(new Refused(Reason.NOT_PERMITTED, "-1"));
    }

    @Test
    void forgetsACardAndKnowsThatItDid() {
        var sent = (CodeSent) begin(ClickRig.GOOD);
        var other = (CodeSent) begin(ClickRig.GOOD);
        confirm(sent.reference(), ClickRig.CODE);

        assertThat(ClickRig.now(click.registrar.remove(sent.reference()))).isTrue();

        assertThat(confirm(sent.reference(), ClickRig.CODE)).isEqualTo(new Refused(Reason.CODE_WRONG, "-1"));
        assertThat(ClickRig.now(click.registrar.remove(sent.reference()))).isTrue();
        assertThat(confirm(other.reference(), ClickRig.CODE)).isInstanceOf(Confirmed.class);
        click.host.close();
        assertThat(ClickRig.now(click.registrar.remove(other.reference()))).isFalse();
    }

    @Test
    void decidesNothingWhenClickIsDownAndAsksNothingForATokenThatIsNone() {
        click.host.close();

        assertThat(begin(ClickRig.GOOD)).isInstanceOf(Unavailable.class);
        assertThat(confirm("no token {}", ClickRig.CODE)).isEqualTo(new Refused(Reason.CODE_EXPIRED, ""));
    }

    private Registration begin(String number) {
        return ClickRig.now(click.registrar.begin(ClickRig.pan(number), ClickRig.EXPIRY));
    }

    private Registration confirm(String reference, String code) {
        return ClickRig.now(click.registrar.confirm(reference, code));
    }
}
