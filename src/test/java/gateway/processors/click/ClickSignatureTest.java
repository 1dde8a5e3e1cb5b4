package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClickSignatureTest {

    @Test
    void digestsTimeAndSecretAsClicksOwnExampleDoes() {
        var signature = new ClickSignature(3003, "SECRET");

        assertThat(signature.at(Instant.ofEpochSecond(1_772_342_130L)))
                .isEqualTo("3003:c519641258c97fbd4489c4cde0b0ca04ce4d74de:1772342130");
        assertThat(signature).asString().doesNotContain("SECRET");
    }
}
