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
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the first answer again to whoever repeats a request with its key. For work that does no harm when it is done
 * twice: key and answer are written after it, in one entry, so that no key is ever left without an answer. A refusal
 * leaves the key free.
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
                : run(new Claim(caller.customer(), key, request.fingerprint().bytes(), subject), work);
    }

    /** The same for an answer that is a record. */
    public <T> Mono<T> once(Caller caller, RepeatableRequest request, UUID subject, Mono<T> work, Class<T> type) {
        return request.key() == null
                ? work
                : once(caller, request, subject, work.map(json::writeValueAsBytes))
                        .map(bytes -> json.readValue(bytes, type));
    }

    private Mono<byte[]> run(Claim claim, Mono<byte[]> work) {
        return Mono.using(() -> enter(claim.name()), _ -> answer(claim, work), running::remove);
    }

    private Name enter(Name name) {
        if (!running.add(name)) {
            throw inProgress();
        }
        return name;
    }

    private Mono<byte[]> answer(Claim claim, Mono<byte[]> work) {
        return keys.find(claim.shard(), claim.scope(), claim.key().value(), claim.fingerprint())
                .flatMap(found -> found.isPresent() ? earlier(found.get()) : work.flatMap(done -> keep(claim, done)));
    }

    private Mono<byte[]> keep(Claim claim, byte[] answer) {
        var key = claim.key().value();
        return journal.commit(new Entry(
                        claim.shard(),
                        Priority.COMPLETION,
                        List.of(
                                new ClaimKey(claim.shard(), claim.scope(), key, claim.fingerprint(), claim.subject()),
                                new KeepAnswer(claim.shard(), claim.scope(), key, new StoredAnswer(OK, answer)))))
                .flatMap(decision -> kept(answer, decision));
    }

    // Somebody may have asked for the same on another node and been faster: then their answer counts.
    private static Mono<byte[]> kept(byte[] answer, Decision decision) {
        return switch (decision) {
            case Decision.Committed _ -> Mono.just(answer);
            case Decision.Refused(KeyRefusal refusal) -> earlier(refusal);
            case Decision.Refused(var refusal) ->
                Mono.error(new IllegalStateException("The books refused: " + refusal));
        };
    }

    private static Mono<byte[]> earlier(KeyRefusal refusal) {
        return switch (refusal) {
            case Duplicate(UUID _, StoredAnswer answer) when answer != null -> Mono.just(answer.body());
            case Duplicate _ -> Mono.error(inProgress());
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
    }
}
