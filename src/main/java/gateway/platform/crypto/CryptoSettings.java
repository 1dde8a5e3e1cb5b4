package gateway.platform.crypto;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.crypto}.
 *
 * @param key the key-encryption key: 32 random bytes in base64 (for example {@code openssl rand -base64 32}). Without
 *     it the gateway does not start. Everything sealed in the database needs the same key again.
 */
@Validated
@ConfigurationProperties("gateway.crypto")
record CryptoSettings(@NotNull String key) {

    @Override
    public String toString() {
        return "CryptoSettings[key=***]";
    }
}
