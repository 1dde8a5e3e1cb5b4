package gateway.sessions.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;

/** Tokens that somebody could have made who has a running bank's keys, or believes to have them. */
public final class ForgedTokens {

    private final ECKey ours;

    /** @param keys of the running bank */
    public ForgedTokens(SigningKeys keys) {
        ours = keys.ring()
                .blockOptional()
                .flatMap(ring -> ring.signerAt(Instant.now()))
                .orElseThrow()
                .jwk();
    }

    /** The same token with other claims, signed by the bank. */
    public String like(String token, Map<String, ?> other) {
        return signed(token, other, ours, "at+jwt");
    }

    /** The same, called something else. */
    public String typed(String token, String type) {
        return signed(token, Map.of(), ours, type);
    }

    /** The same claims, signed by somebody who took over the name of our key. */
    public String byAStranger(String token) {
        return signed(token, Map.of(), SigningKey.generate(), "at+jwt");
    }

    private String signed(String token, Map<String, ?> other, ECKey key, String type) {
        try {
            var claims = new JWTClaimsSet.Builder(SignedJWT.parse(token).getJWTClaimsSet());
            other.forEach(claims::claim);
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(type))
                    .keyID(ours.getKeyID())
                    .build();
            var jwt = new SignedJWT(header, claims.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
