package gateway.operators.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickSignatureTest {

    private static final String PREPARE = "click_trans_id=1001&service_id=2002&click_paydoc_id=3003"
            + "&merchant_trans_id=ORD-1&amount=1000&action=0&error=0&error_note=Success"
            + "&sign_time=2026-03-01+10%3A15%3A30&sign_string=3e41987f413133e1949ea4278cecbbd6";

    private static final String COMPLETE = "click_trans_id=1001&service_id=2002&click_paydoc_id=3003"
            + "&merchant_trans_id=ORD-1&merchant_prepare_id=555&amount=1000&action=1&error=0&error_note=Success"
            + "&sign_time=2026-03-01+10%3A16%3A00&sign_string=5628c154ad8853f727a9cc352aa79210";

    private static boolean isRight(String form, String secret) {
        var message = ClickReader.read(form.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return ClickSignature.isRight(message.signed(), secret);
    }

    @Test
    void knowsTheProtocolsOwnExamples() {
        assertThat(isRight(PREPARE, "SECRET")).isTrue();
        assertThat(isRight(COMPLETE, "SECRET")).isTrue();
    }

    @Test
    void believesNobodyWithoutTheSecret() {
        assertThat(isRight(PREPARE, "secret")).isFalse();
        assertThat(isRight(PREPARE, "")).isFalse();
        assertThat(isRight(PREPARE, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "2002", "ORD-1", "=1000", "15%3A30"})
    void noticesWhenASignedFieldWasChanged(String part) {
        assertThat(isRight(PREPARE.replace(part, part.substring(0, part.length() - 1) + "7"), "SECRET"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 31})
    void noticesEveryCharacterOfTheSignature(int place) {
        int at = PREPARE.indexOf("sign_string=") + "sign_string=".length() + place;
        char other = PREPARE.charAt(at) == '0' ? '1' : '0';

        assertThat(isRight(PREPARE.substring(0, at) + other + PREPARE.substring(at + 1), "SECRET"))
                .isFalse();
    }
}
