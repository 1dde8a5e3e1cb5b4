package gateway.sessions.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;

/**
 * A key that signs access tokens for a while and is believed a little longer.
 *
 * @param number keys follow each other in this order
 * @param jwk with its private half; never printed
 */
record SigningKey(int number, ECKey jwk, Instant signsFrom, Instant signsUntil, Instant verifiesUntil) {

    static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }

    String kid() {
        return jwk.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[" + number + ", " + kid() + "]";
    }
}
