package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.CardRegistrar.Registration.Refused;
import gateway.cards.CardRegistrar.Registration.Unavailable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UzcardRegistrarTest {

    @TempDir
    private Path folder;

    private Svgate svgate;

    @BeforeEach
    void start() {
        svgate = new Svgate(folder);
    }

    @AfterEach
    void stop() {
        svgate.close();
    }

    @Test
    void registersACardByTheCodeOnTheHoldersPhone() {
        var sent = (CodeSent)
                svgate.registrar.begin(Svgate.pan(Svgate.GOOD), Svgate.EXPIRY).block();

        assertThat(sent.maskedPhone()).isEqualTo("********0001");
        assertThat(svgate.registrar.confirm(sent.reference(), "x").block())
                .isEqualTo(new Refused(Reason.CODE_WRONG, "-269"));
        assertThat(svgate.registrar.confirm(sent.reference(), svgate.lastCode()).block())
                .isInstanceOfSatisfying(Confirmed.class, it -> {
                    assertThat(it.railToken()).matches("[0-9A-F]{32}").doesNotContain("8600");
                    assertThat(it.holderPhone()).isEqualTo("998901234567");
                });
        assertThat(svgate.registrar.confirm(sent.reference(), svgate.lastCode()).block())
                .isEqualTo(new Refused(Reason.CODE_EXPIRED, "-294"));
    }

    @ParameterizedTest
    @CsvSource({
        "8600490000000026, CARD_BLOCKED, -205",
        "8600490000000034, EXPIRY_WRONG, -201",
        "8600490000000067, CARD_UNKNOWN, -200",
        "9860010000000009, CARD_UNKNOWN, -202"
    })
    void doesNotRegisterABadCard(String pan, Reason reason, String code) {
        var asked = gateway.cards.Pan.parse(pan)
                .map(it -> svgate.registrar.begin(it, Svgate.EXPIRY).block());

        assertThat(asked).contains(new Refused(reason, code));
    }

    @Test
    void decidesNothingWhenTheGateIsDown() {
        svgate.gate.close();

        assertThat(svgate.registrar
                        .begin(Svgate.pan(Svgate.GOOD), Svgate.EXPIRY)
                        .block())
                .isInstanceOf(Unavailable.class);
        assertThat(svgate.registrar.confirm("not a number", "123456").block())
                .isEqualTo(new Refused(Reason.CODE_EXPIRED, "-314"));
    }
}
