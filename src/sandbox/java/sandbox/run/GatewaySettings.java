package sandbox.run;

import java.util.Map;
import java.util.TreeMap;

/** What a gateway node is told about this machine: stores, counterparties, certificate and keys. */
final class GatewaySettings {

    static final String KEYSTORE_PASSWORD = "keystore.password";
    static final String STAFF_TOKEN = "gateway.sessions.staff-token";

    private GatewaySettings() {}

    /** The same for every node; ports are added per node. */
    static Map<String, String> of(
            Secrets secrets, SelfSigned certificate, OwnStores stores, SandboxPart sandbox) {
        var settings = new TreeMap<>(stores.database().properties());
        settings.putAll(sandbox.settings());
        settings.put("spring.data.redis.url", stores.redis().toString());
        settings.put("management.server.address", "127.0.0.1");
        settings.put("gateway.crypto.key", secrets.key("gateway.crypto.key"));
        settings.put(STAFF_TOKEN, secrets.key(STAFF_TOKEN));
        settings.put("spring.ssl.bundle.jks.gateway.key.alias", "gateway");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.location", "file:" + certificate.keystore());
        settings.put("spring.ssl.bundle.jks.gateway.keystore.type", "PKCS12");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.password", secrets.key(KEYSTORE_PASSWORD));
        return settings;
    }
}
