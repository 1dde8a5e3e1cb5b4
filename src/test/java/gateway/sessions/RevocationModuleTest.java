package gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.platform.crypto.Sha256;
import gateway.platform.postgres.Columns;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.TestNode.SignedIn;
import gateway.sessions.codes.Codes;
import gateway.shared.ids.ChallengeId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import sandbox.embedded.RedisServer;
import sandbox.embedded.Stores;
import sandbox.mobile.Device;
import sandbox.sms.EskizProvider;

/** Two nodes on one PostgreSQL and one Redis; the last tests stop Redis. */
@org.junit.jupiter.api.TestMethodOrder(org.junit.jupiter.api.MethodOrderer.OrderAnnotation.class)
class RevocationModuleTest {

    private static final String NOTED = """
            select count(*) as n
              from sessions.security_event
             where subject = :s
               and detail = :d
            """;

    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final AtomicInteger PHONES = new AtomicInteger(2_000_000);
    private static final EskizProvider SMS = new EskizProvider(0);
    private static RedisServer redis;
    private static TestNode here;
    private static TestNode there;

    @BeforeAll
    static void start() {
        var database = Stores.database();
        redis = Stores.ownRedis();
        here = TestNode.start(database, redis.uri(), SMS, Map.of());
        there = TestNode.start(database, redis.uri(), SMS, Map.of());
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        SMS.close();
    }

    private static SignedIn signIn() {
        return here.signIn("99891" + PHONES.incrementAndGet(), Device.fresh(), SMS);
    }

