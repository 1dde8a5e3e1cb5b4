package gateway.cards.vault;

import static gateway.cards.vault.EnvelopesTest.Keys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.cards.Numbers;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

/** The vault starts with good keys only, and says what is wrong without showing a key. */
class SettingsKeysTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Vault.class);

    @EnableConfigurationProperties(KeySettings.class)
    @Import(SettingsKeys.class)
    static class Vault {}

    @Test
    void refusesToStartWithoutKeys() {
        context.run(started ->
                assertThat(started).getFailure().rootCause().hasMessageContaining("gateway.cards.vault.current"));
    }

    @Test
    void bindsEveryProperty() {
        context.withPropertyValues(
                        "gateway.cards.vault.keys.1=" + key(1),
                        "gateway.cards.vault.keys.2=" + key(2),
                        "gateway.cards.vault.current=2",
                        "gateway.cards.vault.index-key=" + key(3))
                .run(started -> assertThat(started.getBean(KeySettings.class))
                        .isEqualTo(new KeySettings(Map.of(1, key(1), 2, key(2)), 2, key(3))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesBadKeysWithoutShowingThem(Map<Integer, String> keys, int current, String indexKey, String named) {
        assertThatThrownBy(() -> new SettingsKeys(new KeySettings(keys, current, indexKey)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(named)
                .hasNoCause()
                .satisfies(refusal -> keys.values().stream()
                        .filter(key -> key.length() > 8)
                        .forEach(key -> assertThat(refusal.getMessage()).doesNotContain(key)));
    }

    static Stream<Arguments> bad() {
        var zeros = Base64.getEncoder().encodeToString(new byte[32]);
        var text = Base64.getEncoder().encodeToString("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb".getBytes());
        var half = Base64.getEncoder().encodeToString(new byte[16]);
        return Stream.of(
                Arguments.of(Map.of(), 1, key(3), "vault.current"),
                Arguments.of(Map.of(1, key(1)), 2, key(3), "vault.current"),
                Arguments.of(Map.of(1, key(1)), 1, key(1), "vault.index-key"),
                Arguments.of(Map.of(1, key(1)), 1, "", "vault.index-key"),
                Arguments.of(Map.of(1, key(1)), 1, "not base64 at all!", "vault.index-key"),
                Arguments.of(Map.of(1, half), 1, key(3), "vault.keys.1"),
                Arguments.of(Map.of(1, zeros), 1, key(3), "vault.keys.1"),
                Arguments.of(Map.of(1, text), 1, key(3), "vault.keys.1"),
                Arguments.of(Map.of(1, key(1), 2, "%%%"), 1, key(3), "vault.keys.2"),
                Arguments.of(Map.of(0, key(1)), 0, key(3), "start at 1"));
    }

    @Test
    void printsNoKey() {
        var settings = new KeySettings(Map.of(1, key(1)), 1, key(3));

        assertThat(settings.toString()).doesNotContain(key(1)).doesNotContain(key(3));
    }

    @Test
    void indexesTheSameNumberAlikeAndUnderItsOwnKeyOnly() {
        var pan = Numbers.pan(Numbers.uzcard(1));
        var index = new BlindIndex(EnvelopesTest.Keys.of(1, 1));
        var rotated = new BlindIndex(EnvelopesTest.Keys.of(2, 1, 2));
        var other = new BlindIndex(new SettingsKeys(new KeySettings(Map.of(1, key(1)), 1, key(9))));

        assertThat(index.of(pan)).hasSize(32).isEqualTo(rotated.of(pan)).isNotEqualTo(other.of(pan));
        assertThat(index.of(pan)).isNotEqualTo(index.of(Numbers.pan(Numbers.uzcard(2))));
        assertThat(index.of(pan)).isNotEqualTo(index.ofRequest(pan.reveal().getBytes()));
    }
}
