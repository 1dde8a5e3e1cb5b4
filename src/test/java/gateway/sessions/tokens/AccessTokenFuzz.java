package gateway.sessions.tokens;

import com.nimbusds.jose.util.Base64URL;
import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.crypto.Es256;
import gateway.platform.http.Caller;
import gateway.sessions.SessionProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import gateway.shared.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import reactor.core.publisher.Mono;

/**
 * An access token as it comes in a header. The first byte says how far it gets: as it is; as a header under our
 * signature; as claims under our signature, the farthest anybody gets who stole no key.
 */
public final class AccessTokenFuzz implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Set<SessionProblem> DOCUMENTED =
            Set.of(SessionProblem.TOKEN_INVALID, SessionProblem.TOKEN_EXPIRED);

    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(NOW), new SplittableRandom(1));
    private final SigningKey key = new SigningKey(
            1,
            SigningKey.generate(),
            NOW.minusSeconds(1),
            NOW.plus(Duration.ofDays(30)),
            NOW.plus(Duration.ofDays(31)));
    private final KeyRing ring = new KeyRing(List.of(key));
    private final AccessTokens tokens = new AccessTokens(
            () -> Mono.just(ring), ProofsTest.settings(Set.of()), ids, Clock.fixed(NOW, ZoneOffset.UTC));
    private final String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}";
    private final String issued = tokens.issue(grant()).blockOptional().orElseThrow();

    @Override
    public void read(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        var rest = Arrays.copyOfRange(input, 1, input.length);
        switch (input[0]) {
            case '0' -> refused(Promises.latin(rest));
            case '1' -> verify(signed(rest, issued.substring(issued.indexOf('.') + 1, issued.lastIndexOf('.'))));
            default -> {
                var token = verify(signed(
                        header.getBytes(StandardCharsets.UTF_8),
                        Base64URL.encode(rest).toString()));
                if (token != null) {
                    Promises.holds(NOW.isBefore(token.expiresAt()), "a token that counts is not too old");
                    Promises.holds(!token.key().isEmpty(), "a token that counts is bound to a key");
                }
            }
        }
    }

    private void refused(String text) throws Exception {
        Promises.holds(text.equals(issued) || verify(text) == null, "only what we signed counts");
    }

    private AccessToken verify(String text) throws Exception {
        return Promises.refusing(DOCUMENTED, () -> tokens.verify(text).block());
    }

    private String signed(byte[] header, String claims) {
        var input = Base64URL.encode(header) + "." + claims;
        var signature = Es256.sign(ring.privateKeyOf(key), input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature);
    }

    private Grant grant() {
        var caller = new Caller(
                new CustomerId(ids.next(3)),
                new DeviceId(ids.next(3)),
                new SessionId(ids.next(3)),
                NOW.minusSeconds(30));
        return new Grant(caller, "oqim-mobile", "thumb", 42);
    }
}
