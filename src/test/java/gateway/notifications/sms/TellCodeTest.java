package gateway.notifications.sms;

import static gateway.notifications.sms.Smses.PHONE;
import static gateway.notifications.sms.Smses.eskiz;
import static gateway.notifications.sms.Smses.playMobile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.customers.Phone;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;
import sandbox.sms.Inbox.Message;
import sandbox.sms.PlayMobileProvider;

/** One-time codes against both providers over sockets, each with its own way of being away. */
class TellCodeTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Whoever waits for that long is not done within our patience. */
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final Inbox inbox = Inbox.inMemory();
    private final EskizProvider first = new EskizProvider(0, inbox);
    private final PlayMobileProvider second = new PlayMobileProvider(0, inbox);
    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private TellCode messenger(int eskizPort, String password) {
        return messenger(eskizPort, password, Smses.settings(Duration.ofSeconds(4), SOON, Duration.ofSeconds(6)));
    }

    /** Its next provider is asked when the one before has failed, never because that takes its time. */
    private TellCode patient(int eskizPort) {
        return messenger(eskizPort, "right", Smses.settings(NEVER, NEVER, NEVER));
    }

    /** Its next provider is asked after a while, long before the one before is given up. */
    private TellCode hasty() {
        return messenger(first.port(), "right", Smses.settings(NEVER, SOON, NEVER));
    }

    private TellCode messenger(int eskizPort, String password, SmsSettings settings) {
        var lines = Smses.lines(settings, meters, eskiz(eskizPort, "right"), playMobile(second.port(), password));
        var held = new HeldCodes(lines, settings, new NothingUndelivered(), Clock.systemUTC(), meters);
        return new TellCode(lines, settings, this::note, held, Clock.systemUTC(), meters);
    }

    /** No provider says that anything did not arrive. */
    private static final class NothingUndelivered implements UndeliveredCodes {

        @Override
        public Flux<UUID> undelivered(Instant since) {
            return Flux.empty();
        }

        @Override
        public Mono<Void> takenAgain(UUID id, Became.Taken taken, Instant now) {
            return Mono.empty();
        }
    }

    private Mono<Void> note(UUID id, Phone phone, Became.Taken taken, Instant now, Instant until) {
        return Mono.fromRunnable(() -> recorded.add(taken.provider()));
    }

    private TellCode messenger() {
        return messenger(first.port(), "right");
    }

    private static CodeMessage code(Duration left) {
        var id = new ChallengeId(UUID.fromString("01900000-0000-7000-8000-000000000009"));
        return new CodeMessage(id, PHONE, "Code A2B3C4", Instant.now().plus(left));
    }

    private static Mono<Void> tell(TellCode messenger) {
        return messenger.tell(code(Duration.ofSeconds(59)));
    }

    private static void assertUnavailable(Mono<Void> telling) {
        StepVerifier.create(telling)
                .expectErrorSatisfies(fault ->
                        assertThat(((ProblemException) fault).type()).isEqualTo(SessionProblem.SMS_UNAVAILABLE))
                .verify(PATIENCE);
    }

    private List<String> senders() {
        return inbox.of(PHONE.digits()).stream().map(Message::from).toList();
    }

    private void faulty(Fault fault) {
        first.faults().set(new Plan(1, Map.of(fault, 1.0), Map.of()));
    }

    @Test
    void theFirstProviderTellsAloneWhenItIsWell() {
        StepVerifier.create(tell(messenger())).verifyComplete();

        assertThat(senders()).containsExactly("4546");
        assertThat(recorded).containsExactly("eskiz");
        assertThat(meters.counter("oqim_notifications_codes", "by", "first").count())
                .isEqualTo(1);
    }

    @Test
    void theSecondTellsAtOnceWhenTheFirstIsDown() {
        StepVerifier.create(tell(patient(1))).expectComplete().verify(PATIENCE);

        assertThat(senders()).containsExactly("3700");
        assertThat(meters.counter("oqim_notifications_codes", "by", "other").count())
                .isEqualTo(1);
    }

    @Test
    void theSecondTellsAtOnceWhenTheFirstSaysNo() {
        faulty(Fault.DECLINE_FUNDS);

        StepVerifier.create(tell(patient(first.port()))).expectComplete().verify(PATIENCE);

        assertThat(senders()).containsExactly("3700");
    }

    @Test
    void theSecondTellsAfterAWhileWhenTheFirstIsSilent() {
        faulty(Fault.SILENCE_NOT_DONE);

        var took = StepVerifier.create(tell(hasty())).expectComplete().verify(PATIENCE);

        assertThat(senders()).containsExactly("3700");
        assertThat(took).isGreaterThanOrEqualTo(SOON);
    }

    @Test
    void aSlowFirstMayTellTheSameCodeASecondTime() {
        faulty(Fault.DELAY);

        StepVerifier.create(tell(messenger())).verifyComplete();

        await().atMost(PATIENCE).until(() -> senders().size() == 2);
        assertThat(senders()).containsExactlyInAnyOrder("4546", "3700");
        assertThat(inbox.of(PHONE.digits()).stream().map(Message::text).distinct())
                .hasSize(1);
    }

    @Test
    void whoFailsAgainAndAgainIsAskedLast() {
        faulty(Fault.SILENCE_NOT_DONE);
        var settings = Smses.settings(Duration.ofSeconds(4), Duration.ofMillis(200), Duration.ofSeconds(6));
        var messenger = messenger(first.port(), "right", settings);
        for (int i = 0; i < 5; i++) {
            StepVerifier.create(tell(messenger)).expectComplete().verify(PATIENCE);
        }
        await().atMost(PATIENCE).until(() -> failures() >= 5);
        assertThat(toldBy("first")).isZero();

        StepVerifier.create(tell(messenger)).expectComplete().verify(PATIENCE);

        assertThat(toldBy("first")).as("the other one is asked first").isEqualTo(1);
        assertThat(senders()).containsOnly("3700");
    }

    private double toldBy(String whom) {
        return meters.counter("oqim_notifications_codes", "by", whom).count();
    }

    private long failures() {
        return meters.get("oqim_notifications_sms")
                .tags("provider", "eskiz", "answer", "failed")
                .timer()
                .count();
    }

    @Test
    void withBothAwayNoCodeIsTold() {
        assertUnavailable(tell(messenger(1, "wrong")));

        assertThat(senders()).isEmpty();
        assertThat(meters.counter("oqim_notifications_codes", "by", "nobody").count())
                .isEqualTo(1);
    }

    @Test
    void nobodyIsAskedOnceTheCodeHasExpired() {
        assertUnavailable(messenger().tell(code(Duration.ZERO)));
        faulty(Fault.SILENCE_NOT_DONE);
        assertUnavailable(messenger().tell(code(Duration.ofMillis(300))));

        assertThat(senders()).isEmpty();
    }

    @Test
    void theCodeShowsNowhere() {
        assertThat(code(Duration.ofSeconds(59)).toString()).doesNotContain("A2B3C4", "998901234567");
        assertThat(Smses.sms("Code A2B3C4").toString()).doesNotContain("A2B3C4", "998901234567");
    }
}
