package gateway.sessions.tokens;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.sessions.SessionProblem;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import sandbox.mobile.Device;

/**
 * A DPoP proof as it comes in a header. The first byte says what the rest is: all of it, its header, its claims, or its
 * address; header and claims are under the signature of a device, as any client could send them.
 */
public final class ProofFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ADDRESS = "https://api.bank.uz/v1/payments";
    private static final Target TARGET = new Target(URI.create(ADDRESS), Set.of());
    private static final Set<SessionProblem> DOCUMENTED = Set.of(SessionProblem.PROOF_INVALID);
    private static final String CLAIMS =
            "{\"htm\":\"POST\",\"htu\":\"" + ADDRESS + "\",\"iat\":" + NOW.getEpochSecond() + ",\"jti\":\"id-1\"}";

    private final Proofs proofs = new Proofs(ProofsTest.settings(Set.of()), Clock.fixed(NOW, ZoneOffset.UTC));
    private final Device device = Device.fresh();
    private final String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}".formatted(device.publicKey());

    @Override
    public void read(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        var rest = Arrays.copyOfRange(input, 1, input.length);
        var text = Promises.text(rest);
        switch (input[0]) {
            case '0' -> verify(Promises.latin(rest));
            case '1' -> verify(device.forge(text.replace("KEY", device.publicKey()), CLAIMS));
            case '2' -> {
                ProofClaims.read(rest);
                verify(device.forge(header, text));
            }
            default -> address(Promises.latin(rest));
        }
    }

    private void verify(String compact) throws Exception {
        var proof = Promises.refusing(DOCUMENTED, () -> proofs.verify(compact, "POST", TARGET, null));
        if (proof != null) {
            Promises.same(22, proof.identityText().length());
        }
    }

    /** Whatever matches our address begins with our scheme and host; letters of both may be large. */
    private static void address(String claimed) {
        if (TARGET.matches(claimed)) {
            Promises.holds(claimed.regionMatches(true, 0, ADDRESS, 0, "https://api.bank.uz".length()), "another host");
            Promises.holds(claimed.contains("/v1/payments"), "another path");
        }
    }
}
