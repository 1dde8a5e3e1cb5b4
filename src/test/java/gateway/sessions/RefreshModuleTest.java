package gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.sessions.TestNode.SignedIn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import sandbox.embedded.Stores;
import sandbox.mobile.Device;
import sandbox.sms.EskizProvider;

class RefreshModuleTest {

    private static final AtomicInteger PHONES = new AtomicInteger(3_000_000);
    private static final EskizProvider SMS = new EskizProvider(0);
    private static TestNode here;
    private static TestNode there;

    private final Device device = Device.fresh();

    @BeforeAll
    static void start() {
        var database = Stores.database();
        here = TestNode.start(database, Stores.redis(), SMS, Map.of());
        there = TestNode.start(database, Stores.redis(), SMS, Map.of());
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        SMS.close();
    }

    @AfterEach
    void setClockRight() {
        here.clock.setRight();
    }

    private SignedIn signIn() {
        return here.signIn("99893" + PHONES.incrementAndGet(), device, SMS);
    }

    private SignedIn refresh(String token) {
        return TestNode.tokens(here.refresh(token, device), device);
    }

    private static void assertProblem(WebTestClient.ResponseSpec answer, String slug) {
        answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists("WWW-Authenticate")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + slug);
    }

    @Test
    void aRefreshedTokenGetsIn() {
        var renewed = refresh(signIn().refreshToken());

        here.as(renewed, HttpMethod.GET, "/v1/sessions")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void aLostAnswerIsRepeatedWithTheSameSuccessor() {
        var first = signIn();
        var once = refresh(first.refreshToken());
        var again = TestNode.tokens(there.refresh(first.refreshToken(), device), device);

        assertThat(again.refreshToken()).isEqualTo(once.refreshToken());
        refresh(again.refreshToken());
    }

    @Test
    void afterTheGraceTheParentEndsTheSession() {
        var first = signIn();
        var second = refresh(first.refreshToken());
        here.clock.advance(Duration.ofSeconds(11));

        assertProblem(here.refresh(first.refreshToken(), device), "refresh-reused");
        assertProblem(here.refresh(second.refreshToken(), device), "session-ended");
        assertProblem(here.as(second, HttpMethod.GET, "/v1/sessions").exchange(), "token-revoked");
    }

    @Test
    void aGrandparentEndsTheSessionAlsoWithinTheGrace() {
        var first = signIn();
        var third = refresh(refresh(first.refreshToken()).refreshToken());

        assertProblem(here.refresh(first.refreshToken(), device), "refresh-reused");
        assertProblem(here.refresh(third.refreshToken(), device), "session-ended");
    }

    @Test
    void aStolenTokenIsWorthNothingWithoutTheKeyAndDoesNotHurtItsOwner() {
        var first = signIn();

        assertProblem(here.refresh(first.refreshToken(), Device.fresh()), "refresh-invalid");
        refresh(first.refreshToken());
    }

    @Test
    void aForgedTokenIsNotOurs() {
        var real = signIn().refreshToken();
        var changed = real.substring(0, 30) + (real.charAt(30) == 'A' ? 'B' : 'A') + real.substring(31);

        assertProblem(here.refresh(changed, device), "refresh-invalid");
        assertProblem(here.refresh("ort_", device), "refresh-invalid");
        assertProblem(here.refresh("rubbish", device), "refresh-invalid");
        refresh(real);
    }

    @Test
    void aRaceAcrossNodesHasOneSuccessor() {
        for (int round = 0; round < 5; round++) {
            var first = signIn();

            var successors = TestNode.value(Flux.range(0, 20)
                    .flatMap(i -> racer(i % 2 == 0 ? here : there, first.refreshToken()), 20)
                    .collectList());

            assertThat(successors).hasSize(20);
            assertThat(successors.stream().distinct()).hasSize(1);
        }
    }

    private Mono<String> racer(TestNode node, String token) {
        return Mono.fromCallable(() ->
                        TestNode.tokens(node.refresh(token, device), device).refreshToken())
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Test
    void anIdleSessionHasEnded() {
        var first = signIn();
        here.clock.advance(Duration.ofDays(30));

        assertProblem(here.refresh(first.refreshToken(), device), "session-ended");
    }
}
