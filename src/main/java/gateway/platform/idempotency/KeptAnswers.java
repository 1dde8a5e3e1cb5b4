package gateway.platform.idempotency;

import gateway.platform.http.Caller;
import gateway.platform.http.IdempotencyKey;
import gateway.platform.http.RepeatableRequest;
import gateway.platform.http.RequestProblem;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyRefusal;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.Journal;
import gateway.platform.journal.KeepAnswer;
import gateway.platform.journal.Part;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the first answer again to whoever repeats a request with its key. Where work does no harm when it is done
 * twice, key and answer are written after it, in one entry; other work claims the key in the entry that does it, and
 * whoever finds the key without an answer is told what became of the work. A refusal leaves the key free.
 */
@Component
public final class KeptAnswers {

    private static final int OK = 200;

    private final IdempotencyKeys keys;
    private final Journal journal;
    private final JsonMapper json;

    /** What runs on this node right now: as many entries as requests, and the server limits those. */
    private final Set<Name> running = ConcurrentHashMap.newKeySet();

    KeptAnswers(IdempotencyKeys keys, Journal journal, JsonMapper json) {
        this.keys = keys;
        this.journal = journal;
        this.json = json;
    }

    /**
     * Errors with REQUEST_IN_PROGRESS while the first request still runs here, and with KEY_REUSED when the key was
     * used for another one.
     *
     * @param subject what the key then stands for, such as a payment's id
     * @param work emits the answer; not touched when there is an earlier one
     */
    public Mono<byte[]> once(Caller caller, RepeatableRequest request, UUID subject, Mono<byte[]> work) {
        var key = request.key();
        return key == null
                ? work
                : run(
                        new Claim(caller.customer(), key, request.fingerprint().bytes(), subject),
                        () -> work,
                        Mono.error(KeptAnswers::inProgress));
    }

    /** The same for an answer that is a record. */
    public <T> Mono<T> once(Caller caller, RepeatableRequest request, UUID subject, Mono<T> work, Class<T> type) {
        return request.key() == null
                ? work
                : once(caller, request, subject, work.map(json::writeValueAsBytes))
                        .map(bytes -> json.readValue(bytes, type));
    }

    /**
     * The same for work that cannot be done twice. Errors with REQUEST_IN_PROGRESS also while it still runs elsewhere.
     *
     * @param work puts the claim into its entry and emits the answer
     * @param became emits the answer of work that was done before and whose own was lost; empty while it still runs
     */
    public Mono<byte[]> once(
            Caller caller,
            RepeatableRequest request,
            UUID subject,
            Function<ClaimKey, Mono<byte[]>> work,
            Mono<byte[]> became) {
        var key = Objects.requireNonNull(request.key(), "Work that is done once has a key");
        var claim = new Claim(caller.customer(), key, request.fingerprint().bytes(), subject);
        return run(
                claim,
                () -> work.apply(claim.part()),
                became.switchIfEmpty(Mono.error(KeptAnswers::inProgress)).flatMap(answer -> add(claim, answer)));
    }

    private Mono<byte[]> run(Claim claim, Supplier<Mono<byte[]>> work, Mono<byte[]> unanswered) {
        return Mono.using(() -> enter(claim.name()), _ -> answer(claim, work, unanswered), running::remove);
    }

    private Name enter(Name name) {
        if (!running.add(name)) {
            throw inProgress();
        }
        return name;
    }

    private Mono<byte[]> answer(Claim claim, Supplier<Mono<byte[]>> work, Mono<byte[]> unanswered) {
        return find(claim)
                .flatMap(found -> found.isPresent()
                        ? earlier(found.get(), unanswered)
                        : work.get()
                                .flatMap(done -> keep(claim, done))
                                .onErrorResume(ProblemException.class, no -> refused(claim, no, unanswered)));
    }

    // The work is refused, too, when a twin of the request has just done it on another node.
    private Mono<byte[]> refused(Claim claim, ProblemException refusal, Mono<byte[]> unanswered) {
        return find(claim).flatMap(found -> found.isPresent() ? earlier(found.get(), unanswered) : Mono.error(refusal));
    }

    private Mono<Optional<KeyRefusal>> find(Claim claim) {
        return keys.find(claim.shard(), claim.scope(), claim.key().value(), claim.fingerprint());
    }

    private Mono<byte[]> keep(Claim claim, byte[] answer) {
        return journal.commit(claim.entry(claim.part(), claim.answer(answer)))
                .flatMap(decision -> kept(claim, answer, decision));
    }

    // Somebody may have asked for the same on another node and been faster: then their answer counts.
    private Mono<byte[]> kept(Claim claim, byte[] answer, Decision decision) {
        return switch (decision) {
            case Decision.Committed _ -> Mono.just(answer);
            case Decision.Refused(KeyRefusal refusal) -> earlier(refusal, Mono.defer(() -> add(claim, answer)));
            case Decision.Refused(var refusal) ->
                Mono.error(new IllegalStateException("The books refused: " + refusal));
        };
    }

    /** The answer to a key that the work claimed; when several are added, the first counts for all. */
    private Mono<byte[]> add(Claim claim, byte[] answer) {
        return journal.commit(claim.entry(claim.answer(answer)))
                .flatMap(_ -> find(claim))
                .flatMap(found -> earlier(found.orElseThrow(), Mono.error(KeptAnswers::inProgress)));
    }

    private static Mono<byte[]> earlier(KeyRefusal refusal, Mono<byte[]> unanswered) {
        return switch (refusal) {
            case Duplicate(UUID _, StoredAnswer answer) when answer != null -> Mono.just(answer.body());
            case Duplicate _ -> unanswered;
            case KeyReused _ -> Mono.error(RequestProblem.KEY_REUSED.because("Use a new key for a new request"));
        };
    }

    private static ProblemException inProgress() {
        return RequestProblem.REQUEST_IN_PROGRESS
                .because("The first request with this key has not been answered yet")
                .with("retryAfter", 1);
    }

    private record Name(CustomerId customer, String key) {}

    private record Claim(CustomerId customer, IdempotencyKey key, byte[] fingerprint, UUID subject) {

        Name name() {
            return new Name(customer, key.value());
        }

        int shard() {
            return customer.shard();
        }

        UUID scope() {
            return customer.value();
        }

        ClaimKey part() {
            return new ClaimKey(shard(), scope(), key.value(), fingerprint, subject);
        }

        KeepAnswer answer(byte[] body) {
            return new KeepAnswer(shard(), scope(), key.value(), new StoredAnswer(OK, body));
        }

        Entry entry(Part... parts) {
            return new Entry(shard(), Priority.COMPLETION, List.of(parts));
        }
    }
}
