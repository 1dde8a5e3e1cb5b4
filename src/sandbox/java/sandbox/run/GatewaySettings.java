package sandbox.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a gateway node is told about this machine: stores, counterparties, certificate and keys. */
final class GatewaySettings {

    static final String KEYSTORE_PASSWORD = "keystore.password";
    static final String STAFF_TOKEN = "gateway.sessions.staff-token";

    private static final List<String> KEYS =
            List.of("gateway.crypto.key", "gateway.cards.vault.keys.1", "gateway.cards.vault.index-key", STAFF_TOKEN);

    private GatewaySettings() {}

    /** The same for every node; ports are added per node. */
    static Map<String, String> of(Secrets secrets, SelfSigned certificate, OwnStores stores, SandboxPart sandbox) {
        var settings = new TreeMap<>(stores.database().properties());
        settings.putAll(sandbox.settings());
        settings.put("spring.data.redis.url", stores.redis().toString());
        // Plain, because it is reached from this machine only.
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.ssl.enabled", "false");
        settings.put("logging.structured.format.console", "plain");
        settings.put("server.ssl.bundle", "gateway");
        for (String key : KEYS) {
            settings.put(key, secrets.key(key));
        }
        settings.put("gateway.cards.vault.current", "1");
        settings.put("spring.ssl.bundle.jks.gateway.key.alias", "gateway");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.location", "file:" + certificate.keystore());
        settings.put("spring.ssl.bundle.jks.gateway.keystore.type", "PKCS12");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.password", secrets.key(KEYSTORE_PASSWORD));
        return settings;
    }
}
