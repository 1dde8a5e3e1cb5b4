package gateway.sessions.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import gateway.platform.http.Caller;
import gateway.sessions.SessionProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(NOW), new SecureRandom());
    private final ECKey ours = SigningKey.generate();
    private final KeyRing ring = new KeyRing(List.of(new SigningKey(
            1, ours, NOW.minusSeconds(1), NOW.plus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(31)))));
    private final Caller caller = new Caller(
            new CustomerId(ids.next(3)), new DeviceId(ids.next(3)), new SessionId(ids.next(3)), NOW.minusSeconds(30));

    private AccessTokens at(Instant now) {
        return new AccessTokens(
                () -> Mono.just(ring), ProofsTest.settings(Set.of()), ids, Clock.fixed(now, ZoneOffset.UTC));
    }

    private String issue() {
        return at(NOW).issue(new Grant(caller, "oqim-mobile", "thumb", 42))
                .blockOptional()
                .orElseThrow();
    }

    private void assertRefused(String token, SessionProblem expected) {
        StepVerifier.create(at(NOW).verify(token))
                .expectErrorSatisfies(
                        fault -> assertThat(((ProblemException) fault).type()).isEqualTo(expected))
                .verify();
    }

    @Test
    void readsBackWhatItIssued() {
        StepVerifier.create(at(NOW).verify(issue()))
                .assertNext(token -> {
                    assertThat(token.caller()).isEqualTo(caller);
                    assertThat(token.client()).isEqualTo("oqim-mobile");
                    assertThat(token.epoch()).isEqualTo(42);
                    assertThat(token.key()).isEqualTo("thumb");
                    assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
                    assertThat(token.subjects()).hasSize(6);
                })
                .verifyComplete();
    }

    @Test
    void expiresToTheSecondAlsoWhenRemembered() {
        var token = issue();
        var tokens = at(NOW.plus(Duration.ofMinutes(5)));

        StepVerifier.create(tokens.verify(token)).verifyErrorSatisfies(AccessTokensTest::isExpired);
        StepVerifier.create(tokens.verify(token)).verifyErrorSatisfies(AccessTokensTest::isExpired);
    }

    @Test
    void refusesWhatWasIssuedInTheFutureAlsoWhenRemembered() {
        var token = issue();
        StepVerifier.create(at(NOW.minusSeconds(60)).verify(token))
                .expectNextCount(1)
                .verifyComplete();

        var early = at(NOW.minusSeconds(61));
        StepVerifier.create(early.verify(token)).verifyErrorSatisfies(AccessTokensTest::isInvalid);
        StepVerifier.create(early.verify(token)).verifyErrorSatisfies(AccessTokensTest::isInvalid);
    }

    private static void isInvalid(Throwable fault) {
        assertThat(((ProblemException) fault).type()).isEqualTo(SessionProblem.TOKEN_INVALID);
    }

    private static void isExpired(Throwable fault) {
        assertThat(((ProblemException) fault).type()).isEqualTo(SessionProblem.TOKEN_EXPIRED);
    }

    @Test
    void refusesAlgNone() {
        var parts = issue().split("\\.", -1);
        var header = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");

        assertRefused(header + "." + parts[1] + ".", SessionProblem.TOKEN_INVALID);
        assertRefused(header + "." + parts[1] + "." + parts[2], SessionProblem.TOKEN_INVALID);
    }

    @Test
    void refusesHs256KeyedWithThePublicKey() throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(ours.getKeyID())
                .build();
        var forged = new SignedJWT(header, claims().build());
        forged.sign(new MACSigner(ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));

        assertRefused(forged.serialize(), SessionProblem.TOKEN_INVALID);
    }

    @Test
    void refusesAnotherKeyUnderOurName() throws JOSEException {
        var theirs = SigningKey.generate();

        assertRefused(signed(theirs, ours.getKeyID(), "at+jwt", claims().build()), SessionProblem.TOKEN_INVALID);
        assertRefused(signed(theirs, theirs.getKeyID(), "at+jwt", claims().build()), SessionProblem.TOKEN_INVALID);
    }

    @Test
    void refusesOtherTypes() throws JOSEException {
        assertRefused(signed(ours, ours.getKeyID(), "JWT", claims().build()), SessionProblem.TOKEN_INVALID);
        assertRefused(signed(ours, ours.getKeyID(), "dpop+jwt", claims().build()), SessionProblem.TOKEN_INVALID);
    }

    @Test
    void refusesOtherIssuersAndAudiences() throws JOSEException {
        assertRefused(ours(claims().issuer("https://evil.example")), SessionProblem.TOKEN_INVALID);
        assertRefused(ours(claims().audience("another")), SessionProblem.TOKEN_INVALID);
        assertRefused(ours(claims().audience(List.of("oqim", "another"))), SessionProblem.TOKEN_INVALID);
    }

    @Test
    void refusesMissingClaims() throws JOSEException {
        for (var claim : List.of("sub", "sid", "did", "epoch", "auth_time", "cnf", "exp", "iat", "iss", "aud")) {
            assertRefused(ours(claims().claim(claim, null)), SessionProblem.TOKEN_INVALID);
        }
    }

    @Test
    void acceptsTheReferenceClaims() throws JOSEException {
        StepVerifier.create(at(NOW).verify(ours(claims()))).expectNextCount(1).verifyComplete();
    }

    @Test
    void refusesEveryMutation() {
        var good = issue();
        for (int i = 0; i < good.length(); i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(good.substring(0, i) + other + good.substring(i + 1), SessionProblem.TOKEN_INVALID);
        }
    }

    @Test
    void refusesRubbish() {
        for (var rubbish : List.of("", ".", "..", "a.b.c", "\u0000", "x".repeat(100_000))) {
            assertRefused(rubbish, SessionProblem.TOKEN_INVALID);
        }
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://oqim.example")
                .audience("oqim")
                .subject(caller.customer().toString())
                .claim("client_id", "oqim-mobile")
                .claim("sid", caller.session().toString())
                .claim("did", caller.device().toString())
                .jwtID("tok_1")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(300)))
                .claim("auth_time", NOW.getEpochSecond())
                .claim("epoch", 42)
                .claim("cnf", Map.of("jkt", "thumb"));
    }

    private String ours(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(ours, ours.getKeyID(), "at+jwt", claims.build());
    }

    private static String signed(ECKey key, String kid, String type, JWTClaimsSet claims) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(kid)
                .build();
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
