package gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Merchants;
import gateway.sessions.StepUp.Result;
import gateway.sessions.TestNode.SignedIn;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Stores;
import sandbox.mobile.Device;
import sandbox.sms.EskizProvider;

class AccessModuleTest {

    private static final AtomicInteger PHONES = new AtomicInteger(4_000_000);
    private static final EskizProvider SMS = new EskizProvider(0);
    private static TestNode node;

    private final Device device = Device.fresh();
    private final String phone = "99894" + PHONES.incrementAndGet();

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
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.type").isEqualTo("/problems/" + slug);
    }

    private WebTestClient.RequestBodySpec get(String authorization) {
        return node.http().method(HttpMethod.GET).uri("/v1/sessions").header("Authorization", authorization);
    }

    @Test
    void everyPathNeedsATokenUnlessListed() {
        for (var path : List.of("/", "/v1/payments", "/v1/sessions", "/no/such/path", "/actuator/prometheus")) {
            assertProblem(node.http().get().uri(path).exchange(), 401, "token-missing");
        }
    }

    @Test
    void tokensAreRefusedWithAReasonAndAHint() {
        var me = node.signIn(phone, device, SMS);
        var proof = node.proof(device, "GET", "/v1/sessions", me.accessToken());

        assertProblem(get("Bearer " + me.accessToken()).header("DPoP", proof).exchange(), 401, "token-invalid");
        assertProblem(get("DPoP rubbish").header("DPoP", proof).exchange(), 401, "token-invalid");
        assertProblem(get("DPoP " + me.accessToken()).exchange(), 401, "proof-missing");
        var twice = get("DPoP " + me.accessToken())
                .header("DPoP", proof)
                .header("DPoP", proof)
                .exchange();
        twice.expectHeader().valueEquals("WWW-Authenticate", "DPoP algs=\"ES256\", error=\"invalid_dpop_proof\"");
        assertProblem(twice, 401, "proof-invalid");
    }

    @Test
    void aTokenIsWorthNothingWithAnotherKey() {
        var me = node.signIn(phone, device, SMS);
        var thief = new SignedIn(Device.fresh(), me.accessToken(), "", "", "");

        assertProblem(node.as(thief, HttpMethod.GET, "/v1/sessions").exchange(), 401, "proof-invalid");
    }

    @Test
    void aTokenExpires() {
        var me = node.signIn(phone, device, SMS);
        node.clock.advance(Duration.ofMinutes(5).plusSeconds(1));

        var answer = node.as(me, HttpMethod.GET, "/v1/sessions").exchange();

        answer.expectHeader().valueEquals("WWW-Authenticate", "DPoP algs=\"ES256\", error=\"invalid_token\"");
        assertProblem(answer, 401, "token-expired");
    }

    @Test
    void staffNeedTheirToken() {
        var merchant = Map.of("name", "Korzinka", "category", "5411");
        var request = node.http().post().uri("/admin/api/merchants").bodyValue(merchant);
        assertProblem(request.exchange(), 401, "token-missing");
        assertProblem(
                node.http()
                        .post()
                        .uri("/admin/api/merchants")
                        .header("Authorization", "Bearer wrong")
                        .bodyValue(merchant)
                        .exchange(),
                401,
                "staff-only");
        var me = node.signIn(phone, device, SMS);
        assertProblem(
                node.as(me, HttpMethod.POST, "/admin/api/merchants")
                        .bodyValue(merchant)
                        .exchange(),
                401,
                "token-invalid");
    }

    @Test
    void staffAddAMerchantOnce() {
        var added = addMerchant(Map.of("name", "Korzinka", "category", "5411"))
                .expectStatus()
                .isCreated();
        var id = TestNode.text(TestNode.body(added), "id");

        var found = TestNode.value(
                node.bean(Merchants.class).find(MerchantId.parse(id).orElseThrow()));
        assertThat(found.name()).isEqualTo("Korzinka");
        assertProblem(addMerchant(Map.of("id", id, "name", "Another", "category", "5411")), 409, "merchant-exists");
        assertProblem(
                addMerchant(Map.of("id", "mer_1", "name", "Another", "category", "5411")), 422, "merchant-id-invalid");
    }

    private static WebTestClient.ResponseSpec addMerchant(Map<String, String> merchant) {
        return node.http()
                .post()
                .uri("/admin/api/merchants")
                .header("Authorization", "Bearer " + TestNode.STAFF_TOKEN)
                .bodyValue(merchant)
                .exchange();
    }

    @Test
    void keysArePublishedWithoutTheirPrivateHalf() {
        node.http()
                .get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.keys[0].kty")
                .isEqualTo("EC")
                .jsonPath("$.keys[0].d")
                .doesNotExist();
    }

    private static WebTestClient.ResponseSpec oauth(String path, String secret, String token) {
        var pair = TestNode.CLIENT + ":" + secret;
        return node.http()
                .post()
                .uri(path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData("token", token))
                .exchange();
    }

    @Test
    void serversAskAboutTokensAndRevokeThem() {
        var me = node.signIn(phone, device, SMS);
        oauth("/oauth/introspect", TestNode.CLIENT_SECRET, me.accessToken())
                .expectBody()
                .jsonPath("$.active")
                .isEqualTo(true)
                .jsonPath("$.sub")
                .isEqualTo(me.customer())
                .jsonPath("$.cnf.jkt")
                .isEqualTo(device.thumbprint());

        oauth("/oauth/revoke", TestNode.CLIENT_SECRET, me.accessToken())
                .expectStatus()
                .isOk();

        oauth("/oauth/introspect", TestNode.CLIENT_SECRET, me.accessToken())
                .expectBody()
                .json("{\"active\":false}", org.springframework.test.json.JsonCompareMode.STRICT);
        assertProblem(node.as(me, HttpMethod.GET, "/v1/sessions").exchange(), 401, "token-revoked");
    }

    @Test
    void revokingARefreshTokenEndsTheSession() {
        var me = node.signIn(phone, device, SMS);

        oauth("/oauth/revoke", TestNode.CLIENT_SECRET, me.refreshToken())
                .expectStatus()
                .isOk();

        assertProblem(node.as(me, HttpMethod.GET, "/v1/sessions").exchange(), 401, "token-revoked");
        assertProblem(node.refresh(me.refreshToken(), device), 401, "session-ended");
    }

    @Test
    void unknownServersLearnNothing() {
        assertProblem(oauth("/oauth/introspect", "wrong", "x"), 401, "client-unknown");
        assertProblem(
                node.http()
                        .post()
                        .uri("/oauth/introspect")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(BodyInserters.fromFormData("token", "x"))
                        .exchange(),
                401,
                "client-unknown");
        oauth("/oauth/introspect", TestNode.CLIENT_SECRET, "rubbish")
                .expectBody()
                .jsonPath("$.active")
                .isEqualTo(false);
        oauth("/oauth/revoke", TestNode.CLIENT_SECRET, "rubbish").expectStatus().isOk();
    }

    @Test
    void aStepUpCodeConfirmsWhatWasShownAndNothingElse() {
        var me = CustomerId.parse(node.signIn(phone, device, SMS).customer()).orElseThrow();
        var other = CustomerId.parse(node.signIn("99895" + PHONES.incrementAndGet(), Device.fresh(), SMS)
                        .customer())
                .orElseThrow();
        var stepUp = node.bean(StepUp.class);
        var challenge =
                TestNode.value(stepUp.challenge(me, "key-1", "pay_1|1500.00|UZS|mer_1", "1500.00 UZS -> Korzinka"));
        assertThat(SMS.inbox().of(phone).getFirst().text()).contains("1500.00 UZS -> Korzinka");
        var code = TestNode.lastCode(SMS, phone);

        assertThat(stepUp.confirm(challenge.id(), me, "pay_1|9500.00|UZS|mer_1", code)
                        .block())
                .isEqualTo(Result.UNKNOWN);
        assertThat(stepUp.confirm(challenge.id(), other, "pay_1|1500.00|UZS|mer_1", code)
                        .block())
                .isEqualTo(Result.UNKNOWN);
        assertThat(stepUp.confirm(challenge.id(), me, "pay_1|1500.00|UZS|mer_1", "AAAAA2")
                        .block())
                .isEqualTo(Result.WRONG);
        assertThat(stepUp.confirm(challenge.id(), me, "pay_1|1500.00|UZS|mer_1", code)
                        .block())
                .isEqualTo(Result.CONFIRMED);
        assertThat(stepUp.confirm(challenge.id(), me, "pay_1|1500.00|UZS|mer_1", code)
                        .block())
                .as("what it confirms can begin only once, so a repeat may ask again")
                .isEqualTo(Result.CONFIRMED);
    }

    @Test
    void tenTwinsOfARequestSendOneCode() {
        var me = CustomerId.parse(node.signIn(phone, device, SMS).customer()).orElseThrow();
        var stepUp = node.bean(StepUp.class);
        int before = SMS.inbox().of(phone).size();

        var answers = Flux.range(1, 10)
                .flatMap(twin -> stepUp.challenge(me, "one-key", "pay_" + twin, "5.00 UZS -> Korzinka")
                        .map(_ -> "sent")
                        .onErrorResume(ProblemException.class, no -> Mono.just(((Enum<?>) no.type()).name())))
                .collectList()
                .block();

        assertThat(answers).hasSize(10).containsOnlyOnce("sent").contains("REQUEST_IN_PROGRESS");
        assertThat(Set.copyOf(answers)).hasSize(2);
        assertThat(SMS.inbox().of(phone)).hasSize(before + 1);
    }

    @Test
    void theManagementPortIsNotGuardedByTokens() {
        var port = node.property("local.management.port");
        WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(text -> assertThat(text)
                        .contains("oqim_revocation_view_age_seconds", "oqim_revocation_propagation_seconds_count"));
    }
}
