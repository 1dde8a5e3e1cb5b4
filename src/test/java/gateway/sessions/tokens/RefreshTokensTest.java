package gateway.sessions.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.crypto.MasterKey;
import gateway.sessions.tokens.RefreshTokens.Presented;
import gateway.shared.ids.SessionId;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokensTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_KEY = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
    private static final int BYTES = 52;

    private final RefreshTokens tokens = new RefreshTokens(new MasterKey(KEY));
    private final SessionId session = new SessionId(new UUID(0x0123456789ABCDEFL, 0xFEDCBA9876543210L));

    @Test
    void readsBackWhatItMade() {
        for (int generation : new int[] {1, 2, 300, Integer.MAX_VALUE}) {
            assertThat(tokens.read(tokens.of(session, generation))).contains(new Presented(session, generation));
        }
    }

    @Test
    void aSuccessorIsAlwaysTheSameAndUnlikeEveryOther() {
        var again = new RefreshTokens(new MasterKey(KEY));

        assertThat(again.of(session, 7)).isEqualTo(tokens.of(session, 7)).startsWith("ort_");
        assertThat(tokens.of(session, 8)).isNotEqualTo(tokens.of(session, 7));
        assertThat(tokens.of(new SessionId(new UUID(1, 1)), 7)).isNotEqualTo(tokens.of(session, 7));
    }

    @Test
    void nobodyElseCanMakeOne() {
        var foreign = new RefreshTokens(new MasterKey(OTHER_KEY)).of(session, 1);

        assertThat(tokens.read(foreign)).isEmpty();
    }

    @Test
    void everyByteIsUnderTheSeal() {
        var whole = bytes(tokens.of(session, 1));
        assertThat(whole).hasSize(BYTES);
        for (int at = 0; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= 1;

            assertThat(tokens.read(text(changed))).as("byte %d", at).isEmpty();
        }
    }

    @Test
    void anythingElseIsNoneOfOurs() {
        var good = tokens.of(session, 1);
        var whole = bytes(good);

        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("ort_")).isEmpty();
        assertThat(tokens.read("ort_%%%")).isEmpty();
        assertThat(tokens.read(good.substring(4))).isEmpty();
        assertThat(tokens.read("ort-" + good.substring(4))).isEmpty();
        assertThat(tokens.read(text(java.util.Arrays.copyOf(whole, BYTES - 1)))).isEmpty();
        assertThat(tokens.read(text(java.util.Arrays.copyOf(whole, BYTES + 1)))).isEmpty();
    }

    private static byte[] bytes(String token) {
        return Base64.getUrlDecoder().decode(token.substring(4));
    }

    private static String text(byte[] whole) {
        return "ort_" + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }
}
