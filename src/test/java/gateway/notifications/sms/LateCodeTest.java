package gateway.notifications.sms;

import static gateway.notifications.sms.Smses.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.notifications.messages.Became;
import gateway.notifications.messages.UndeliveredCodes;
import gateway.sessions.CodeMessage;
import gateway.sessions.SessionProblem;
import gateway.shared.ids.ChallengeId;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A code whose life is over is handed to nobody, and nobody waits for it any longer. */
class LateCodeTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Instant EXPIRES = NOW.plusSeconds(59);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Nothing here ends because of these. */
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final List<String> asked = new ArrayList<>();

    /** Answers as it is told. */
    private final class Provider implements SmsProvider {

        private final String name;
        private final Mono<SmsAnswer> answer;

        Provider(String name, Mono<SmsAnswer> answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public Mono<SmsAnswer> send(Sms sms) {
            asked.add(name);
            return answer;
        }
    }

    private Mono<Void> tell(Instant expiresAt, Mono<SmsAnswer> first) {
        var meters = new SimpleMeterRegistry();
        var settings = Smses.settings(NEVER, NEVER, NEVER);
        var second = Mono.<SmsAnswer>just(new SmsAnswer.Taken("playmobile", "1"));
        var lines = Smses.lines(settings, meters, new Provider("eskiz", first), new Provider("playmobile", second));
        var held = new HeldCodes(lines, settings, new NothingUndelivered(), clock, meters);
        var id = new ChallengeId(UUID.fromString("01900000-0000-7000-8000-000000000009"));
        return new TellCode(lines, settings, (_, _, _, _, _) -> Mono.empty(), held, clock, meters)
                .tell(new CodeMessage(id, PHONE, "Code A2B3C4", expiresAt));
    }

    private static void assertUnavailable(Mono<Void> telling) {
        StepVerifier.create(telling)
                .expectErrorSatisfies(fault ->
                        assertThat(((ProblemException) fault).type()).isEqualTo(SessionProblem.SMS_UNAVAILABLE))
                .verify(PATIENCE);
    }

    @Test
    void aCodeInItsLifeIsToldByTheNextWhenTheFirstFails() {
        StepVerifier.create(tell(EXPIRES, Mono.just(new SmsAnswer.Failed("eskiz", "away"))))
                .expectComplete()
                .verify(PATIENCE);

        assertThat(asked).containsExactly("eskiz", "playmobile");
    }

    @Test
    void nobodyIsAskedToTellACodeThatHasExpired() {
        assertUnavailable(tell(NOW, Mono.just(new SmsAnswer.Taken("eskiz", "1"))));

        assertThat(asked).isEmpty();
    }

    @Test
    void theNextIsNotAskedWhenTheFirstTookAllOfItsLife() {
        assertUnavailable(tell(EXPIRES, Mono.fromSupplier(() -> {
            now.set(EXPIRES);
            return new SmsAnswer.Failed("eskiz", "away");
        })));

        assertThat(asked).containsExactly("eskiz");
    }

    @Test
    void nobodyWaitsForLongerThanACodeLives() {
        assertUnavailable(tell(NOW.plusMillis(300), Mono.never()));
    }

    /** No provider says that anything did not arrive. */
    private static final class NothingUndelivered implements UndeliveredCodes {

        @Override
        public Flux<UUID> undelivered(Instant since) {
            return Flux.empty();
        }

        @Override
        public Mono<Void> takenAgain(UUID id, Became.Taken taken, Instant at) {
            return Mono.empty();
        }
    }
}
