package gateway.sessions.codes;

import gateway.customers.Phone;
import gateway.platform.crypto.MasterKey;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.RuleReference;
import gateway.sessions.CodeMessage;
import gateway.sessions.CodeMessenger;
import gateway.sessions.SessionProblem;
import gateway.sessions.policy.PolicyInForce;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends one-time codes and checks them, whatever they are for. */
@Component
public class Codes {

    private final PolicyInForce policy;
    private final CodeStore store;
    private final CodeMessenger messenger;
    private final MasterKey.Seal seal;
    private final TimeOrderedIds ids;
    private final RandomGenerator random;
    private final Clock clock;

    Codes(
            PolicyInForce policy,
            CodeStore store,
            CodeMessenger messenger,
            MasterKey master,
            TimeOrderedIds ids,
            RandomGenerator random,
            Clock clock) {
        this.policy = policy;
        this.store = store;
        this.messenger = messenger;
        this.seal = master.seal("one-time codes");
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** What a code is for. */
    public enum Kind {
        SIGN_IN,
        STEP_UP
    }

    /**
     * @param request of which one code at a time is sent, as a hash; null when every wish is a request of its own
     * @param boundTo what the code stands for, as a hash; only the same opens it
     * @param deviceName for sign-in, empty otherwise
     */
    public record Wish(
            Kind kind,
            Phone phone,
            byte @Nullable [] request,
            byte[] boundTo,
            String deviceName,
            String language,
            SmsText text) {}

    /** A code is on its way. */
    public record Sent(ChallengeId id, Instant expiresAt) {}

    /** What became of a guess. */
    public sealed interface Guess {

        record Right(Phone phone, String deviceName, String language) implements Guess {}

        record Wrong() implements Guess {}

        record Expired() implements Guess {}

        record Locked(Duration remaining) implements Guess {}

        /** No such challenge, made for something else, or used before (sign-in). */
        record Unknown() implements Guess {}
    }

    /**
     * Errors with CODES_LOCKED or TOO_MANY_CODES, both with {@code retryAfter} seconds and each about codes of this
     * kind, with SMS_UNAVAILABLE, and with REQUEST_IN_PROGRESS as long as a code for the same request counts. After any
     * other error no code counts. Whether somebody has this phone makes no difference to the answer or to its time.
     */
    public Mono<Sent> send(Wish wish) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var id = new ChallengeId(ids.next(wish.phone.shard()));
            var code = CodeText.draw(policy.codes(now).says().length(), random);
            var challenge = new CodeStore.Challenge(
                    id,
                    wish.kind,
                    wish.phone,
                    wish.request,
                    wish.boundTo,
                    mac(id, code),
                    wish.deviceName,
                    wish.language,
                    now,
                    now.plus(policy.codes(now).says().validFor()));
            return store.add(challenge)
                    .flatMap(first -> first ? send(challenge, wish.text.with(code)) : Mono.error(onItsWay()));
        });
    }

    // Whether the message left or not: the caller does not get to know the challenge, and asks anew.
    private Mono<Sent> send(CodeStore.Challenge challenge, String text) {
        var now = challenge.createdAt();
        return store.allowSend(
                        challenge.kind(),
                        challenge.phone(),
                        now,
                        policy.codes(now).says())
                .flatMap(permission -> refuse(permission, now))
                .then(tell(challenge, text))
                .onErrorResume(fault -> store.withdraw(challenge).then(Mono.error(fault)))
                .thenReturn(new Sent(challenge.id(), challenge.expiresAt()));
    }

    private Mono<Void> tell(CodeStore.Challenge challenge, String text) {
        return Mono.defer(
                () -> messenger.tell(new CodeMessage(challenge.id(), challenge.phone(), text, challenge.expiresAt())));
    }

    private static ProblemException onItsWay() {
        return RequestProblem.REQUEST_IN_PROGRESS
                .because("A code for this request is on its way")
                .with("retryAfter", 1);
    }

    /**
     * Counts the guess before it looks at it, so that no number of parallel guesses gets more than the policy allows.
     */
    public Mono<Guess> guess(ChallengeId id, Kind kind, byte[] boundTo, String typed) {
        return Mono.defer(() -> store.find(id)
                .filter(it -> it.kind() == kind && MessageDigest.isEqual(it.boundTo(), boundTo))
                .flatMap(challenge -> evaluate(challenge, typed, clock.instant()))
                .defaultIfEmpty(new Guess.Unknown()));
    }

    private Mono<Guess> evaluate(CodeStore.Challenge challenge, String typed, Instant now) {
        if (!now.isBefore(challenge.expiresAt())) {
            return Mono.just(new Guess.Expired());
        }
        return store.countGuess(
                        challenge.kind(),
                        challenge.phone(),
                        now,
                        policy.codes(now).says())
                .flatMap(counted -> switch (counted) {
                    case CodeStore.Refused refused -> Mono.just(new Guess.Locked(refused.until(now)));
                    case CodeStore.Allowed _ -> compare(challenge, typed, now);
                });
    }

    private Mono<Guess> compare(CodeStore.Challenge challenge, String typed, Instant now) {
        var right = MessageDigest.isEqual(challenge.codeMac(), mac(challenge.id(), CodeText.normalised(typed)));
        if (!right) {
            return Mono.just(new Guess.Wrong());
        }
        return used(challenge, now)
                .map(first -> first
                        ? new Guess.Right(challenge.phone(), challenge.deviceName(), challenge.language())
                        : new Guess.Unknown());
    }

    // What a step-up code confirms moves once; a session would begin as often as its code is accepted.
    private Mono<Boolean> used(CodeStore.Challenge challenge, Instant now) {
        return switch (challenge.kind()) {
            case SIGN_IN -> store.use(challenge, now);
            case STEP_UP -> store.forgive(challenge.kind(), challenge.phone()).thenReturn(true);
        };
    }

    private Mono<Void> refuse(CodeStore.Permission permission, Instant now) {
        return switch (permission) {
            case CodeStore.Allowed _ -> Mono.empty();
            case CodeStore.Refused refused -> Mono.error(problem(refused, now));
        };
    }

    private ProblemException problem(CodeStore.Refused refused, Instant now) {
        var type = refused.locked() ? SessionProblem.CODES_LOCKED : SessionProblem.TOO_MANY_CODES;
        var rule = policy.codes(now);
        return type.because("Try again later")
                .with("rule", rule.id())
                .with("ruleVersion", rule.number())
                .with("ruleText", new RuleReference("sessions", rule.id(), rule.number()))
                .with("retryAfter", refused.until(now).toSeconds() + 1);
    }

    private byte[] mac(ChallengeId id, String code) {
        return seal.of((id + ":" + code).getBytes(StandardCharsets.UTF_8));
    }
}
