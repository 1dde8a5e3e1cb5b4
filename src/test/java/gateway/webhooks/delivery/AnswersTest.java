package gateway.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a partner's answer is kept and understood. */
class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8600490000000000",
                "8600 4900 0000 0000",
                "8600-4900-0000-0000",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "oqk_MfKQ9r8GKYqrTw",
                "whsk_abc",
                "Bearer abc.def",
                "basic dXNlcjpwYXNz",
                "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl"
            })
    void whatNobodyMayKeepIsNotKept(String secret) {
        assertThat(kept("failed for " + secret + " today")).isEqualTo("failed for […] today");
    }

    @Test
    void theRestIsKeptWithoutOddCharacters() {
        assertThat(kept("Xatolik\u0000\r\n\u001b[31m: topilmadi (404), order 123456"))
                .isEqualTo("Xatolik [31m: topilmadi (404), order 123456");
        assertThat(AnswerText.of(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF})).isEqualTo("(");
    }

    @Test
    void noMoreIsKeptThanItsBeginning() {
        assertThat(kept("no ".repeat(1_000))).hasSizeLessThanOrEqualTo(AnswerText.LONGEST);
    }

    @Test
    void retryAfterIsSecondsOrAMoment() {
        assertThat(RetryAfter.read("120", NOW)).isEqualTo(Duration.ofSeconds(120));
        assertThat(RetryAfter.read(" 0 ", NOW)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.read("Sat, 14 Mar 2026 10:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999999999999", "Sat, 14 Mar 2026 09:00:00 GMT"})
    void whatCannotBeReadIsNothing(String header) {
        assertThat(RetryAfter.read(header, NOW)).isNull();
    }

    private static String kept(String answer) {
        return AnswerText.of(answer.getBytes(StandardCharsets.UTF_8));
    }
}
