package gateway.sessions.tokens;

import com.nimbusds.jose.jwk.ECKey;
import gateway.shared.problems.ProblemException;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** Reads the public key a device introduces itself with. */
public final class DeviceKeys {

    private DeviceKeys() {}

    /** The key's thumbprint (RFC 7638); empty when it is not a P-256 public key. */
    public static Optional<String> thumbprint(Map<String, Object> jwk) {
        try {
            return Optional.of(Proofs.DeviceKey.of(ECKey.parse(jwk)).thumbprint());
        } catch (ParseException | IllegalArgumentException | IllegalStateException | ProblemException notAKey) {
            return Optional.empty();
        }
    }
}
