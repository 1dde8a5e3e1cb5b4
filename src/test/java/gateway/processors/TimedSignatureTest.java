package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimedSignatureTest {

    @Test
    void digestsTimeAndSecretAsClicksOwnExampleDoes() {
        assertThat(new TimedSignature(3003, "SECRET").at(1_772_342_130L))
                .isEqualTo("3003:c519641258c97fbd4489c4cde0b0ca04ce4d74de:1772342130");
    }

    @Test
    void digestsTimeAndSecretAsUzumsOwnExampleDoes() {
        assertThat(new TimedSignature(77, "SECRET").at(1_772_342_130_000L))
                .isEqualTo("77:3e569030eab2f992968cede4326675dd461aaf32:1772342130000");
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(new TimedSignature(3003, "SECRET")).asString().doesNotContain("SECRET");
    }
}
