package gateway.sessions.revocations;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.Caller;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.SessionProblem;
import gateway.sessions.TestClock;
import gateway.sessions.revocations.RevocationCheck.Stakes;
import gateway.sessions.tokens.AccessToken;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RevocationCheckTest {

    private static final long EPOCH = 10;

    private final TestClock clock = new TestClock();
    private final List<Revocation> told = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final RevocationSettings settings = settings(1_000);
    private final RevocationView view =
            new RevocationView(settings, clock, List.of(told::add), new SimpleMeterRegistry());
    private Mono<Long> truth = Mono.just(0L);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RevocationCheck check = new RevocationCheck(view, this::ask, settings, clock, meters);

    static RevocationSettings settings(int remembered) {
        return new RevocationSettings(
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                8,
                Duration.ofMillis(200),
                remembered);
    }

    private Mono<Long> ask(List<Subject> subjects) {
        asked.incrementAndGet();
        return truth;
    }

    private final AccessToken token = token(EPOCH);

    private AccessToken token(long epoch) {
        var caller = new Caller(
                new CustomerId(new UUID(1, 1)),
                new DeviceId(new UUID(2, 2)),
                new SessionId(new UUID(3, 3)),
                clock.instant());
        return new AccessToken(
                "tok_1",
                caller,
                "app",
                epoch,
                clock.instant(),
                clock.instant().plusSeconds(300),
                "key",
                "hash",
                List.of(
                        Subject.EVERYBODY,
                        new Subject(Scope.CLIENT, "app"),
                        new Subject(Scope.CUSTOMER, caller.customer().toString()),
                        new Subject(Scope.DEVICE, caller.device().toString()),
                        new Subject(Scope.SESSION, caller.session().toString()),
                        new Subject(Scope.TOKEN, "tok_1")));
    }

    private Revocation revocation(Subject subject, long epoch) {
        return new Revocation(
                subject, epoch, "test", clock.instant(), clock.instant().plusSeconds(360));
    }

    @BeforeEach
    void fresh() {
        view.knowsEverythingAsOf(clock.instant());
    }

    private void assertPasses(Stakes stakes) {
        StepVerifier.create(check.check(token, stakes)).verifyComplete();
    }

    private void assertRefused(Stakes stakes, SessionProblem expected) {
        StepVerifier.create(check.check(token, stakes))
                .expectErrorSatisfies(
                        fault -> assertThat(((ProblemException) fault).type()).isEqualTo(expected))
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void asksNobodyWhileTheViewIsFresh() {
        assertPasses(Stakes.MONEY);
        assertPasses(Stakes.READ);

        assertThat(asked).hasValue(0);
    }

    @Test
    void everyScopeCounts() {
        for (var subject : token.subjects()) {
            var own = new RevocationView(settings, clock, List.of(), new SimpleMeterRegistry());
            own.learn(revocation(subject, EPOCH + 1));

            assertThat(own.revokes(token)).as(subject.toString()).isTrue();
        }
    }

    @Test
    void revocationsOfOthersAndOlderOnesDoNotCount() {
        view.learn(revocation(new Subject(Scope.SESSION, "ses_other"), EPOCH + 1));
        view.learn(revocation(Subject.EVERYBODY, EPOCH - 1));

        assertPasses(Stakes.MONEY);
    }

    @Test
    void theOrderInWhichRevocationsAreLearntDoesNotMatter() {
        view.learn(revocation(Subject.EVERYBODY, EPOCH + 5));
        view.learn(revocation(Subject.EVERYBODY, 1));

        assertRefused(Stakes.READ, SessionProblem.TOKEN_REVOKED);
    }

    @Test
    void listenersAreToldOnce() {
        var revocation = revocation(Subject.EVERYBODY, 5);
        view.learn(revocation);
        view.learn(revocation(Subject.EVERYBODY, 5));
        view.learn(revocation(Subject.EVERYBODY, 4));

        assertThat(told).containsExactly(revocation);
    }

    @Test
    void aStaleViewAsksTheDatabaseForMoney() {
        clock.advance(Duration.ofSeconds(6));

        assertPasses(Stakes.MONEY);
        truth = Mono.just(EPOCH);
        assertRefused(Stakes.MONEY, SessionProblem.TOKEN_REVOKED);
        assertThat(asked).hasValue(2);
    }

    @Test
    void readsMayBeAMinuteOld() {
        clock.advance(Duration.ofSeconds(59));
        assertPasses(Stakes.READ);
        assertThat(asked).hasValue(0);

        clock.advance(Duration.ofSeconds(2));
        truth = Mono.just(EPOCH);
        assertRefused(Stakes.READ, SessionProblem.TOKEN_REVOKED);
    }

    @Test
    void aViewFromTheFutureAsksTheDatabase() {
        clock.advance(Duration.ofHours(-1));

        truth = Mono.just(EPOCH);
        assertRefused(Stakes.READ, SessionProblem.TOKEN_REVOKED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatWasForgottenByAWrongClockIsAskedOfTheDatabase() {
        view.learn(revocation(Subject.EVERYBODY, EPOCH));
        view.knowsEverythingAsOf(clock.instant().plus(Duration.ofHours(1)));
        view.knowsEverythingAsOf(clock.instant());

        truth = Mono.just(EPOCH);
        assertRefused(Stakes.MONEY, SessionProblem.TOKEN_REVOKED);
        StepVerifier.create(check.check(token(EPOCH + 1), Stakes.MONEY)).verifyComplete();
        assertThat(asked).as("younger tokens need nobody").hasValue(1);
    }

    @Test
    void whenNobodyCanTellTheAnswerIsNo() {
        clock.advance(Duration.ofSeconds(6));

        truth = Mono.error(new IllegalStateException("no database"));
        assertRefused(Stakes.MONEY, SessionProblem.REVOCATIONS_UNKNOWN);
        truth = Mono.never();
        assertRefused(Stakes.MONEY, SessionProblem.REVOCATIONS_UNKNOWN);
    }

    @Test
    void onlySoManyAskAtOnce() {
        clock.advance(Duration.ofSeconds(6));
        truth = Mono.never();

        var refused = Flux.range(0, 20)
                .flatMap(i -> check.check(token, Stakes.MONEY).onErrorResume(fault -> Mono.empty()), 20)
                .then();

        StepVerifier.create(refused).verifyComplete();
        assertThat(asked).hasValue(8);
    }

    @Test
    void aViewThatIsFullCountsAsStale() {
        var small = settings(1_000);
        var full = new RevocationView(small, clock, List.of(), new SimpleMeterRegistry());
        full.knowsEverythingAsOf(clock.instant());
        for (int i = 0; i <= 1_000; i++) {
            full.learn(revocation(new Subject(Scope.TOKEN, "tok_x" + i), 5));
        }

        assertThat(full.age(clock.instant())).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void forgetsWhatNoTokenCanBeTouchedByAnyMore() {
        view.learn(revocation(Subject.EVERYBODY, EPOCH + 1));
        view.knowsEverythingAsOf(clock.instant().plusSeconds(361));

        assertThat(view.revokes(token)).isFalse();
    }
}
