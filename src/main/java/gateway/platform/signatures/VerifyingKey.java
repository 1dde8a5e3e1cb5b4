package gateway.platform.signatures;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What somebody else's signature is checked with. */
public sealed interface VerifyingKey {

    SignatureAlgorithm algorithm();

    /** Takes the same time for every wrong signature. */
    boolean verifies(byte[] base, byte[] signature);

    /** A secret that both sides have; 32 to 64 bytes. */
    static VerifyingKey ofSecret(byte[] secret) {
        return new Secret(secret.clone());
    }

    /** The public half as RFC 8032 writes it; empty when the bytes are no point that a signature could belong to. */
    static Optional<VerifyingKey> ofPublicHalf(byte[] half) {
        if (half.length != PublicHalf.BYTES || SmallOrder.has(half)) {
            return Optional.empty();
        }
        try {
            var encoded = new byte[PublicHalf.PREFIX.length + half.length];
            System.arraycopy(PublicHalf.PREFIX, 0, encoded, 0, PublicHalf.PREFIX.length);
            System.arraycopy(half, 0, encoded, PublicHalf.PREFIX.length, half.length);
            var key = KeyFactory.getInstance(PublicHalf.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            var usable = new PublicHalf(key);
            usable.prepared();
            return Optional.of(usable);
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /** HMAC-SHA-256. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Secret(byte[] secret) implements VerifyingKey {

        private static final String ALGORITHM = "HmacSHA256";

        @Override
        public SignatureAlgorithm algorithm() {
            return SignatureAlgorithm.HMAC_SHA256;
        }

        @Override
        public boolean verifies(byte[] base, byte[] signature) {
            try {
                var mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret, ALGORITHM));
                return MessageDigest.isEqual(mac.doFinal(base), signature);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("HMAC-SHA-256 is not available", impossible);
            }
        }

        @Override
        public String toString() {
            return "Secret[***]";
        }
    }

    /** Ed25519. */
    record PublicHalf(PublicKey key) implements VerifyingKey {

        private static final String ALGORITHM = "Ed25519";
        private static final int BYTES = 32;

        // What stands before the 32 bytes of every such key (RFC 8410 section 4).
        private static final byte[] PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

        @Override
        public SignatureAlgorithm algorithm() {
            return SignatureAlgorithm.ED25519;
        }

        @Override
        public boolean verifies(byte[] base, byte[] signature) {
            try {
                var check = prepared();
                check.update(base);
                return check.verify(signature);
            } catch (SignatureException _) {
                // Of another length, or not in the group: as wrong as any other.
                return false;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every JDK has Ed25519", impossible);
            }
        }

        private Signature prepared() throws GeneralSecurityException {
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            return check;
        }
    }
}
