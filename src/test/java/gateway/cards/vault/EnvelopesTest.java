package gateway.cards.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ciphertext opens in its own row and column, under a key that is still there, and nowhere else. */
class EnvelopesTest {

    private static final UUID ROW = new UUID(1, 2);
    private static final UUID OTHER = new UUID(1, 3);
    private static final String PAN = "8600123400000012";

    private final Envelopes envelopes = new Envelopes(Keys.of(1, 1));

    @ParameterizedTest
    @EnumSource
    void opensWhatItSealed(Field field) {
        var cipher = envelopes.create(ROW);
        var sealed = cipher.seal(field, PAN);

        assertThat(envelopes.open(ROW, cipher.key()).open(field, sealed)).isEqualTo(PAN);
    }

    @Test
    void doesNotOpenInAnotherRow() {
        var mine = envelopes.create(ROW);
        var theirs = envelopes.create(OTHER);
        var sealed = mine.seal(Field.PAN, PAN);

        assertThatThrownBy(() -> theirs.open(Field.PAN, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> envelopes.open(OTHER, mine.key())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotOpenInAnotherColumn() {
        var cipher = envelopes.create(ROW);
        var sealed = cipher.seal(Field.EXPIRY, "2028-05");

        assertThatThrownBy(() -> cipher.open(Field.PAN, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.open(Field.RAIL_TOKEN, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noticesEveryChangedBit() {
        var cipher = envelopes.create(ROW);
        var sealed = cipher.seal(Field.PAN, PAN);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> cipher.open(Field.PAN, changed)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void noticesAChangedDataKeyAndAWrongVersion() {
        var two = new Envelopes(Keys.of(2, 1, 2));
        var key = two.create(ROW).key();
        var changed = key.wrapped().clone();
        changed[20] ^= 1;

        assertThatThrownBy(() -> two.open(ROW, new DataKey(2, changed))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> two.open(ROW, new DataKey(1, key.wrapped())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> two.open(ROW, new DataKey(3, key.wrapped())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 3");
    }

    @Test
    void neverPrintsWhatItCouldNotOpen() {
        var cipher = envelopes.create(ROW);
        var sealed = cipher.seal(Field.PAN, PAN);
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> cipher.open(Field.PAN, sealed))
                .satisfies(thrown ->
                        assertThat(String.valueOf(thrown)).doesNotContain(PAN).doesNotContain(Arrays.toString(sealed)));
    }

    @Test
    void sealsTheSameNumberDifferentlyEachTime() {
        var seen = new HashSet<String>();

        for (int i = 0; i < 1_000; i++) {
            seen.add(Arrays.toString(envelopes.create(ROW).seal(Field.PAN, PAN)));
        }

        assertThat(seen).hasSize(1_000);
    }

    @Test
    void rewrapsWithoutTouchingWhatTheRowHolds() {
        var cipher = envelopes.create(ROW);
        var sealed = cipher.seal(Field.PAN, PAN);
        var rotating = new Envelopes(Keys.of(2, 1, 2));
        var afterwards = new Envelopes(Keys.of(2, 2));

        var fresh = rotating.rewrap(ROW, cipher.key());

        assertThat(fresh.version()).isEqualTo(2);
        assertThat(afterwards.open(ROW, fresh).open(Field.PAN, sealed)).isEqualTo(PAN);
        assertThatThrownBy(() -> afterwards.open(ROW, cipher.key())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rotating.rewrap(OTHER, cipher.key())).isInstanceOf(IllegalStateException.class);
    }

    /** Keys for tests; version n is always the same key. */
    static final class Keys {

        private Keys() {}

        static KeySource of(int current, int... versions) {
            var keys = new java.util.HashMap<Integer, String>();
            for (int version : versions) {
                keys.put(version, key(version));
            }
            return new SettingsKeys(new KeySettings(Map.copyOf(keys), current, key(0)));
        }

        static String key(int seed) {
            var bytes = new byte[32];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (seed * 41 + i * 7);
            }
            return java.util.Base64.getEncoder().encodeToString(bytes);
        }
    }
}
