package gateway.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);

    private final MasterKey master = new MasterKey(Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    void readsBackWhatItEncrypted() {
        assertThat(master.decrypt("keys", master.encrypt("keys", PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void theSameTextIsNeverEncryptedTheSameWay() {
        assertThat(master.encrypt("keys", PLAIN)).isNotEqualTo(master.encrypt("keys", PLAIN));
    }

    @Test
    void anotherPurposeCannotRead() {
        var sealed = master.encrypt("keys", PLAIN);

        assertThatThrownBy(() -> master.decrypt("cards", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyChangedByteIsNoticed() {
        var sealed = master.encrypt("keys", PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;

            assertThatThrownBy(() -> master.decrypt("keys", changed)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void everyPurposeHasItsOwnKey() {
        assertThat(master.derive("one")).hasSize(32).isNotEqualTo(master.derive("two"));
        assertThat(master.derive("one")).isEqualTo(master.derive("one"));
    }

    @Test
    void refusesAKeyOfTheWrongSizeWithoutQuotingIt() {
        var shortKey = Base64.getEncoder().encodeToString("too short".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> new MasterKey(shortKey))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining(shortKey);
        assertThatThrownBy(() -> new MasterKey("?secret?")).hasMessageNotContaining("secret");
        assertThat(new CryptoSettings(shortKey).toString()).doesNotContain(shortKey);
    }
}
