package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gateway.customers.Phone;
import gateway.platform.crypto.MasterKey;
import gateway.platform.http.RequestProblem;
import gateway.sessions.SessionProblem;
import gateway.sessions.codes.Codes.Guess;
import gateway.sessions.codes.Codes.Kind;
import gateway.sessions.policy.CodePolicy;
import gateway.sessions.policy.Policies;
import gateway.sessions.policy.PolicyInForce;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What a guess is worth, with a store that only remembers. Who was first, the database's tests say. */
class CodesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Phone PHONE = Phone.parse("+998901234567").orElseThrow();
    private static final byte[] BOUND = {1, 2, 3};
    private static final byte[] REQUEST = {7};
    private static final PolicyInForce POLICY = Policies.shipped("sessions/default.yaml");

    private final FakeStore store = new FakeStore();
    private final List<String> texts = new ArrayList<>();
    private final Codes codes = at(NOW);
    private Mono<Void> provider = Mono.empty();

    private Codes at(Instant now) {
        return new Codes(
                POLICY,
                store,
                message -> Mono.fromRunnable(() -> texts.add(message.phone().digits() + ":" + message.text()))
                        .then(Mono.defer(() -> provider)),
                new MasterKey(Base64.getEncoder().encodeToString(new byte[32])),
                new TimeOrderedIds(Clock.fixed(now, ZoneOffset.UTC), new SplittableRandom(1)),
                new SplittableRandom(2),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private Codes.Sent send() {
        return sent(codes.send(new Codes.Wish(Kind.SIGN_IN, PHONE, null, BOUND, "Phone", "uz", code -> code)));
    }

    private Mono<Codes.Sent> stepUp() {
        return codes.send(new Codes.Wish(Kind.STEP_UP, PHONE, REQUEST, BOUND, "", "uz", code -> code));
    }

    private static Codes.Sent sent(Mono<Codes.Sent> sending) {
        return Objects.requireNonNull(sending.block());
    }

    private String told() {
        return texts.getLast().substring(PHONE.digits().length() + 1);
    }

    private static Guess guess(Codes codes, ChallengeId id, String typed) {
        return Objects.requireNonNull(
                codes.guess(id, Kind.SIGN_IN, BOUND, typed).block());
    }

    @Test
    void theRightCodeOpensOnceAndOnlyOnce() {
        var sent = send();

        assertThat(sent.expiresAt()).isEqualTo(NOW.plusSeconds(59));
        assertThat(texts).hasSize(1).first().asString().startsWith("998901234567:");
        assertThat(guess(codes, sent.id(), " " + told().toLowerCase(java.util.Locale.ROOT) + " "))
                .isEqualTo(new Guess.Right(PHONE, "Phone", "uz"));
        assertThat(guess(codes, sent.id(), told())).isEqualTo(new Guess.Unknown());
    }

    @Test
    void theStoreNeverSeesTheCode() {
        var sent = send();
        var kept = Objects.requireNonNull(store.kept.get(sent.id()));

        assertThat(kept.codeMac()).hasSize(32);
        assertThat(kept.kind()).isEqualTo(Kind.SIGN_IN);
        assertThat(kept.createdAt()).isEqualTo(NOW);
        assertThat(kept.toString()).doesNotContain(told());
    }

    /** The same code under another challenge has another MAC: one that leaks opens nothing else. */
    @Test
    void aCodeOpensOnlyItsOwnChallenge() {
        var first = send();
        var code = told();
        var second = send();

        assertThat(guess(codes, second.id(), code)).isEqualTo(new Guess.Wrong());
        assertThat(guess(codes, first.id(), code)).isInstanceOf(Guess.Right.class);
    }

    @Test
    void aWrongCodeIsCountedBeforeItIsLookedAt() {
        var sent = send();

        assertThat(guess(codes, sent.id(), "AAAAAA")).isEqualTo(new Guess.Wrong());
        store.guesses = new CodeStore.Refused(true, NOW.plusSeconds(600));
        assertThat(guess(codes, sent.id(), told())).isEqualTo(new Guess.Locked(Duration.ofSeconds(600)));
        assertThat(store.counted).isEqualTo(2);
    }

    @Test
    void itExpiresToTheSecond() {
        var sent = send();

        assertThat(guess(at(NOW.plusSeconds(59)), sent.id(), told())).isEqualTo(new Guess.Expired());
        assertThat(store.counted).as("guesses at what is gone cost nothing").isZero();
        assertThat(guess(at(NOW.plusMillis(58_999)), sent.id(), told())).isInstanceOf(Guess.Right.class);
    }

    /** What it confirms moves once; a node that dies before that must not take the code with it. */
    @Test
    void aStepUpCodeStaysRightAndForgivesWrongGuesses() {
        var sent = sent(stepUp());

        for (int i = 0; i < 2; i++) {
            assertThat(codes.guess(sent.id(), Kind.STEP_UP, BOUND, told()).block())
                    .isInstanceOf(Guess.Right.class);
        }
        assertThat(store.forgiven).isEqualTo(2);
    }

    @Test
    void ofTwoWishesForOneRequestOneIsSent() {
        sent(stepUp());

        var problem = catchThrowableOfType(ProblemException.class, () -> stepUp().block());

        assertThat(problem.type()).isEqualTo(RequestProblem.REQUEST_IN_PROGRESS);
        assertThat(texts).hasSize(1);
        assertThat(store.kept).hasSize(1);
    }

    @Test
    void aCodeThatMayNotHaveLeftDoesNotCount() {
        provider = Mono.error(SessionProblem.SMS_UNAVAILABLE.because("no answer"));
        assertThat(catchThrowableOfType(ProblemException.class, () -> stepUp().block())
                        .type())
                .isEqualTo(SessionProblem.SMS_UNAVAILABLE);
        assertThat(store.kept).isEmpty();

        provider = Mono.empty();

        assertThat(sent(stepUp()).expiresAt()).isEqualTo(NOW.plusSeconds(59));
    }

    @Test
    void itOpensNothingElseThanItWasMadeFor() {
        var sent = send();

        assertThat(codes.guess(sent.id(), Kind.STEP_UP, BOUND, told()).block()).isEqualTo(new Guess.Unknown());
        assertThat(codes.guess(sent.id(), Kind.SIGN_IN, new byte[] {1, 2, 4}, told())
                        .block())
                .isEqualTo(new Guess.Unknown());
        assertThat(store.counted).isZero();
    }

    @Test
    void refusalsSayWhenToComeBackAndSendNothing() {
        store.sends = new CodeStore.Refused(true, NOW.plusSeconds(90));
        assertRefused(SessionProblem.CODES_LOCKED, 91L);
        store.sends = new CodeStore.Refused(false, NOW.plusSeconds(30));
        assertRefused(SessionProblem.TOO_MANY_CODES, 31L);

        assertThat(texts).isEmpty();
        assertThat(store.kept).isEmpty();
    }

    private void assertRefused(SessionProblem type, long after) {
        var problem = catchThrowableOfType(ProblemException.class, this::send);
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.members()).containsEntry("retryAfter", after);
    }

    @Test
    void theSmsHoldsTheCodeInTheCustomersLanguage() {
        for (var language : List.of("uz", "ru", "en")) {
            assertThat(CodeWords.signIn(language).with("A2C4E6"))
                    .contains("A2C4E6")
                    .hasSizeLessThan(100);
            assertThat(CodeWords.stepUp(language, "5.00 UZS").with("A2C4E6")).contains("A2C4E6", "5.00 UZS");
        }
        assertThat(CodeWords.signIn("ru").with("")).contains("код");
        assertThat(CodeWords.signIn("en").with("")).contains("code");
        assertThat(CodeWords.stepUp("en", "").with("")).contains("confirm");
        assertThat(CodeWords.stepUp("ru", "").with("")).contains("подтвердите");
        assertThat(CodeWords.stepUp("fr", "").with("")).contains("tasdiqlang");
    }

    /** Remembers challenges; says yes until told otherwise. */
    private static final class FakeStore extends CodeStore {

        private final Map<ChallengeId, Challenge> kept = new HashMap<>();
        private Permission sends = new Allowed();
        private Permission guesses = new Allowed();
        private int counted;
        private int forgiven;

        FakeStore() {
            super(nothing());
        }

        // Every method that would touch the database is replaced.
        private static DatabaseClient nothing() {
            return (DatabaseClient) java.lang.reflect.Proxy.newProxyInstance(
                    CodesTest.class.getClassLoader(), new Class<?>[] {DatabaseClient.class}, (_, method, _) -> {
                        throw new AssertionError(method.getName());
                    });
        }

        @Override
        Mono<Permission> allowSend(Kind kind, Phone phone, Instant now, CodePolicy policy) {
            return Mono.just(sends);
        }

        @Override
        Mono<Permission> countGuess(Kind kind, Phone phone, Instant now, CodePolicy policy) {
            counted++;
            return Mono.just(guesses);
        }

        @Override
        Mono<Boolean> add(Challenge challenge) {
            return Mono.fromSupplier(() -> {
                boolean first = kept.values().stream()
                        .noneMatch(it -> it.request() != null && Arrays.equals(it.request(), challenge.request()));
                if (first) {
                    kept.put(challenge.id(), challenge);
                }
                return first;
            });
        }

        @Override
        Mono<Void> withdraw(Challenge challenge) {
            return Mono.fromRunnable(() -> kept.remove(challenge.id()));
        }

        @Override
        Mono<Void> forgive(Kind kind, Phone phone) {
            return Mono.fromRunnable(() -> forgiven++);
        }

        @Override
        Mono<Challenge> find(ChallengeId id) {
            return Mono.justOrEmpty(kept.get(id));
        }

        @Override
        Mono<Boolean> use(Challenge challenge, Instant now) {
            return Mono.fromSupplier(() -> kept.remove(challenge.id()) != null);
        }
    }
}
