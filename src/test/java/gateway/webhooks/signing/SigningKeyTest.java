package gateway.webhooks.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.EndpointId;
import gateway.webhooks.signing.SigningKey.Kind;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures against the standard's test vectors and its own library. */
class SigningKeyTest {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final EndpointId ENDPOINT = new EndpointId(UUID.fromString("01900000-0000-7000-8000-000000000001"));

    private final WebhookKeys keys =
            new WebhookKeys(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), new SecureRandom());

    @Test
    void hmacIsTheStandardsVector() {
        var key = new HmacKey(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(key.sign(SigningKey.content(ID, AT, BODY)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(key.shown()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void ed25519IsTheStandardsVector() {
        var seed = Base64.getDecoder().decode("VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=");
        var key = new Ed25519Key(Arrays.copyOf(seed, 64));

        assertThat(key.sign(SigningKey.content(ID, AT, BODY)))
                .isEqualTo(
                        "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==");
    }

    @Test
    void theStandardsLibraryAcceptsWhatWeSignAndNothingElse() throws Exception {
        var key = keys.draw(Kind.HMAC);
        var body = "{\"type\":\"payment.completed\",\"name\":\"Do‘kon\"}";
        var now = Instant.now();
        var signature = key.sign(SigningKey.content(ID, now, body.getBytes(StandardCharsets.UTF_8)));
        var library = new Webhook(key.shown());

        library.verify(body, headers(ID, now, "v1,AAAA " + signature));

        assertThatThrownBy(() -> library.verify(body + " ", headers(ID, now, signature)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> library.verify(body, headers(ID + "x", now, signature)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> library.verify(body, headers(ID, now.plusSeconds(1), signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOpensForItsOwnEndpointAndNumberAlone(Kind kind) {
        var key = keys.draw(kind);
        var sealed = keys.seal(new WebhookKeys.Name(ENDPOINT, 1, kind), key);

        assertThat(keys.open(new WebhookKeys.Name(ENDPOINT, 1, kind), sealed).shown())
                .isEqualTo(key.shown());
        assertThatThrownBy(() -> keys.open(new WebhookKeys.Name(ENDPOINT, 2, kind), sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(key.kept(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void noKeyPrintsItself(Kind kind) {
        var key = keys.draw(kind);

        assertThat(key.toString()).doesNotContain(key.shown().substring(6)).hasSizeLessThan(20);
    }

    @Test
    void tooShortASecretIsNone() {
        assertThatThrownBy(() -> new HmacKey(new byte[23])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HmacKey(new byte[65])).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, List<String>> headers(String id, Instant at, String signature) {
        return Map.of(
                "webhook-id",
                List.of(id),
                "webhook-timestamp",
                List.of(String.valueOf(at.getEpochSecond())),
                "webhook-signature",
                List.of(signature));
    }
}
