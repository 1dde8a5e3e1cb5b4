package gateway.platform.signatures;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a body is said to be (RFC 9530). */
public final class ContentDigest {

    public static final String HEADER = "Content-Digest";

    /** The algorithms of the registry that are not broken. */
    private static final Map<String, String> ALGORITHMS = Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private ContentDigest() {}

    /** Whether at least one digest is of a kind that counts, and every one of those is the body's. */
    public static boolean fits(List<String> lines, byte[] body) {
        return DictionaryReader.read(lines)
                .map(said -> said.keySet().stream().anyMatch(ALGORITHMS::containsKey)
                        && said.entrySet().stream().allMatch(it -> isOf(it.getKey(), it.getValue(), body)))
                .orElse(false);
    }

    // Digests of other kinds are for others.
    private static boolean isOf(String name, Member said, byte[] body) {
        return Optional.ofNullable(ALGORITHMS.get(name))
                .map(algorithm -> said instanceof Member.Item(Bare.Bytes(var value), var _)
                        && MessageDigest.isEqual(value, digest(algorithm, body)))
                .orElse(true);
    }

    /** As it is sent: of the kind {@code sha-256}. */
    public static String of(byte[] body) {
        return "sha-256=" + new Bare.Bytes(digest("SHA-256", body)).written();
    }

    private static byte[] digest(String algorithm, byte[] body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has " + algorithm, impossible);
        }
    }
}
