package gateway.webhooks.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.EndpointId;
import gateway.webhooks.signing.SigningKey.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Draws keys, seals them for the database, and opens them again: each opens for its own endpoint alone. */
@Component
public final class WebhookKeys {

    private static final int REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private final MasterKey master;
    private final RandomGenerator random;
    private final Cache<Name, SigningKey> opened = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(REMEMBERED_FOR)
            .build();

    public WebhookKeys(MasterKey master, RandomGenerator random) {
        this.master = master;
        this.random = random;
    }

    /** @param number counted from 1 for each endpoint */
    public record Name(EndpointId endpoint, int number, Kind kind) {

        private String purpose() {
            return "webhooks signing key " + endpoint + " " + number;
        }
    }

    public SigningKey draw(Kind kind) {
        return switch (kind) {
            case HMAC -> HmacKey.draw(random);
            case ED25519 -> Ed25519Key.draw();
        };
    }

    public byte[] seal(Name name, SigningKey key) {
        return master.encrypt(name.purpose(), key.kept());
    }

    public SigningKey open(Name name, byte[] sealed) {
        return opened.get(name, it -> unseal(it, sealed));
    }

    /** Whether a key is sealed in it that is for there; asks the bytes themselves, not what was opened before. */
    public boolean opens(Name name, byte[] sealed) {
        try {
            unseal(name, sealed);
            return true;
        } catch (IllegalStateException | IllegalArgumentException _) {
            return false;
        }
    }

    private SigningKey unseal(Name name, byte[] sealed) {
        var kept = master.decrypt(name.purpose(), sealed);
        return switch (name.kind()) {
            case HMAC -> new HmacKey(kept);
            case ED25519 -> new Ed25519Key(kept);
        };
    }
}
