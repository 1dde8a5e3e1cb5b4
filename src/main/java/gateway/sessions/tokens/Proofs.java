package gateway.sessions.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import gateway.platform.crypto.Es256;
import gateway.sessions.SessionProblem;
import gateway.shared.problems.ProblemException;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies DPoP proofs (RFC 9449 section 4.3). The signature is nearly all of the cost; the rest is kept small. */
@Component
public class Proofs {

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final int LONGEST = 4096;

    private final TokenSettings settings;
    private final Clock clock;

    /** A device sends the same header with every proof, so its key is read and checked once. */
    private final Cache<String, DeviceKey> keys;

    Proofs(TokenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.keys = Caffeine.newBuilder().maximumSize(settings.remembered()).build();
    }

    /**
     * Throws PROOF_INVALID when the proof is not for this request, made now.
     *
     * @param tokenHash what {@code ath} must be; null where no token is involved
     */
    public Proof verify(String compact, String method, Target target, @Nullable String tokenHash) {
        var jws = Jws.parse(compact, LONGEST).orElseThrow(() -> invalid("It is not a signed JWT"));
        var key = keyOf(jws.header());
        var claims = ProofClaims.read(jws.payload()).orElseThrow(() -> invalid("A claim is missing"));
        if (!claims.method().equals(method)) {
            throw invalid("htm is not the method of this request");
        }
        if (!target.matches(claims.uri())) {
            throw invalid("htu is not the address of this request");
        }
        if (Math.abs(clock.instant().getEpochSecond() - claims.issuedAt())
                > settings.proofWindow().toSeconds()) {
            throw invalid("iat is not now");
        }
        if (tokenHash != null && !tokenHash.equals(claims.tokenHash())) {
            throw invalid("ath is not the hash of the access token");
        }
        if (!Es256.verifies(key.key(), jws.signed(), jws.signature())) {
            throw invalid("The signature is wrong");
        }
        return Proof.of(key.thumbprint(), claims.id());
    }

    private DeviceKey keyOf(String header) {
        var known = keys.getIfPresent(header);
        if (known != null) {
            return known;
        }
        var read = read(header);
        keys.put(header, read);
        return read;
    }

    private static DeviceKey read(String base64) {
        try {
            var header = JWSHeader.parse(new Base64URL(base64));
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !TYPE.equals(header.getType())
                    || header.getCriticalParams() != null
                    || !(header.getJWK() instanceof ECKey jwk)) {
                throw invalid("Its header is not that of an ES256 proof with its key");
            }
            return DeviceKey.of(jwk);
        } catch (ParseException | IllegalArgumentException notAHeader) {
            throw invalid("Its header cannot be read");
        }
    }

    private static ProblemException invalid(String why) {
        return SessionProblem.PROOF_INVALID.because(why);
    }

    /** A public key in the form the provider likes, with its name. */
    record DeviceKey(PublicKey key, String thumbprint) {

        static DeviceKey of(ECKey jwk) {
            if (!Curve.P_256.equals(jwk.getCurve()) || jwk.isPrivate()) {
                throw invalid("Its key is not a P-256 public key");
            }
            try {
                return new DeviceKey(
                        Es256.adopt(jwk.toECPublicKey()),
                        jwk.computeThumbprint().toString());
            } catch (JOSEException e) {
                throw invalid("Its key is not a P-256 public key");
            }
        }
    }
}
