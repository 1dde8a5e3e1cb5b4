package gateway.webhooks.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.EndpointId;
import gateway.webhooks.signing.SigningKey.Kind;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that nobody can guess, and that say nothing of themselves. */
class DrawnKeysTest {

    private static final byte[] CONTENT = "one.1.{}".getBytes(StandardCharsets.UTF_8);

    /** What stands before an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final WebhookKeys keys =
            new WebhookKeys(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), new SecureRandom());

    @ParameterizedTest
    @EnumSource
    void noTwoAreEqual(Kind kind) {
        var one = keys.draw(kind);
        var other = keys.draw(kind);

        assertThat(one.kept()).isNotEqualTo(other.kept());
        assertThat(one.shown()).isNotEqualTo(other.shown());
        assertThat(one.sign(CONTENT)).isNotEqualTo(other.sign(CONTENT));
    }

    @ParameterizedTest
    @EnumSource
    void theyDoNotShowThemselvesInLogs(Kind kind) {
        assertThat(keys.draw(kind)).hasToString(kind == Kind.HMAC ? "HmacKey" : "Ed25519Key");
    }

    @Test
    void thePublicHalfThatIsShownIsThatOfTheKeyThatSigns() throws Exception {
        var key = keys.draw(Kind.ED25519);
        var shown = Base64.getDecoder().decode(key.shown().substring("whpk_".length()));
        var encoded = new byte[PREFIX.length + shown.length];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(shown, 0, encoded, PREFIX.length, shown.length);

        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(CONTENT);

        assertThat(verifier.verify(Base64.getDecoder().decode(key.sign(CONTENT).substring("v1a,".length()))))
                .isTrue();
    }

    @Test
    void aSecretHasTwentyFourToSixtyFourBytes() {
        assertThat(new HmacKey(new byte[24]).kept()).hasSize(24);
        assertThat(new HmacKey(new byte[64]).kept()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new HmacKey(new byte[23]));
        assertThatIllegalArgumentException().isThrownBy(() -> new HmacKey(new byte[65]));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSealedOpensUnderItsOwnNameAlone(Kind kind) {
        var here = new WebhookKeys.Name(new EndpointId(new UUID(0x7001, 0x8000_0000_0000_0001L)), 1, kind);
        var there = new WebhookKeys.Name(here.endpoint(), 2, kind);
        var sealed = keys.seal(here, keys.draw(kind));

        assertThat(keys.opens(here, sealed)).isTrue();
        assertThat(keys.opens(there, sealed)).isFalse();
    }
}
