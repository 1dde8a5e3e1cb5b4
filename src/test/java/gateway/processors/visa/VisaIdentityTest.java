package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gateway.processors.MessageIdentity;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisaIdentityTest {

    @Test
    void namesAMessageByTraceTimeReferenceAndTerminal() {
        var identity = VisaIdentity.of(123, Instant.parse("2026-03-01T05:15:30Z"), "TERM0001");

        assertThat(identity.toMessageIdentity())
                .isEqualTo(new MessageIdentity("000123:0301051530:606005000123:TERM0001"));
        assertThat(VisaIdentity.parse(identity.toMessageIdentity())).isEqualTo(identity);
    }

    @Test
    void findsTheYearOfAMessageSentBeforeNewYear() {
        var identity = VisaIdentity.of(1, Instant.parse("2029-12-31T23:59:59Z"), "TERM0001");

        assertThat(identity.time(Instant.parse("2030-01-01T00:00:05Z")))
                .isEqualTo(ZonedDateTime.parse("2029-12-31T23:59:59Z"));
    }

    @Test
    void findsALeapDay() {
        var identity = VisaIdentity.of(1, Instant.parse("2028-02-29T12:00:00Z"), "TERM0001");

        assertThat(identity.time(Instant.parse("2028-03-05T00:00:00Z")))
                .isEqualTo(ZonedDateTime.parse("2028-02-29T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "000123:0301051530:606005000123", "000123:0301051530:606005000123:TERM0001:x"})
    void refusesWhatItDidNotWrite(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> VisaIdentity.parse(new MessageIdentity(value)));
    }
}
