package gateway.platform.signatures;

import java.util.Optional;
import java.util.stream.Stream;

/** How a message may be signed; the names are those of the registry (RFC 9421 section 6.2). */
public enum SignatureAlgorithm {
    ED25519("ed25519"),
    HMAC_SHA256("hmac-sha256");

    private final String code;

    SignatureAlgorithm(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Empty when there is none of that name here. */
    public static Optional<SignatureAlgorithm> of(String code) {
        return Stream.of(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
