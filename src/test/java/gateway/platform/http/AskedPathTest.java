package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a path comes back in a problem. */
class AskedPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/sign-in/confirm",
                "/.well-known/jwks.json",
                "/v1/payments/pay_01a21717-39a2-7837-8148-a9b8d1194d03/refunds/",
                "/test/orders/7"
            })
    void wordsAndIdsStay(String path) {
        assertThat(AskedPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/cards/8600490000000000, /v1/cards/*",
        "/v1/cards/8600-4900-0000-0000, /v1/cards/*",
        "/8600%2049/0000, /*/0000",
        "/v1/payments/K7PL4X/confirm, /v1/payments/*/confirm",
        "/v1/sessions/eyJhbGciOiJFUzI1NiJ9.e30.c2ln, /v1/sessions/*",
        "/v1/cards/crd_8600490000000000, /v1/cards/*"
    })
    void whatCouldBeASecretBecomesAStar(String path, String told) {
        assertThat(AskedPath.of(path)).isEqualTo(told);
    }
}
