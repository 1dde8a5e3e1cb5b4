package gateway.processors.uzcard;

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

class UzcardRegistrarTest extends SvgateFixture {

    @Test
    void registersACardByTheCodeOnTheHoldersPhone() {
        var sent = (CodeSent) begin(Svgate.GOOD);

        assertThat(sent.maskedPhone()).isEqualTo("********4567");
        assertThat(confirm(sent.reference(), "x")).isEqualTo(new Refused(Reason.CODE_WRONG, "-269"));
        assertThat(confirm(sent.reference(), svgate.lastCode())).isInstanceOfSatisfying(Confirmed.class, it -> {
            assertThat(it.railToken()).matches("[0-9A-F]{32}").doesNotContain("8600");
            assertThat(it.holderPhone()).isEqualTo("998901234567");
        });
        assertThat(confirm(sent.reference(), svgate.lastCode())).isEqualTo(new Refused(Reason.CODE_EXPIRED, "-294"));
    }

    @ParameterizedTest
    @CsvSource({
        "8600490000000026, CARD_BLOCKED, -205",
        "8600490000000034, EXPIRY_WRONG, -201",
        "8600490000000067, CARD_UNKNOWN, -200",
        "9860010000000009, CARD_UNKNOWN, -202"
    })
    void doesNotRegisterABadCard(String pan, Reason reason, String code) {
        assertThat(begin(pan)).isEqualTo(new Refused(reason, code));
    }

    @Test
    void decidesNothingWhenTheGateIsDown() {
        svgate.gate.close();

        assertThat(begin(Svgate.GOOD)).isInstanceOf(Unavailable.class);
        assertThat(confirm("not a number", "123456")).isEqualTo(new Refused(Reason.CODE_EXPIRED, "-314"));
    }

    private Registration begin(String pan) {
        return Svgate.now(svgate.registrar.begin(Svgate.pan(pan), Svgate.EXPIRY));
    }

    private Registration confirm(String reference, String code) {
        return Svgate.now(svgate.registrar.confirm(reference, code));
    }
}
