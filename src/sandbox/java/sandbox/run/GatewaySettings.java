package sandbox.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sandbox.operators.Kit;

/** What a gateway node is told about this machine: stores, counterparties, certificate and keys. */
final class GatewaySettings {

    static final String KEYSTORE_PASSWORD = "keystore.password";
    static final String STAFF_TOKEN = "staff.token";
    static final String SECOND_STAFF_TOKEN = "staff.token-2";
    private static final String CLIENT_SECRET = "client.demo.secret";

    private static final List<String> KEYS =
            List.of("gateway.crypto.key", "gateway.cards.vault.keys.1", "gateway.cards.vault.index-key");

    private static final String ROLES = "administrator,policy,compliance,fraud,operations,support,auditor";

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
        settings.putAll(staff("dilnoza", secrets.key(STAFF_TOKEN)));
        settings.putAll(staff("rustam", secrets.key(SECOND_STAFF_TOKEN)));
        settings.putAll(operators(secrets));
        settings.put("gateway.sessions.access.clients.demo", sha256(secrets.key(CLIENT_SECRET)));
        settings.put("spring.ssl.bundle.jks.gateway.key.alias", "gateway");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.location", "file:" + certificate.keystore());
        settings.put("spring.ssl.bundle.jks.gateway.keystore.type", "PKCS12");
        settings.put("spring.ssl.bundle.jks.gateway.keystore.password", secrets.key(KEYSTORE_PASSWORD));
        return settings;
    }

    // Two people, because some acts need two; here each may do everything.
    private static Map<String, String> staff(String name, String token) {
        var member = "gateway.sessions.access.staff." + name;
        return Map.of(member + ".token-sha256", sha256(token), member + ".roles", ROLES);
    }

    // Operators are played from this machine, each under a secret of its own; see sandbox.operators.Kit.
    private static Map<String, String> operators(Secrets secrets) {
        var settings = new TreeMap<String, String>();
        for (var name : List.of("payme", "click", "uzum", "paynet")) {
            settings.put("gateway.operators." + name + ".sources", "127.0.0.1,::1");
        }
        settings.put("gateway.operators.payme.key-sha256", sha256(secrets.key(Kit.secretOf("payme"))));
        settings.put("gateway.operators.click.secret", secrets.key(Kit.secretOf("click")));
        settings.put("gateway.operators.click.service-id", "2002");
        settings.put("gateway.operators.uzum.password-sha256", sha256(secrets.key(Kit.secretOf("uzum"))));
        settings.put("gateway.operators.paynet.password-sha256", sha256(secrets.key(Kit.secretOf("paynet"))));
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
