package gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.audit.note.Checkpoint;
import gateway.audit.note.CheckpointKey;
import gateway.audit.tree.Hash;
import gateway.platform.crypto.MasterKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is trusted: the key that signs now, and those that were told of, and nobody else. */
class AuditConfigurationTest {

    private static final String ORIGIN = "bank.example/audit";
    private static final CheckpointKey NOW = key("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final CheckpointKey BEFORE = key("HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final Checkpoint CHECKPOINT = new Checkpoint(ORIGIN, 17, Hash.ofNothing());

    private static CheckpointKey key(String master) {
        return CheckpointKey.of(new MasterKey(master), ORIGIN);
    }

    private static Trusted trusted(String... oldKeys) {
        return new AuditConfiguration().trusted(NOW, new AuditSettings(ORIGIN, List.of(), List.of(oldKeys)));
    }

    @Test
    void whatWasSignedBeforeTheMasterKeyWasChangedIsStillTrusted() {
        var trusted = trusted(BEFORE.verifier().written());

        assertThat(trusted.hasSigned(NOW.sign(CHECKPOINT))).isTrue();
        assertThat(trusted.hasSigned(BEFORE.sign(CHECKPOINT))).isTrue();
        assertThat(trusted().hasSigned(BEFORE.sign(CHECKPOINT))).isFalse();
    }
}
