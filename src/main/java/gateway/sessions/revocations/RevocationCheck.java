package gateway.sessions.revocations;

import gateway.sessions.SessionProblem;
import gateway.sessions.tokens.AccessToken;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Decides whether a token still counts: from memory while that is fresh enough, else from the database, else not at
 * all.
 */
@Component
public class RevocationCheck {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationCheck.class);

    private final RevocationView view;
    private final RevocationTruth truth;
    private final RevocationSettings settings;
    private final Clock clock;
    private final Semaphore asking;
    private final Outage outage;

    RevocationCheck(
            RevocationView view,
            RevocationTruth truth,
            RevocationSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.view = view;
        this.truth = truth;
        this.settings = settings;
        this.clock = clock;
        this.asking = new Semaphore(settings.askTogether());
        this.outage = new Outage(Counter.builder("oqim_revocation_checks_failed")
                .description("Requests refused because nobody could tell whether their token still counts")
                .register(meters));
    }

    /** What a request could do with a token that no longer counts. */
    public enum Stakes {
        /** Look at its owner's data. */
        READ,
        /** Move money, change access, act as staff. */
        MONEY
    }

    /** Completes for a token that counts; errors with TOKEN_REVOKED, or REVOCATIONS_UNKNOWN when nobody can tell. */
    public Mono<Void> check(AccessToken token, Stakes stakes) {
        if (view.revokes(token)) {
            return Mono.error(revoked());
        }
        return freshEnough(stakes) && view.remembers(token) ? Mono.empty() : ask(token);
    }

    private boolean freshEnough(Stakes stakes) {
        var bound = switch (stakes) {
            case READ -> settings.freshForReads();
            case MONEY -> settings.freshForMoney();
        };
        return view.age(clock.instant()).compareTo(bound) <= 0;
    }

    private Mono<Void> ask(AccessToken token) {
        return Mono.defer(
                () -> asking.tryAcquire() ? askStore(token).doFinally(_ -> asking.release()) : Mono.error(unknown()));
    }

    private Mono<Void> askStore(AccessToken token) {
        return truth.effective(token.subjects())
                .timeout(settings.deadline())
                .doOnNext(_ -> outage.over())
                .doOnError(outage::goesOn)
                .onErrorMap(_ -> unknown())
                .flatMap(effective ->
                        Epochs.revoked(token.epoch(), effective) ? Mono.error(revoked()) : Mono.<Void>empty());
    }

    private static ProblemException revoked() {
        return SessionProblem.TOKEN_REVOKED.because("Sign in again");
    }

    private static ProblemException unknown() {
        return SessionProblem.REVOCATIONS_UNKNOWN
                .because("Try again in a moment")
                .with("retryAfter", 1);
    }

    /** One line when it begins and one when it ends; every request in between is only counted. */
    private static final class Outage {

        private final AtomicBoolean on = new AtomicBoolean();
        private final Counter failed;

        Outage(Counter failed) {
            this.failed = failed;
        }

        void goesOn(Throwable fault) {
            failed.increment();
            if (on.compareAndSet(false, true)) {
                LOG.warn("Revocations cannot be checked: {}", fault.toString());
            }
        }

        void over() {
            if (on.get() && on.compareAndSet(true, false)) {
                LOG.info("Revocations can be checked again");
            }
        }
    }
}
