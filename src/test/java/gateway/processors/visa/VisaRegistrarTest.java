package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.Pan;
import java.nio.file.Path;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisaRegistrarTest {

    private VisaRig visa;

    @BeforeEach
    void start(@TempDir Path folder) {
        visa = VisaRig.started(folder);
    }

    @AfterEach
    void close() {
        visa.close();
    }

    @Test
    void confirmsAGoodCardAndMovesNothing() {
        assertThat(begin(VisaRig.GOOD, YearMonth.of(2099, 12))).isEqualTo(new Registration.Confirmed(null, null));
        assertThat(visa.host.books().orElseThrow().all()).isEmpty();
    }

    @Test
    void refusesAnExpiryInThePast() {
        assertThat(begin(VisaRig.GOOD, YearMonth.of(2020, 1)))
                .isEqualTo(new Registration.Refused(Reason.EXPIRY_WRONG, "54"));
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000143, CARD_UNKNOWN, 14",
        "4000000000000416, CARD_BLOCKED, 41",
        "4000000000000598, CARD_BLOCKED, 59",
        "4000000000000051, NOT_PERMITTED, 05"
    })
    void refusesWhatTheIssuerRefuses(String pan, Reason reason, String code) {
        assertThat(begin(pan, YearMonth.of(2099, 12))).isEqualTo(new Registration.Refused(reason, code));
    }

    @ParameterizedTest
    @CsvSource({"4000000000000911", "4000000000000994"})
    void decidesNothingWhenNobodyCanSay(String pan) {
        assertThat(begin(pan, YearMonth.of(2099, 12))).isInstanceOf(Registration.Unavailable.class);
    }

    @Test
    void decidesNothingInSilence() {
        visa.host.mute(true);

        assertThat(begin(VisaRig.GOOD, YearMonth.of(2099, 12))).isInstanceOf(Registration.Unavailable.class);
    }

    @Test
    void knowsNoCode() {
        assertThat(visa.registrar.confirm("any", "123456").block(VisaRig.WAIT))
                .isInstanceOf(Registration.Refused.class);
    }

    private Registration begin(String pan, YearMonth expiry) {
        return VisaRig.get(visa.registrar.begin(Pan.parse(pan).orElseThrow(), expiry));
    }
}
