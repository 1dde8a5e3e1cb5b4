package gateway.sessions.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address in a proof is that of the request (RFC 9449, 4.3; RFC 3986, 6.2). */
class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.bank.uz/v1/payments, https://api.bank.uz/v1/payments",
        "https://api.bank.uz/v1/payments, https://api.bank.uz:443/v1/payments",
        "https://api.bank.uz:443/v1/payments, https://api.bank.uz/v1/payments",
        "http://localhost/v1/payments, http://localhost:80/v1/payments",
        "http://localhost:80/v1/payments, http://localhost/v1/payments",
        "https://api.bank.uz/v1/payments, HTTPS://Api.Bank.UZ/v1/payments",
        "https://api.bank.uz:8443/v1/payments, https://api.bank.uz:8443/v1/payments",
        "https://api.bank.uz/v1/payments?after=1, https://api.bank.uz/v1/payments",
        "https://api.bank.uz/v1/payments, https://api.bank.uz/v1/payments?after=1"
    })
    void isTheSame(String request, String claimed) {
        assertThat(asked(request).matches(claimed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.bank.uz/v1/payments, https://api.bank.uz/v1/payment",
        "https://api.bank.uz/v1/payments, https://api.bank.uz/v2/payments",
        "https://api.bank.uz/v1/payments, https://api.bank.uz/v1/PAYMENTS",
        "https://api.bank.uz/v1/payments, https://api.bank.uz/v1/payments/",
        "https://api.bank.uz/v1/payments, https://api.bank.uy/v1/payments",
        "https://api.bank.uz/v1/payments, http://api.bank.uz/v1/payments",
        "https://api.bank.uz/v1/payments, https://api.bank.uz:80/v1/payments",
        "https://api.bank.uz:80/v1/payments, https://api.bank.uz/v1/payments",
        "http://localhost/v1/payments, http://localhost:443/v1/payments",
        "http://localhost:443/v1/payments, http://localhost/v1/payments",
        "http://localhost/v1/payments, http://localhost:8080/v1/payments",
        "https://api.bank.uz:8443/v1/payments, https://api.bank.uz:443/v1/payments",
        "https://api.bank.uz:10443/v1/payments, https://api.bank.uz:10/v1/payments",
        "https://api.bank.uz/v1/payments, /v1/payments",
        "https://api.bank.uz/v1/payments, //api.bank.uz/v1/payments",
        "https://api.bank.uz/v1/payments, https:/v1/payments",
        "https://api.bank.uz/v1/payments, https://api.bank.uz/v1/pay ments",
        "https://api.bank.uz/v1/payments, ''",
        "https://api.bank.uz/v1/payments, https://api.bank.uzXv1/payments"
    })
    void isAnother(String request, String claimed) {
        assertThat(asked(request).matches(claimed)).isFalse();
    }

    /** Whoever can choose the Host header must not choose what a proof is for. */
    @Test
    void whereWeAreKnownOnlyOurNamesCount() {
        var asked = new Target(
                URI.create("https://evil.example/v1/payments"), Set.of("https://api.bank.uz", "https://m.bank.uz"));

        assertThat(asked.matches("https://api.bank.uz/v1/payments")).isTrue();
        assertThat(asked.matches("https://m.bank.uz:443/v1/payments")).isTrue();
        assertThat(asked.matches("https://evil.example/v1/payments")).isFalse();
        assertThat(asked.matches("https://api.bank.uz/v1/cards")).isFalse();
    }

    private static Target asked(String request) {
        return new Target(URI.create(request), Set.of());
    }
}
