package gateway.sessions.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gateway.platform.crypto.Sha256;
import gateway.sessions.SessionProblem;
import gateway.shared.problems.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.mobile.Device;

class ProofsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String URI_TEXT = "https://api.bank.uz/v1/payments";
    private static final String TOKEN = "the-token";
    private static final String OFF_CURVE = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}";

    private final Proofs proofs = new Proofs(settings(Set.of()), Clock.fixed(NOW, ZoneOffset.UTC));
    private final Device device = Device.fresh();

    static TokenSettings settings(Set<String> origins) {
        return new TokenSettings(
                "https://oqim.example",
                "oqim",
                Duration.ofMinutes(5),
                1000,
                Duration.ofDays(30),
                Duration.ofDays(1),
                Duration.ofSeconds(60),
                origins);
    }

    private Proof verify(String proof) {
        return proofs.verify(proof, "POST", target(URI_TEXT), Sha256.base64Url(TOKEN));
    }

    private static Target target(String uri) {
        return new Target(URI.create(uri), Set.of());
    }

    private String proof(String method, String uri, @Nullable String token, Instant at) {
        return device.proof(method, uri, token, at, "id-1");
    }

    private void assertRefused(String proof) {
        var problem = catchThrowableOfType(ProblemException.class, () -> verify(proof));
        assertThat(problem).as(proof).isNotNull();
        assertThat(problem.type()).isEqualTo(SessionProblem.PROOF_INVALID);
    }

    @Test
    void acceptsAProofOfThisRequest() {
        var proof = verify(proof("POST", URI_TEXT, TOKEN, NOW));

        assertThat(proof.key()).isEqualTo(device.thumbprint());
    }

    @Test
    void acceptsClocksThatDifferALittle() {
        verify(proof("POST", URI_TEXT, TOKEN, NOW.minusSeconds(60)));
        verify(proof("POST", URI_TEXT, TOKEN, NOW.plusSeconds(60)));
    }

    @Test
    void refusesOldAndFutureProofs() {
        assertRefused(proof("POST", URI_TEXT, TOKEN, NOW.minusSeconds(61)));
        assertRefused(proof("POST", URI_TEXT, TOKEN, NOW.plusSeconds(61)));
    }

    @Test
    void refusesAnotherMethodAddressOrToken() {
        assertRefused(proof("GET", URI_TEXT, TOKEN, NOW));
        assertRefused(proof("post", URI_TEXT, TOKEN, NOW));
        assertRefused(proof("POST", URI_TEXT + "/pay_1", TOKEN, NOW));
        assertRefused(proof("POST", "https://evil.example/v1/payments", TOKEN, NOW));
        assertRefused(proof("POST", "http://api.bank.uz/v1/payments", TOKEN, NOW));
        assertRefused(proof("POST", "https://api.bank.uz:8443/v1/payments", TOKEN, NOW));
        assertRefused(proof("POST", URI_TEXT, "another-token", NOW));
        assertRefused(proof("POST", URI_TEXT, null, NOW));
    }

    @Test
    void comparesAddressesAsTheStandardSays() {
        var asked = target("https://api.bank.uz/v1/payments?after=1");
        assertThat(asked.matches("https://API.bank.uz:443/v1/payments")).isTrue();
        assertThat(asked.matches("HTTPS://api.bank.uz/v1/payments?x=y")).isTrue();
        assertThat(asked.matches("https://api.bank.uz/v1/Payments")).isFalse();
        assertThat(asked.matches("/v1/payments")).isFalse();
        assertThat(asked.matches("https://api.bank.uz@evil.example/v1/payments"))
                .isFalse();
        assertThat(asked.matches("not a uri")).isFalse();
    }

    @Test
    void believesItsOwnAddressesMoreThanTheHostHeader() {
        var ours = new Target(URI.create("https://evil.example/v1/payments"), Set.of("https://api.bank.uz"));

        assertThat(ours.matches("https://evil.example/v1/payments")).isFalse();
        assertThat(ours.matches(URI_TEXT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"jwk\":KEY}",
                "{\"alg\":\"ES256\",\"jwk\":KEY}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"none\",\"jwk\":KEY}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"HS256\",\"jwk\":KEY}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES384\",\"jwk\":KEY}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\"}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":OFF_CURVE}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":KEY,\"crit\":[\"exp\"]}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jku\":\"https://evil.example\"}",
                "[]",
                "not json"
            })
    void refusesOtherHeaders(String header) {
        var claims = "{\"htm\":\"POST\",\"htu\":\"%s\",\"iat\":%d,\"jti\":\"a\",\"ath\":\"%s\"}"
                .formatted(URI_TEXT, NOW.getEpochSecond(), Sha256.base64Url(TOKEN));

        assertRefused(device.forge(header.replace("KEY", device.publicKey()).replace("OFF_CURVE", OFF_CURVE), claims));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"htu\":\"URI\",\"iat\":NOW,\"jti\":\"a\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"iat\":NOW,\"jti\":\"a\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"jti\":\"a\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":NOW,\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":NOW,\"jti\":\"\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":\"NOW\",\"jti\":\"a\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":NOW.5,\"jti\":\"a\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":99999999999999999999,\"jti\":\"a\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":NOW,\"jti\":7,\"ath\":\"ATH\"}",
                "{\"htm\":\"GET\",\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":NOW,\"jti\":\"a\",\"ath\":\"ATH\"}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":NOW,\"jti\":\"a\",\"ath\":\"ATH\"} {}",
                "{\"htm\":\"POST\",\"htu\":\"URI\",\"iat\":NOW,\"jti\":\"a\",\"ath\":[\"ATH\"]}",
                "[\"htm\"]",
                "null",
                ""
            })
    void refusesOtherClaims(String template) {
        var claims = template.replace("URI", URI_TEXT)
                .replace("NOW", Long.toString(NOW.getEpochSecond()))
                .replace("ATH", Sha256.base64Url(TOKEN));

        assertRefused(device.forge(
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}".formatted(device.publicKey()), claims));
    }

    @Test
    void skipsClaimsItDoesNotKnow() {
        var claims = "{\"x\":{\"y\":[1,2]},\"htm\":\"POST\",\"htu\":\"%s\",\"iat\":%d,\"jti\":\"a\",\"ath\":\"%s\"}"
                .formatted(URI_TEXT, NOW.getEpochSecond(), Sha256.base64Url(TOKEN));

        verify(device.forge(
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}".formatted(device.publicKey()), claims));
    }

    /** Every character of a proof replaced by another: 0 accepted. */
    @Test
    void refusesEveryMutation() {
        var good = proof("POST", URI_TEXT, TOKEN, NOW);
        for (int i = 0; i < good.length(); i++) {
            for (char other : new char[] {'A', 'b', '7', '.', '='}) {
                if (good.charAt(i) != other) {
                    assertRefused(good.substring(0, i) + other + good.substring(i + 1));
                }
            }
            assertRefused(good.substring(0, i));
        }
        assertRefused(good + "A");
        assertRefused(good + "=");
    }

    @Test
    void refusesASignatureOfZeros() {
        var good = proof("POST", URI_TEXT, TOKEN, NOW);

        assertRefused(good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(86));
    }

    @Test
    void refusesAnEnormousProof() {
        assertThatThrownBy(() -> verify("A".repeat(5000) + "." + "A".repeat(100) + "." + "A".repeat(86)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void everyCopyHasTheSameIdentity() {
        var one = verify(device.proof("POST", URI_TEXT, TOKEN, NOW, "same"));
        var other = verify(device.proof("POST", URI_TEXT, TOKEN, NOW.plusSeconds(1), "same"));

        assertThat(one.identityText()).isEqualTo(other.identityText()).hasSize(22);
        assertThat(one.shortIdentity()).isEqualTo(other.shortIdentity());
    }
}
