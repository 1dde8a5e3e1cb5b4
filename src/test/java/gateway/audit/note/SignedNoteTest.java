package gateway.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.audit.tree.Hash;
import gateway.platform.crypto.MasterKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes, keys and checkpoints are those that other implementations write. */
class SignedNoteTest {

    /** Key and note of the reference implementation in Go. */
    private static final String THEIR_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String THEIR_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    /** The example of C2SP tlog-checkpoint. */
    private static final String THEIR_CHECKPOINT = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            """;

    private static final CheckpointKey KEY =
            CheckpointKey.of(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), "bank.example/audit");
    private static final Checkpoint CHECKPOINT = new Checkpoint("bank.example/audit", 17, Hash.ofNothing());

    @Test
    void theirNoteIsReadAndVerifiedAndWrittenAgain() {
        var note = SignedNote.parse(THEIR_NOTE);
        var key = VerifierKey.parse(THEIR_KEY);

        assertThat(note.written()).isEqualTo(THEIR_NOTE);
        assertThat(key.written()).isEqualTo(THEIR_KEY);
        assertThat(key.hasSigned(note)).isTrue();
        assertThat(KEY.verifier().hasSigned(note)).isFalse();
        assertThat(key.hasSigned(SignedNote.parse(THEIR_NOTE.replace("answer", "Answer"))))
                .isFalse();
    }

    @Test
    void theirCheckpointIsRead() {
        var note = SignedNote.parse(THEIR_CHECKPOINT);
        var checkpoint = Checkpoint.of(note);

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root().base64()).isEqualTo("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
        assertThat(checkpoint.text()).isEqualTo(note.text());
    }

    @Test
    void theKeyFollowsFromTheMasterKeyAndSignsForItself() {
        var again =
                CheckpointKey.of(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), "bank.example/audit");
        var other =
                CheckpointKey.of(new MasterKey("HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), "bank.example/audit");
        var note = KEY.sign(CHECKPOINT);

        assertThat(again.verifier()).isEqualTo(KEY.verifier());
        assertThat(VerifierKey.parse(KEY.verifier().written())).isEqualTo(KEY.verifier());
        assertThat(Checkpoint.of(SignedNote.parse(note.written()))).isEqualTo(CHECKPOINT);
        assertThat(KEY.verifier().hasSigned(note)).isTrue();
        assertThat(other.verifier().hasSigned(note)).isFalse();
        assertThat(KEY).hasToString("CheckpointKey");
    }

    @Test
    void theFirstSignatureOfAKeyDecides() {
        var good = KEY.sign(CHECKPOINT).signatures().getFirst();
        var broken = good.bytes().clone();
        broken[20] ^= 1;
        var bad = new SignedNote.Signature(good.name(), broken);
        var theirs = SignedNote.parse(THEIR_NOTE).signatures().getFirst();

        assertThat(KEY.verifier().hasSigned(new SignedNote(CHECKPOINT.text(), List.of(theirs, good, bad))))
                .isTrue();
        assertThat(KEY.verifier().hasSigned(new SignedNote(CHECKPOINT.text(), List.of(bad, good))))
                .isFalse();
    }

    @Test
    void noCharacterOfANoteCanBeChanged() {
        var written = KEY.sign(CHECKPOINT).written();
        var accepted = new ArrayList<String>();
        for (int i = 0; i < written.length(); i++) {
            var changed = written.substring(0, i) + (char) (written.charAt(i) ^ 1) + written.substring(i + 1);
            try {
                if (KEY.verifier().hasSigned(SignedNote.parse(changed))) {
                    accepted.add(changed);
                }
            } catch (MalformedNote _) {
                // That is a refusal, too.
            }
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "text\n\n",
                "text\n\n\n",
                "text\n— name AAAAAAAA\n",
                "text\n\n- name AAAAAAAA\n",
                "text\n\n— name AAAAAAAA",
                "text\n\n— name AAAA\n",
                "text\n\n— name AAAAAAB=\n",
                "text\n\n— AAAAAAAA\n",
                "text\n\n— a+b AAAAAAAA\n",
                "text\n\n— a b AAAAAAAA\n",
                "te\rxt\n\n— name AAAAAAAA\n",
                "\n\n— name AAAAAAAA\n"
            })
    void whatIsNoNoteIsRefused(String written) {
        assertThatThrownBy(() -> SignedNote.parse(written)).isInstanceOf(MalformedNote.class);
    }

    @Test
    void aNoteHasAnEnd() {
        assertThatThrownBy(() -> SignedNote.parse("text\n\n" + "— name AAAAAAAA\n".repeat(17)))
                .isInstanceOf(MalformedNote.class);
        assertThatThrownBy(() -> SignedNote.parse("t".repeat(20_000) + "\n\n— name AAAAAAAA\n"))
                .isInstanceOf(MalformedNote.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin\n1\n",
                "origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n9999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "origin\n1\nAAAA\n",
                "two words\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        var note = SignedNote.parse(text + "\n— name AAAAAAAA\n");

        assertThatThrownBy(() -> Checkpoint.of(note)).isInstanceOf(MalformedNote.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumenn+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="
            })
    void whatIsNoKeyIsRefused(String written) {
        assertThatThrownBy(() -> VerifierKey.parse(written)).isInstanceOf(MalformedNote.class);
    }
}
