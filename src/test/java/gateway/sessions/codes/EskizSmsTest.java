package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Phone;
import gateway.sessions.SessionProblem;
import gateway.shared.problems.ProblemException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;

class EskizSmsTest {

    private static final Phone PHONE = new Phone("998901234567");

    private final Inbox inbox = Inbox.inMemory();
    private final EskizProvider provider = new EskizProvider(0, inbox);

    @AfterEach
    void stop() {
        provider.close();
    }

    private static EskizSms client(int port, String password) {
        return new EskizSms(new SmsSettings(
                URI.create("http://127.0.0.1:" + port + "/api"),
                "bank@example.uz",
                password,
                "4546",
                Duration.ofSeconds(5)));
    }

    private static void assertUnavailable(Mono<Void> sending) {
        StepVerifier.create(sending)
                .expectErrorSatisfies(fault ->
                        assertThat(((ProblemException) fault).type()).isEqualTo(SessionProblem.SMS_UNAVAILABLE))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void sendsTheText() {
        StepVerifier.create(client(provider.port(), "right").send(PHONE, "Kod A2B3C4 & привет"))
                .verifyComplete();

        assertThat(inbox.of(PHONE.digits()).getFirst().text()).isEqualTo("Kod A2B3C4 & привет");
    }

    @Test
    void renewsATokenThatWasRefused() {
        var lifetime = Duration.ofSeconds(2);
        var forgetful = new EskizProvider(0, inbox, lifetime);
        var client = client(forgetful.port(), "right");
        StepVerifier.create(client.send(PHONE, "one")).verifyComplete();

        StepVerifier.create(Mono.delay(lifetime).then(client.send(PHONE, "two")))
                .verifyComplete();

        assertThat(inbox.of(PHONE.digits())).hasSize(2);
        forgetful.close();
    }

    @Test
    void manySendersShareOneLogin() {
        var client = client(provider.port(), "right");

        StepVerifier.create(Flux.range(0, 20)
                        .flatMap(i -> client.send(PHONE, "text " + i), 20)
                        .then())
                .verifyComplete();

        assertThat(inbox.of(PHONE.digits())).hasSize(20);
    }

    @Test
    void aWrongPasswordIsUnavailable() {
        assertUnavailable(client(provider.port(), "wrong").send(PHONE, "text"));
    }

    @Test
    void nobodyThereIsUnavailable() {
        assertUnavailable(client(1, "right").send(PHONE, "text"));
    }

    @Test
    void silenceIsUnavailableAfterTheDeadline() {
        DisposableServer silent = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> Mono.never())
                .bindNow();

        assertUnavailable(client(silent.port(), "right").send(PHONE, "text"));
        silent.disposeNow();
    }
}
