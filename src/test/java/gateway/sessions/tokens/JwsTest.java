package gateway.sessions.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a signed token of ours at all. */
class JwsTest {

    private static final String SIGNATURE = "A".repeat(86);
    private static final String GOOD = "aGVhZA.Ym9keQ." + SIGNATURE;

    @Test
    void isTakenApart() {
        var jws = Jws.parse(GOOD, 4096).orElseThrow();

        assertThat(jws.header()).isEqualTo("aGVhZA");
        assertThat(jws.payload()).asString(StandardCharsets.UTF_8).isEqualTo("body");
        assertThat(jws.signed()).asString(StandardCharsets.UTF_8).isEqualTo("aGVhZA.Ym9keQ");
        assertThat(jws.signature()).hasSize(64).containsOnly(0);
    }

    @Test
    void mayBeAsLongAsIsAllowedAndNoLonger() {
        assertThat(Jws.parse(GOOD, GOOD.length())).isPresent();
        assertThat(Jws.parse(GOOD, GOOD.length() - 1)).isEmpty();
    }

    @Test
    void mayHaveAHeaderOfOneCharacter() {
        assertThat(Jws.parse("a.Ym9keQ." + SIGNATURE, 4096)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "aGVhZA", "aGVhZA.Ym9keQ", ".Ym9keQ.S", "aGVhZA.Ym9keQ.S86", "aGVhZA.Ym%.S"})
    void anythingElseIsNone(String form) {
        var text = form.endsWith("S") ? form.substring(0, form.length() - 1) + SIGNATURE : form;

        assertThat(Jws.parse(text, 4096)).isEmpty();
    }

    @Test
    void aSignatureHasOneLength() {
        assertThat(Jws.parse(GOOD + "A", 4096)).isEmpty();
        assertThat(Jws.parse(GOOD.substring(0, GOOD.length() - 1), 4096)).isEmpty();
    }

    /** Four bits of the last character mean nothing; were they free, one signature had sixteen texts. */
    @Test
    void aSignatureHasOneText() {
        var begin = GOOD.substring(0, GOOD.length() - 1);
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            assertThat(Jws.parse(begin + last, 4096).isPresent())
                    .as("ends in %s", last)
                    .isEqualTo("AQgw".indexOf(last) >= 0);
        }
    }

    @Test
    void lettersFromElsewhereAreNoBase64() {
        assertThat(Jws.parse("aGVhZA.Ym9ke\u0416." + SIGNATURE, 4096)).isEmpty();
        assertThat(Jws.parse("aGVhZA.Ym9keQ.\u0416" + SIGNATURE.substring(1), 4096))
                .isEmpty();
    }
}
