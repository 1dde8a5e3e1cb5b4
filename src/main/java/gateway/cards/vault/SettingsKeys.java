package gateway.cards.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.PrfHmacJce;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Keys from settings, checked once at start. Its messages name a key, never show it. */
@Component
final class SettingsKeys implements KeySource {

    private static final int KEY_BYTES = 32;
    private static final String ADVICE = "; make one with: openssl rand -base64 32";

    private final int current;
    private final Map<Integer, Aead> wrapping = new TreeMap<>();
    private final Prf index;

    SettingsKeys(KeySettings settings) {
        if (!settings.keys().containsKey(settings.current())) {
            throw new IllegalStateException(
                    "gateway.cards.vault.current must name one of gateway.cards.vault.keys" + ADVICE);
        }
        if (settings.keys().containsValue(settings.indexKey())) {
            throw new IllegalStateException("gateway.cards.vault.index-key must not also be a wrapping key" + ADVICE);
        }
        current = settings.current();
        settings.keys().forEach((version, key) -> wrapping.put(version, aead(version, key)));
        index = prf(decode("gateway.cards.vault.index-key", settings.indexKey()));
    }

    @Override
    public int current() {
        return current;
    }

    @Override
    public Set<Integer> versions() {
        return Set.copyOf(wrapping.keySet());
    }

    @Override
    public Aead wrapping(int version) {
        var aead = wrapping.get(version);
        if (aead == null) {
            throw new IllegalStateException("A card is wrapped by key version " + version
                    + ", which gateway.cards.vault.keys does not hold any more");
        }
        return aead;
    }

    @Override
    public Prf index() {
        return index;
    }

    private static Aead aead(int version, String key) {
        if (version < 1) {
            throw new IllegalStateException("Versions in gateway.cards.vault.keys start at 1");
        }
        try {
            return new AesGcmJce(decode("gateway.cards.vault.keys." + version, key));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    private static Prf prf(byte[] key) {
        try {
            return new PrfHmacJce("HMACSHA256", new SecretKeySpec(key, "HMAC"));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", broken);
        }
    }

    private static byte[] decode(String name, String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            // The cause would quote characters of the key.
            throw new IllegalStateException(name + " is not Base64" + ADVICE);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(name + " must be " + KEY_BYTES + " bytes in Base64" + ADVICE);
        }
        if (differentBytes(key) < KEY_BYTES / 4) {
            throw new IllegalStateException(name + " looks like a sample, not like random bytes" + ADVICE);
        }
        return key;
    }

    private static int differentBytes(byte[] key) {
        var seen = new java.util.BitSet(256);
        for (byte one : key) {
            seen.set(one & 0xFF);
        }
        return seen.cardinality();
    }
}
