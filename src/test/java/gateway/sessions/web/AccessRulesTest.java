package gateway.sessions.web;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.sessions.revocations.RevocationCheck.Stakes;
import gateway.sessions.web.AccessRules.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class AccessRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/jwks.json",
                "/v1/sign-in",
                "/v1/sign-in/confirm",
                "/v1/tokens/refresh",
                "/oauth/revoke",
                "/openapi.json",
                "/docs/index.html",
                "/problems/token-missing"
            })
    void theseAreForAnybody(String path) {
        assertThat(AccessRules.audience(path)).isEqualTo(Audience.ANYBODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/v1/payments",
                "/v1/sign-in2",
                "/v1/sign%2Din",
                "/v1/tokens/refresh/x",
                "/V1/sign-in",
                "//v1/sign-in",
                "/v1/sessions",
                "/actuator/prometheus",
                "/anything"
            })
    void everythingElseNeedsAToken(String path) {
        assertThat(AccessRules.audience(path)).isEqualTo(Audience.CUSTOMER);
    }

    @Test
    void adminIsForStaff() {
        assertThat(AccessRules.audience("/admin/api/merchants")).isEqualTo(Audience.STAFF);
    }

    @Test
    void whatChangesAnythingIsMoney() {
        assertThat(AccessRules.stakes(HttpMethod.GET, "/v1/payments")).isEqualTo(Stakes.READ);
        assertThat(AccessRules.stakes(HttpMethod.POST, "/v1/payments")).isEqualTo(Stakes.MONEY);
        assertThat(AccessRules.stakes(HttpMethod.DELETE, "/v1/payments")).isEqualTo(Stakes.MONEY);
        assertThat(AccessRules.stakes(HttpMethod.valueOf("BREW"), "/v1/payments"))
                .isEqualTo(Stakes.MONEY);
    }

    @Test
    void aQuestionIsNoMoneyThoughItHasABody() {
        assertThat(AccessRules.stakes(HttpMethod.POST, "/v1/fees/preview")).isEqualTo(Stakes.READ);
        assertThat(AccessRules.stakes(HttpMethod.DELETE, "/v1/fees/preview")).isEqualTo(Stakes.MONEY);
        assertThat(AccessRules.stakes(HttpMethod.POST, "/v1/fees/preview/")).isEqualTo(Stakes.MONEY);
        assertThat(AccessRules.stakes(HttpMethod.POST, "/v1/fees%2Fpreview")).isEqualTo(Stakes.MONEY);
    }
}
