package sandbox.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;

/** The key of the sandbox's service account: made anew in every process, and the same in all of one JDK. */
final class ServiceKeys {

    private static final int BITS = 2_048;

    static final KeyPair PAIR = make();

    private ServiceKeys() {}

    /** As a key file of Google has it. */
    static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(PAIR.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair make() {
        try {
            // Seeded before its first use, this generator draws the same numbers every time.
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed("oqim sandbox".getBytes(StandardCharsets.US_ASCII));
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has these", e);
        }
    }
}
