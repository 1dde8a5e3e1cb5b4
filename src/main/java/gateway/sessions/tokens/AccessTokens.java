package gateway.sessions.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import gateway.platform.crypto.Es256;
import gateway.platform.crypto.Sha256;
import gateway.platform.http.Caller;
import gateway.sessions.SessionProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import gateway.shared.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Issues and verifies access tokens: JWTs of type {@code at+jwt} (RFC 9068), ES256, bound to a device key. */
@Component
public class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int LONGEST = 4096;

    private final KeySource keys;
    private final TokenSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Cache<String, AccessToken> verified;

    AccessTokens(KeySource keys, TokenSettings settings, TimeOrderedIds ids, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .expireAfterWrite(settings.validFor())
                .build();
    }

    public Mono<String> issue(Grant grant) {
        return keys.ring().map(ring -> signed(grant, ring, clock.instant()));
    }

    /** Errors with TOKEN_INVALID, or TOKEN_EXPIRED when nothing but its age is wrong. */
    public Mono<AccessToken> verify(String text) {
        var known = verified.getIfPresent(text);
        return known == null
                ? keys.ring().map(ring -> verifiedNow(text, ring)).map(this::current)
                : Mono.fromSupplier(() -> current(known));
    }

    private AccessToken current(AccessToken token) {
        var now = clock.instant();
        if (now.plus(TokenSettings.CLOCKS_MAY_DIFFER).isBefore(token.issuedAt())) {
            // By a node whose clock was ahead: it would count for longer than any token may.
            throw SessionProblem.TOKEN_INVALID.because("It was issued in the future; refresh the token");
        }
        if (!now.isBefore(token.expiresAt())) {
            throw SessionProblem.TOKEN_EXPIRED.because("It was valid until " + token.expiresAt());
        }
        return token;
    }

    private AccessToken verifiedNow(String text, KeyRing ring) {
        var token = Jws.parse(text, LONGEST)
                .filter(jws -> signedByUs(jws, ring))
                .flatMap(jws -> read(jws, text))
                .orElseThrow(() -> SessionProblem.TOKEN_INVALID.because("Sign in, or refresh the token"));
        verified.put(text, token);
        return token;
    }

    private boolean signedByUs(Jws jws, KeyRing ring) {
        try {
            var header = JWSHeader.parse(new Base64URL(jws.header()));
            return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    && TYPE.equals(header.getType())
                    && header.getCriticalParams() == null
                    && header.getKeyID() != null
                    && ring.verifier(header.getKeyID(), clock.instant())
                            .filter(key -> Es256.verifies(key, jws.signed(), jws.signature()))
                            .isPresent();
        } catch (ParseException | IllegalArgumentException notAHeader) {
            return false;
        }
    }

    private Optional<AccessToken> read(Jws jws, String text) {
        try {
            var claims = JWTClaimsSet.parse(new String(jws.payload(), StandardCharsets.UTF_8));
            var forUs = settings.issuer().equals(claims.getIssuer())
                    && List.of(settings.audience()).equals(claims.getAudience());
            return forUs ? Optional.of(token(claims, text)) : Optional.empty();
        } catch (ParseException | RuntimeException notOurClaims) {
            // Signed by us and yet unreadable: a version of the claims that this node does not know.
            return Optional.empty();
        }
    }

    private static AccessToken token(JWTClaimsSet claims, String text) throws ParseException {
        var caller = new Caller(
                CustomerId.parse(claims.getSubject()).orElseThrow(),
                DeviceId.parse(claims.getStringClaim("did")).orElseThrow(),
                SessionId.parse(claims.getStringClaim("sid")).orElseThrow(),
                Instant.ofEpochSecond(claims.getLongClaim("auth_time")));
        var client = claims.getStringClaim("client_id");
        return new AccessToken(
                claims.getJWTID(),
                caller,
                client,
                claims.getLongClaim("epoch"),
                claims.getIssueTime().toInstant(),
                claims.getExpirationTime().toInstant(),
                String.valueOf(claims.getJSONObjectClaim("cnf").get("jkt")),
                Sha256.base64Url(text),
                AccessToken.subjects(claims.getJWTID(), caller, client));
    }

    private String signed(Grant grant, KeyRing ring, Instant now) {
        var key = ring.signerAt(now).orElseThrow(() -> new IllegalStateException("No key may sign at " + now));
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.kid())
                .build();
        var input =
                header.toBase64URL() + "." + Base64URL.encode(claims(grant, now).toString());
        var signature = Es256.sign(ring.privateKeyOf(key), input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature);
    }

    private JWTClaimsSet claims(Grant grant, Instant now) {
        var caller = grant.caller();
        return new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(caller.customer().toString())
                .claim("client_id", grant.client())
                .claim("sid", caller.session().toString())
                .claim("did", caller.device().toString())
                .jwtID("tok_" + ids.next(caller.customer().shard()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.validFor())))
                .claim("auth_time", caller.authenticatedAt().getEpochSecond())
                .claim("epoch", grant.epoch())
                .claim("cnf", Map.of("jkt", grant.key()))
                .build();
    }
}
