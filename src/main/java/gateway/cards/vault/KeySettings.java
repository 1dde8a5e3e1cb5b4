package gateway.cards.vault;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code gateway.cards.vault}. There is no default key: without keys the gateway does not start. What is
 * wrong with a key is found by {@link SettingsKeys} and not by annotations, because those print the value they refuse.
 *
 * @param keys version to 32 random bytes in Base64; a version stays until nothing is wrapped by it
 * @param current the version that wraps new data keys
 * @param indexKey 32 random bytes in Base64 for the blind index; changing it loses every recipient's id
 */
@ConfigurationProperties("gateway.cards.vault")
record KeySettings(
        @DefaultValue Map<Integer, String> keys,
        @DefaultValue("0") int current,
        @DefaultValue("") String indexKey) {

    KeySettings {
        keys = Map.copyOf(keys);
    }

    @Override
    public String toString() {
        return "KeySettings[versions " + keys.keySet() + ", current " + current + "]";
    }
}
