package sandbox.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a gateway node is told about this machine: stores, counterparties, certificate and keys. */
final class GatewaySettings {

    static final String KEYSTORE_PASSWORD = "keystore.password";
    static final String STAFF_TOKEN = "staff.token";
    private static final String CLIENT_SECRET = "client.demo.secret";

    private static final List<String> KEYS =
            List.of("gateway.crypto.key", "gateway.cards.vault.keys.1", "gateway.cards.vault.index-key");

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
        settings.put("gateway.sessions.access.staff-token-sha256", sha256(secrets.key(STAFF_TOKEN)));
        settings.put("gateway.sessions.access.clients.demo", sha256(secrets.key(CLIENT_SECRET)));
        settings.put("spring.ssl.bundle.jks.gateway.key.alias", "gateway");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.location", "file:" + certificate.keystore());
        settings.put("spring.ssl.bundle.jks.gateway.keystore.type", "PKCS12");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.password", secrets.key(KEYSTORE_PASSWORD));
        return settings;
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
