package gateway.sessions.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import gateway.platform.crypto.Es256;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The signing keys of a moment: who signs, who is believed, who comes next. */
final class KeyRing {

    private final List<SigningKey> keys;
    private final Map<String, PublicKey> publicKeys;
    private final Map<String, PrivateKey> privateKeys;

    KeyRing(List<SigningKey> keys) {
        this.keys = keys.stream()
                .sorted(Comparator.comparingInt(SigningKey::number).reversed())
                .toList();
        this.publicKeys = byKid(KeyRing::publicKey);
        this.privateKeys = byKid(KeyRing::privateKey);
    }

    private <K> Map<String, K> byKid(Function<SigningKey, K> half) {
        return keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::kid, half));
    }

    /** The newest key whose time has come. */
    Optional<SigningKey> signerAt(Instant now) {
        return keys.stream()
                .filter(key -> !now.isBefore(key.signsFrom()) && now.isBefore(key.signsUntil()))
                .findFirst();
    }

    PrivateKey privateKeyOf(SigningKey key) {
        var half = privateKeys.get(key.kid());
        if (half == null) {
            throw new IllegalArgumentException("Not on this ring: " + key);
        }
        return half;
    }

    /** Empty for a key that is not ours or not believed any more. */
    Optional<PublicKey> verifier(String kid, Instant now) {
        return keys.stream()
                .filter(key -> key.kid().equals(kid) && now.isBefore(key.verifiesUntil()))
                .findFirst()
                .map(key -> publicKeys.get(key.kid()));
    }

    /** When the next key starts to sign, if it is time to publish it: overlapping keys, and never a gap. */
    Optional<Next> nextAt(Instant now, Duration publishedAhead) {
        if (keys.isEmpty()) {
            return Optional.of(new Next(1, now));
        }
        var last = keys.getFirst();
        if (now.isBefore(last.signsUntil().minus(publishedAhead))) {
            return Optional.empty();
        }
        var from = last.signsUntil().isAfter(now) ? last.signsUntil() : now;
        return Optional.of(new Next(last.number() + 1, from));
    }

    /** Public halves only (RFC 7517). */
    Map<String, Object> published(Instant now) {
        var believed = keys.stream()
                .filter(key -> now.isBefore(key.verifiesUntil()))
                .map(key -> (JWK) key.jwk().toPublicJWK())
                .toList();
        return new JWKSet(believed).toJSONObject(true);
    }

    /** The key to come. */
    record Next(int number, Instant signsFrom) {}

    private static PublicKey publicKey(SigningKey key) {
        return adopted(key.jwk(), jwk -> Es256.adopt(jwk.toECPublicKey()));
    }

    private static PrivateKey privateKey(SigningKey key) {
        return adopted(key.jwk(), jwk -> Es256.adopt(jwk.toECPrivateKey()));
    }

    private static <K> K adopted(ECKey jwk, Adoption<K> adoption) {
        try {
            return adoption.of(jwk);
        } catch (JOSEException e) {
            throw new IllegalStateException("A stored signing key is not an EC key: " + jwk.getKeyID(), e);
        }
    }

    /** Takes one half of a key. */
    private interface Adoption<K> {
        K of(ECKey jwk) throws JOSEException;
    }
}