    private static int ask(TestNode node, SignedIn who) {
        return node.as(who, HttpMethod.GET, "/v1/sessions")
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private static void revokeOverHttp(String scope, String subject) {
        here.http()
                .post()
                .uri("/admin/api/revocations")
                .header("Authorization", "Bearer " + TestNode.STAFF_TOKEN)
                .bodyValue(Map.of("scope", scope, "subject", subject, "reason", "test"))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private static void assertRefusedEverywhereInTime(SignedIn who) {
        assertThat(ask(here, who)).isEqualTo(401);
        await().atMost(PROMISED).pollInterval(Duration.ofMillis(20)).until(() -> ask(there, who) == 401);
    }

    @Test
    @org.junit.jupiter.api.Order(1)
    void everyScopeIsRefusedOnBothNodesWithinASecond() {
        for (var scope : List.of("session", "customer", "token", "device", "client", "all")) {
            var me = signIn();
            assertThat(ask(here, me)).isEqualTo(200);
            assertThat(ask(there, me)).isEqualTo(200);

            revokeOverHttp(scope, subject(scope, me));

            assertRefusedEverywhereInTime(me);
            assertThat(ask(here, signIn())).isEqualTo(200);
        }
    }

    /** The count is the database's, so a second node gives nobody more tries. */
    @Test
    @org.junit.jupiter.api.Order(1)
    void aThousandGuessesAtBothNodesGetThreeTries() {
        var device = Device.fresh();
        var challenge = here.challenge("99891" + PHONES.incrementAndGet(), device);
        var id = ChallengeId.parse(challenge).orElseThrow();
        var bound = Sha256.of(device.thumbprint());
        var codes = List.of(here.bean(Codes.class), there.bean(Codes.class));

        var outcomes = TestNode.value(Flux.range(0, 1_000)
                .flatMap(
                        i -> codes.get(i % 2)
                                .guess(id, Codes.Kind.SIGN_IN, bound, "AAAAA2")
                                .map(guess -> guess.getClass().getSimpleName())
                                .onErrorReturn(DataAccessResourceFailureException.class, "TurnedAway")
                                .subscribeOn(Schedulers.parallel()),
                        1_000)
                .collectList());

        assertThat(outcomes).hasSize(1_000).isSubsetOf("Wrong", "Locked", "TurnedAway");
        assertThat(outcomes).filteredOn("Wrong"::equals).hasSize(3);
    }

    private static String subject(String scope, SignedIn me) {
        var claims = claims(me);
        return switch (scope) {
            case "session" -> me.session();
            case "customer" -> me.customer();
            case "token" -> TestNode.text(claims, "jti");
            case "device" -> TestNode.text(claims, "did");
            case "client" -> TestNode.text(claims, "client_id");
            default -> "*";
        };
    }

    private static Map<String, String> claims(SignedIn me) {
        try {
            var claims = com.nimbusds.jwt.SignedJWT.parse(me.accessToken()).getJWTClaimsSet();
            return Map.of(
                    "jti", claims.getJWTID(),
                    "did", claims.getStringClaim("did"),
                    "client_id", claims.getStringClaim("client_id"));
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void aRevokedTokenStaysRevokedThoughTheSessionMayRefresh() {
        var me = signIn();
        revokeOverHttp("token", subject("token", me));

        var renewed = TestNode.tokens(here.refresh(me.refreshToken(), me.device()), me.device());

        assertThat(ask(here, me)).isEqualTo(401);
        assertThat(ask(here, renewed)).isEqualTo(200);
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void endingOneSessionLeavesTheOthers() {
        var phone = "99891" + PHONES.incrementAndGet();
        var first = here.signIn(phone, Device.fresh(), SMS);
        var second = here.signIn(phone, Device.fresh(), SMS);

        here.as(second, HttpMethod.DELETE, "/v1/sessions/" + first.session())
                .exchange()
                .expectStatus()
                .isNoContent();

        assertRefusedEverywhereInTime(first);
        assertThat(ask(there, second)).isEqualTo(200);
        here.refresh(first.refreshToken(), first.device()).expectStatus().isUnauthorized();
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void endingTheOthersKeepsThisOne() {
        var phone = "99891" + PHONES.incrementAndGet();
        var first = here.signIn(phone, Device.fresh(), SMS);
        var second = here.signIn(phone, Device.fresh(), SMS);

        here.as(second, HttpMethod.DELETE, "/v1/sessions?keepCurrent=true")
                .exchange()
                .expectStatus()
                .isNoContent();

        assertRefusedEverywhereInTime(first);
        assertThat(ask(here, second)).isEqualTo(200);
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void nobodyEndsSomebodyElsesSession() {
        var me = signIn();
        var other = signIn();

        here.as(me, HttpMethod.DELETE, "/v1/sessions/" + other.session())
                .exchange()
                .expectStatus()
                .isNotFound();

        assertThat(ask(here, other)).isEqualTo(200);
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void everyRevocationHasItsAuditRecordThatNobodyCanChange() {
        var me = signIn();
        here.bean(Revocations.class)
                .revoke(new Subject(Scope.SESSION, me.session()), "test of the trail", "staff")
                .block();

        var database = here.bean(DatabaseClient.class);
        var noted = TestNode.value(database.sql(NOTED)
                .bind("s", me.session())
                .bind("d", "test of the trail")
                .map(row -> Columns.required(row, "n", Long.class))
                .one());
        assertThat(noted).isEqualTo(1);
        var change = database.sql("update sessions.security_event set detail = 'nothing'")
                .then();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(change::block))
                .hasMessageContaining("append-only");
    }

    @Test
    @org.junit.jupiter.api.Order(3)
    void aProofIsRefusedTheSecondTimeOnTheOtherNode() {
        var me = signIn();
        awaitSharedMemory(here, me);
        awaitSharedMemory(there, me);
        var proof = me.device().proof("GET", "http://gateway.test/v1/sessions", me.accessToken());

        assertThat(askWith(here, me, proof)).isEqualTo(200);
        assertThat(askWith(there, me, proof)).isEqualTo(401);
        assertThat(askWith(here, me, proof)).isEqualTo(401);
    }

    // A node that Redis kept waiting rests for a second and checks proofs by itself, as designed; here both must share.
    private static void awaitSharedMemory(TestNode node, SignedIn me) {
        var alone = node.bean(MeterRegistry.class).counter("oqim.proofs.checked.by.node.only");
        for (int tries = 0; tries < 100; tries++) {
            var before = alone.count();
            ask(node, me);
            if (alone.count() == before) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("Redis does not answer this node");
    }

    private static int askWith(TestNode node, SignedIn me, String proof) {
        return node.http()
                .get()
                .uri("/v1/sessions")
                .header("Host", "gateway.test")
                .header("Authorization", "DPoP " + me.accessToken())
                .header("DPoP", proof)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    @Test
    @org.junit.jupiter.api.Order(4)
    void withoutRedisNothingChangesButTheWay() {
        var me = signIn();
        assertThat(ask(there, me)).isEqualTo(200);

        redis.close();

        assertThat(ask(there, me)).isEqualTo(200);
        revokeOverHttp("session", me.session());
        assertRefusedEverywhereInTime(me);
        var proofs = signIn();
        var proof = proofs.device().proof("GET", "http://gateway.test/v1/sessions", proofs.accessToken());
        assertThat(askWith(here, proofs, proof)).isEqualTo(200);
        assertThat(askWith(here, proofs, proof)).isEqualTo(401);
    }

    @Test
    @org.junit.jupiter.api.Order(5)
    void aThousandRevocationsReachTheOtherNode() {
        var revocations = here.bean(Revocations.class);
        Flux.range(0, 1_000)
                .flatMap(i -> revocations.revoke(new Subject(Scope.TOKEN, "tok_" + i), "many", "staff"), 8)
                .blockLast();
        var me = signIn();
        revokeOverHttp("customer", me.customer());

        assertRefusedEverywhereInTime(me);
    }
}
