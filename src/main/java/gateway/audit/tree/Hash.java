package gateway.audit.tree;

import gateway.platform.crypto.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A SHA-256 hash of the tree. Leaves and nodes are hashed behind different bytes, so that none passes for the other.
 */
public final class Hash {

    public static final int BYTES = 32;

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** Of a tree without leaves. */
    public static Hash ofNothing() {
        return new Hash(Sha256.of(new byte[0]));
    }

    public static Hash ofLeaf(byte[] content) {
        return ofTwo(LEAF, content, new byte[0]);
    }

    /** Of what stands above these two. */
    public static Hash ofNode(Hash left, Hash right) {
        return ofTwo(NODE, left.bytes, right.bytes);
    }

    private static Hash ofTwo(byte[] kind, byte[] one, byte[] other) {
        var digest = Sha256.begin();
        digest.update(kind);
        digest.update(one);
        return new Hash(digest.digest(other));
    }

    /** @param joined hashes one behind the other */
    public static List<Hash> split(byte[] joined) {
        if (joined.length % BYTES != 0) {
            throw new IllegalArgumentException("These are no whole hashes: " + joined.length + " bytes");
        }
        var all = new ArrayList<Hash>(joined.length / BYTES);
        for (int at = 0; at < joined.length; at += BYTES) {
            all.add(new Hash(Arrays.copyOfRange(joined, at, at + BYTES)));
        }
        return all;
    }

    /** The way back of {@link #split}. */
    public static byte[] join(List<Hash> hashes) {
        var joined = new byte[hashes.size() * BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).bytes, 0, joined, i * BYTES, BYTES);
        }
        return joined;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash it && MessageDigest.isEqual(bytes, it.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
