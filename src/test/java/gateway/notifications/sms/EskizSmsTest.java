package gateway.notifications.sms;

import static gateway.notifications.sms.Smses.PHONE;
import static gateway.notifications.sms.Smses.eskiz;
import static gateway.notifications.sms.Smses.sms;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.notifications.SmsFate;
import gateway.notifications.sms.SmsAnswer.Failed;
import gateway.notifications.sms.SmsAnswer.Refused;
import gateway.notifications.sms.SmsAnswer.Taken;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;

class EskizSmsTest {

    private final Inbox inbox = Inbox.inMemory();
    private final EskizProvider provider = new EskizProvider(0, inbox);

    @AfterEach
    void stop() {
        provider.close();
    }

    private static Taken taken(Mono<SmsAnswer> sending) {
        return (Taken) Objects.requireNonNull(sending.block(Duration.ofSeconds(10)));
    }

    @Test
    void sendsTheText() {
        taken(eskiz(provider.port(), "right").send(sms("Kod A2B3C4 & привет")));

        assertThat(inbox.of(PHONE.digits()).getFirst().text()).isEqualTo("Kod A2B3C4 & привет");
    }

    @Test
    void renewsATokenThatWasRefused() {
        var lifetime = Duration.ofSeconds(2);
        var forgetful = new EskizProvider(0, inbox, lifetime);
        var client = eskiz(forgetful.port(), "right");
        taken(client.send(sms("one")));

        taken(Mono.delay(lifetime).then(client.send(sms("two"))));

        assertThat(inbox.of(PHONE.digits())).hasSize(2);
        forgetful.close();
    }

    @Test
    void manySendersShareOneLogin() {
        var client = eskiz(provider.port(), "right");

        StepVerifier.create(Flux.range(0, 20)
                        .flatMap(i -> client.send(sms("text " + i)), 20)
                        .ofType(Taken.class)
                        .count())
                .expectNext(20L)
                .verifyComplete();

        assertThat(inbox.of(PHONE.digits())).hasSize(20);
    }

    @Test
    void aWrongPasswordIsAFailure() {
        StepVerifier.create(eskiz(provider.port(), "wrong").send(sms("text")))
                .verifyErrorMessage("No token: status 401");
    }

    @Test
    void nobodyThereIsAFailure() {
        StepVerifier.create(eskiz(1, "right").send(sms("text"))).verifyError(WebClientRequestException.class);
    }

    @Test
    void noBalanceIsAboutUsAndABadNumberIsAboutTheMessage() {
        provider.faults().set(new Plan(1, Map.of(Fault.DECLINE_FUNDS, 1.0), Map.of()));
        var client = eskiz(provider.port(), "right");

        StepVerifier.create(client.send(sms("text")))
                .expectNext(new Failed("eskiz", "status 422"))
                .verifyComplete();
        StepVerifier.create(client.send(sms(" ")))
                .expectNext(new Refused("eskiz", "recipient"))
                .verifyComplete();
    }

    @Test
    void saysWhatBecameOfAMessage() {
        var client = eskiz(provider.port(), "right");
        var arrived = taken(client.send(sms("one")));
        provider.faults().set(new Plan(1, Map.of(Fault.CONFLICTING_ANSWER, 1.0), Map.of()));
        var lost = taken(client.send(sms("two")));

        StepVerifier.create(Flux.just(arrived.id(), lost.id(), "unknown").concatMap(client::fate))
                .expectNext(Optional.of(SmsFate.DELIVERED), Optional.of(SmsFate.NOT_DELIVERED), Optional.empty())
                .verifyComplete();
        assertThat(inbox.of(PHONE.digits())).hasSize(1);
    }
}
