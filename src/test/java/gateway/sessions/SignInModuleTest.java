package gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Customers;
import gateway.ledger.Ledger;
import gateway.platform.crypto.Sha256;
import gateway.sessions.TestNode.SignedIn;
import gateway.sessions.codes.Codes;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.SessionId;
import gateway.shared.money.Asset;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import sandbox.embedded.Stores;
import sandbox.mobile.Device;
import sandbox.sms.EskizProvider;

class SignInModuleTest {

    private static final AtomicInteger PHONES = new AtomicInteger(1_000_000);
    private static final EskizProvider SMS = new EskizProvider(0);
    private static TestNode node;

    private final Device device = Device.fresh();
    private final String phone = "99890" + PHONES.incrementAndGet();

    @BeforeAll
    static void start() {
        node = TestNode.start(Stores.database(), Stores.redis(), SMS, Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
        SMS.close();
    }

    private static void assertProblem(WebTestClient.ResponseSpec answer, int status, String slug) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + slug);
    }

    private SignedIn signIn() {
        return node.signIn(phone, device, SMS);
    }

    @Test
    void theFirstSignInRegistersTheCustomerWithAWallet() {
        var me = signIn();

        var customer = CustomerId.parse(me.customer()).orElseThrow();
        assertThat(TestNode.value(node.bean(Customers.class).find(customer)).phone())
                .isEqualTo(phone);
        var balance = TestNode.value(node.bean(Ledger.class).balance(AccountId.of(customer.value(), Asset.UZS)));
        assertThat(balance.available().minor()).isZero();
    }

    @Test
    void theSecondSignInFindsTheSameCustomer() {
        var first = signIn();
        var second = node.signIn(phone, Device.fresh(), SMS);

        assertThat(second.customer()).isEqualTo(first.customer());
        assertThat(second.session()).isNotEqualTo(first.session());
    }

    @Test
    void aTokenWithItsProofGetsIn() {
        var me = signIn();

        node.as(me, HttpMethod.GET, "/v1/sessions")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.sessions.length()")
                .isEqualTo(1)
                .jsonPath("$.sessions[0].current")
                .isEqualTo(true)
                .jsonPath("$.sessions[0].deviceName")
                .isEqualTo("Phone of the test");
    }

    @Test
    void aSessionGoesOnUntilItIsRevokedOrNobodyUsesIt() {
        var ended = signIn();
        var goesOn = node.signIn(phone, Device.fresh(), SMS);
        var sessions = node.bean(LiveSessions.class);
        var strange = new SessionId(new UUID(0, 7));
        var asked = List.of(session(ended), session(goesOn), strange);
        assertThat(TestNode.value(sessions.among(asked).collectList()))
                .containsExactlyInAnyOrder(session(ended), session(goesOn));

        node.as(ended, HttpMethod.DELETE, "/v1/sessions/" + ended.session())
                .exchange()
                .expectStatus()
                .is2xxSuccessful();

        assertThat(TestNode.value(sessions.among(asked).collectList())).containsExactly(session(goesOn));
        TestNode.value(node.bean(DatabaseClient.class)
                .sql("update sessions.session set last_seen_at = last_seen_at - interval '10 years' where id = :id")
                .bind("id", session(goesOn).value())
                .fetch()
                .rowsUpdated());
        assertThat(TestNode.value(sessions.among(asked).collectList())).isEmpty();
    }

    private static SessionId session(SignedIn who) {
        return SessionId.parse(who.session()).orElseThrow();
    }

    @Test
    void knownAndUnknownPhonesGetTheSameAnswer() {
        signIn();
        var known = start(phone);
        var unknown = start("99890" + PHONES.incrementAndGet());

        assertThat(known.keySet()).isEqualTo(unknown.keySet());
    }

    private Map<?, ?> start(String anyPhone) {
        return TestNode.body(node.http()
                .post()
                .uri("/v1/sign-in")
                .bodyValue(Map.of("phone", anyPhone, "deviceKey", device.jwk(), "deviceName", "Phone"))
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    void aCodeWorksOnce() {
        var challenge = node.challenge(phone, device);
        var code = TestNode.lastCode(SMS, phone);
        node.confirm(challenge, code, device).expectStatus().isOk();

        assertProblem(node.confirm(challenge, code, device), 422, "sign-in-code-wrong");
    }

    @Test
    void aCodeIsWorthNothingOnAnotherDevice() {
        var challenge = node.challenge(phone, device);

        assertProblem(
                node.confirm(challenge, TestNode.lastCode(SMS, phone), Device.fresh()), 422, "sign-in-code-wrong");
    }

    @Test
    void aCodeExpires() {
        var challenge = node.challenge(phone, device);
        node.clock.advance(Duration.ofSeconds(59));

        assertProblem(node.confirm(challenge, TestNode.lastCode(SMS, phone), device), 410, "sign-in-code-expired");
    }

    @Test
    void threeMissesLockThePhoneForFifteenMinutes() {
        var challenge = node.challenge(phone, device);
        for (int i = 0; i < 3; i++) {
            assertProblem(node.confirm(challenge, "AAAAA2", device), 422, "sign-in-code-wrong");
        }

        assertProblem(node.confirm(challenge, TestNode.lastCode(SMS, phone), device), 429, "codes-locked");
        node.clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        signIn();
    }

    @Test
    void aRightCodeClearsTheMisses() {
        var challenge = node.challenge(phone, device);
        assertProblem(node.confirm(challenge, "AAAAA2", device), 422, "sign-in-code-wrong");
        assertProblem(node.confirm(challenge, "AAAAA2", device), 422, "sign-in-code-wrong");
        node.confirm(challenge, TestNode.lastCode(SMS, phone), device)
                .expectStatus()
                .isOk();

        var another = node.challenge(phone, device);
        assertProblem(node.confirm(another, "AAAAA2", device), 422, "sign-in-code-wrong");
        node.confirm(another, TestNode.lastCode(SMS, phone), device)
                .expectStatus()
                .isOk();
    }

    @Test
    void onlySoManyCodesAreSent() {
        for (int i = 0; i < 5; i++) {
            node.challenge(phone, device);
        }

        var answer = node.http()
                .post()
                .uri("/v1/sign-in")
                .bodyValue(Map.of("phone", phone, "deviceKey", device.jwk(), "deviceName", "Phone"))
                .exchange();

        answer.expectHeader().exists("Retry-After");
        assertProblem(answer, 429, "too-many-codes");
        assertThat(SMS.inbox().of(phone)).hasSize(5);
    }

    /** A thousand guesses at once: three are looked at, the rest hear that the phone is locked. */
    @Test
    void aThousandParallelGuessesGetThreeTries() {
        var challenge = node.challenge(phone, device);
        var codes = node.bean(Codes.class);
        var bound = Sha256.of(device.thumbprint());
        var id = ChallengeId.parse(challenge).orElseThrow();

        // A busy machine turns some away before they reach the database: those are not looked at either.
        var outcomes = TestNode.value(Flux.range(0, 1_000)
                .flatMap(i -> guess(codes, id, bound).subscribeOn(Schedulers.parallel()), 1_000)
                .collectMultimap(kind -> kind));

        assertThat(outcomes.get("Wrong")).hasSize(3);
        assertThat(outcomes.keySet()).isSubsetOf("Wrong", "Locked", "TurnedAway");
        assertThat(outcomes.values().stream().mapToInt(Collection::size).sum()).isEqualTo(1_000);
    }

    private static Mono<String> guess(Codes codes, ChallengeId id, byte[] bound) {
        return codes.guess(id, Codes.Kind.SIGN_IN, bound, "AAAAA2")
                .map(guess -> guess.getClass().getSimpleName())
                .onErrorReturn(DataAccessResourceFailureException.class, "TurnedAway");
    }

    @Test
    void aRightCodeIsAcceptedOnceUnderARace() {
        var challenge = node.challenge(phone, device);
        var code = TestNode.lastCode(SMS, phone);

        var statuses = TestNode.value(Flux.range(0, 20)
                .flatMap(
                        i -> Mono.fromCallable(() -> status(node.confirm(challenge, code, device)))
                                .subscribeOn(Schedulers.boundedElastic()),
                        20)
                .collectList());

        assertThat(statuses).filteredOn(it -> it == 200).hasSize(1);
    }

    private static int status(WebTestClient.ResponseSpec answer) {
        return answer.returnResult(Void.class).getStatus().value();
    }

    @Test
    void twoFirstSignInsAtOnceMakeOneCustomer() {
        var devices = List.of(Device.fresh(), Device.fresh(), Device.fresh());
        var challenges = devices.stream()
                .map(it -> new Waiting(it, node.challenge(phone, it), TestNode.lastCode(SMS, phone)))
                .toList();

        var customers = TestNode.value(Flux.fromIterable(challenges)
                .flatMap(
                        it -> Mono.fromCallable(() -> TestNode.tokens(
                                                node.confirm(it.challenge(), it.code(), it.device()), it.device())
                                        .customer())
                                .subscribeOn(Schedulers.boundedElastic()),
                        3)
                .collectList());

        assertThat(customers).hasSize(3);
        assertThat(customers.stream().distinct()).hasSize(1);
    }

    private record Waiting(Device device, String challenge, String code) {}

    @Test
    void badInputIsAProblem() {
        for (var bad : List.of("", "12", "+7 (abc)", "998901234", "9989012345678", "phone\u0000")) {
            var answer = node.http()
                    .post()
                    .uri("/v1/sign-in")
                    .bodyValue(Map.of("phone", bad, "deviceKey", device.jwk(), "deviceName", "Phone"))
                    .exchange();
            answer.expectStatus().is4xxClientError();
        }
        var privateKey = Map.<String, Object>of("kty", "oct", "k", "AAAA");
        assertProblem(
                node.http()
                        .post()
                        .uri("/v1/sign-in")
                        .bodyValue(Map.of("phone", phone, "deviceKey", privateKey, "deviceName", "Phone"))
                        .exchange(),
                422,
                "device-key-invalid");
    }

    @Test
    void confirmingNeedsAProof() {
        var challenge = node.challenge(phone, device);

        assertProblem(
                node.http()
                        .post()
                        .uri("/v1/sign-in/confirm")
                        .bodyValue(Map.of("challengeId", challenge, "code", "AAAAA2"))
                        .exchange(),
                401,
                "proof-missing");
    }

    @Test
    void neverMoreSessionsThanAllowed() {
        var mine = TestNode.value(Flux.range(0, 5)
                .map(i -> node.signIn(phone, Device.fresh(), SMS))
                .collectList());
        node.clock.advance(Duration.ofMinutes(16));
        var sixth = node.signIn(phone, device, SMS);

        node.as(sixth, HttpMethod.GET, "/v1/sessions")
                .exchange()
                .expectBody()
                .jsonPath("$.sessions.length()")
                .isEqualTo(5);
        assertProblem(
                node.refresh(mine.getFirst().refreshToken(), mine.getFirst().device()), 401, "session-ended");
    }
}
