package gateway.processors.uzum;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UzumSignatureTest {

    @Test
    void digestsTimeAndSecretAsUzumsOwnExampleDoes() {
        var signature = new UzumSignature(77, "SECRET");

        assertThat(signature.at(Instant.ofEpochMilli(1_772_342_130_000L)))
                .isEqualTo("77:3e569030eab2f992968cede4326675dd461aaf32:1772342130000");
        assertThat(signature).asString().doesNotContain("SECRET");
    }
}
