package sandbox.partner;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets and public keys that a partner was given, and whether a message is signed with one of them. Symmetric
 * signatures are checked by the standard's own library; it knows no asymmetric ones, so the JDK checks those.
 */
final class Trust {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final byte[] KEY_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Path file;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    Trust(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                keys.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param key {@code whsec_…} or {@code whpk_…} */
    void add(String key) {
        if (!key.startsWith("whsec_") && !key.startsWith("whpk_")) {
            throw new IllegalArgumentException("Neither whsec_ nor whpk_");
        }
        keys.add(key);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRight(Map<String, List<String>> headers, String body) {
        return keys.stream()
                .anyMatch(key -> key.startsWith("whsec_")
                        ? isRightByLibrary(key, headers, body)
                        : isRightByPublicKey(key.substring("whpk_".length()), headers, body));
    }

    private static boolean isRightByLibrary(String secret, Map<String, List<String>> headers, String body) {
        try {
            new Webhook(secret).verify(body, headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private static boolean isRightByPublicKey(String key, Map<String, List<String>> headers, String body) {
        var id = first(headers, "webhook-id");
        var at = first(headers, "webhook-timestamp");
        if (!at.matches("[0-9]{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), Instant.now())
                                .abs()
                                .compareTo(TOLERANCE)
                        > 0) {
            return false;
        }
        var content = (id + "." + at + "." + body).getBytes(StandardCharsets.UTF_8);
        return Arrays.stream(first(headers, "webhook-signature").split(" "))
                .filter(signature -> signature.startsWith("v1a,"))
                .anyMatch(signature -> verifies(key, content, signature.substring("v1a,".length())));
    }

    private static boolean verifies(String key, byte[] content, String signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey(Base64.getDecoder().decode(key)));
            verifier.update(content);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        var encoded = Arrays.copyOf(KEY_HEAD, KEY_HEAD.length + raw.length);
        System.arraycopy(raw, 0, encoded, KEY_HEAD.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    @Override
    public String toString() {
        return "Trust of " + keys.size() + " keys";
    }
}
