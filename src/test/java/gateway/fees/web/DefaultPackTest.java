package gateway.fees.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fees are not charged yet: whoever configures nothing promises nothing. */
class DefaultPackTest {

    @Test
    void nothingIsPromisedThatIsNotCharged() {
        try (var server = FeeServer.start()) {
            var answer = server.ask(FeeServer.question("1000", "UZS", "visa", "humo"))
                    .json();

            assertThat(answer.path("fee").path("value").asString()).isEqualTo("0.00");
            assertThat(answer.path("lines").isArray()).isTrue();
            assertThat(answer.path("lines").isEmpty()).isTrue();
            assertThat(answer.path("debited").path("value").asString()).isEqualTo("1000.00");
        }
    }
}
