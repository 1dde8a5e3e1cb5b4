package gateway.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.http.Caller;
import gateway.platform.http.Fingerprints;
import gateway.platform.http.IdempotencyKey;
import gateway.platform.http.RepeatableRequest;
import gateway.platform.http.RequestProblem;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.KeepAnswer;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** When work is done again, and when its first answer is given again. */
class KeptAnswersTest {

    private static final UUID SUBJECT = new UUID(7, 7);
    private static final byte[] FIRST = bytes("first");
    private static final Caller CALLER = new Caller(
            new CustomerId(new UUID(1, 3)),
            new DeviceId(SUBJECT),
            new SessionId(SUBJECT),
            Instant.parse("2026-11-25T10:00:00Z"));

    private final List<Entry> written = new ArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Mono<byte[]> work = Mono.fromSupplier(() -> bytes("answer " + done.incrementAndGet()));

    @Test
    void keyAndAnswerAreWrittenTogetherAfterTheWork() {
        var answers = answers(nothingKnown(), Decision.COMMITTED);

        assertThat(answers.once(CALLER, keyed(), SUBJECT, work).block()).isEqualTo(bytes("answer 1"));

        assertThat(written)
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.parts()).hasExactlyElementsOfTypes(ClaimKey.class, KeepAnswer.class));
    }

    @Test
    void aRepeatIsAnsweredWithoutWork() {
        var answers = answers(found(new Duplicate(SUBJECT, new StoredAnswer(200, FIRST))), Decision.COMMITTED);

        assertThat(answers.once(CALLER, keyed(), SUBJECT, work).block()).isEqualTo(FIRST);
        assertThat(done).hasValue(0);
    }

    @Test
    void theSlowerOfTwoHearsWhatTheFasterWasTold() {
        var answers = answers(nothingKnown(), new Refused(new Duplicate(SUBJECT, new StoredAnswer(200, FIRST))));

        assertThat(answers.once(CALLER, keyed(), SUBJECT, work).block()).isEqualTo(FIRST);
    }

    @Test
    void aKeyOfAnotherRequestIsRefused() {
        var answers = answers(found(new KeyReused()), Decision.COMMITTED);

        assertProblem(answers.once(CALLER, keyed(), SUBJECT, work), RequestProblem.KEY_REUSED);
        assertThat(done).hasValue(0);
    }

    @Test
    void whoRepeatsWhileTheFirstStillRunsWaits() {
        var answers = answers(nothingKnown(), Decision.COMMITTED);
        var slow = Sinks.<byte[]>one();

        StepVerifier.create(answers.once(CALLER, keyed(), SUBJECT, slow.asMono()))
                .then(() ->
                        assertProblem(answers.once(CALLER, keyed(), SUBJECT, work), RequestProblem.REQUEST_IN_PROGRESS))
                .then(() -> slow.tryEmitValue(FIRST))
                .expectNext(FIRST)
                .verifyComplete();
        assertThat(done).hasValue(0);
        assertThat(answers.once(CALLER, keyed(), SUBJECT, work).block()).isEqualTo(bytes("answer 1"));
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        var answers = answers(nothingKnown(), Decision.COMMITTED);
        var refusal = Mono.<byte[]>error(RequestProblem.FIELD_INVALID.because("wrong"));

        assertProblem(answers.once(CALLER, keyed(), SUBJECT, refusal), RequestProblem.FIELD_INVALID);
        assertThat(written).isEmpty();
        assertThat(answers.once(CALLER, keyed(), SUBJECT, work).block()).isEqualTo(bytes("answer 1"));
    }

    @Test
    void withoutAKeyNothingIsRemembered() {
        var answers = answers(found(new KeyReused()), Decision.COMMITTED);
        var keyless = new RepeatableRequest(null, Fingerprints.of("/v1/cards/1/freeze"));

        assertThat(answers.once(CALLER, keyless, SUBJECT, work).block()).isEqualTo(bytes("answer 1"));
        assertThat(written).isEmpty();
    }

    /** Both were claimed by the work's own entry, so all that is missing is the answer. */
    @Test
    void workThatClaimsItsKeyIsDoneOnceAndItsAnswerAdded() {
        var claimed = new AtomicBoolean();
        var answers = new KeptAnswers(claimedBy(claimed), this::commit, JsonMapper.shared());

        var first = answers.once(CALLER, keyed(), SUBJECT, claim -> claimAndDo(claimed, claim), Mono.empty());

        assertThat(first.block()).isEqualTo(bytes("answer 1"));
        assertThat(answers.once(CALLER, keyed(), SUBJECT, claim -> work, Mono.empty())
                        .block())
                .isEqualTo(bytes("answer 1"));
        assertThat(done).hasValue(1);
    }

    @Test
    void whoRepeatsAfterTheAnswerWasLostHearsWhatBecameOfTheWork() {
        var answers = new KeptAnswers(claimedBy(new AtomicBoolean(true)), this::commit, JsonMapper.shared());
        var became = Mono.just(bytes("what became of it"));

        var repeat = answers.once(CALLER, keyed(), SUBJECT, claim -> work, became);

        assertThat(repeat.block()).isEqualTo(bytes("what became of it"));
        assertThat(answers.once(CALLER, keyed(), SUBJECT, claim -> work, Mono.just(bytes("later")))
                        .block())
                .isEqualTo(bytes("what became of it"));
        assertThat(done).hasValue(0);
    }

    @Test
    void whoRepeatsWhileTheWorkStillRunsElsewhereWaits() {
        var answers = new KeptAnswers(claimedBy(new AtomicBoolean(true)), this::commit, JsonMapper.shared());

        assertProblem(
                answers.once(CALLER, keyed(), SUBJECT, claim -> work, Mono.empty()),
                RequestProblem.REQUEST_IN_PROGRESS);
        assertThat(done).hasValue(0);
    }

    private Mono<byte[]> claimAndDo(AtomicBoolean claimed, ClaimKey claim) {
        assertThat(claim.key()).isEqualTo("key-12345678");
        claimed.set(true);
        return work;
    }

    /** A journal that remembers answers and refuses a claimed key. */
    private Mono<Decision> commit(Entry entry) {
        if (entry.parts().stream().anyMatch(ClaimKey.class::isInstance)) {
            return Mono.just(new Refused(new Duplicate(SUBJECT, kept())));
        }
        written.add(entry);
        return Mono.just(Decision.COMMITTED);
    }

    private IdempotencyKeys claimedBy(AtomicBoolean claimed) {
        return (_, _, _, _) ->
                Mono.fromSupplier(() -> claimed.get() ? Optional.of(new Duplicate(SUBJECT, kept())) : Optional.empty());
    }

    private @Nullable StoredAnswer kept() {
        return written.stream()
                .flatMap(entry -> entry.parts().stream())
                .map(part -> ((KeepAnswer) part).answer())
                .findFirst()
                .orElse(null);
    }

    private KeptAnswers answers(IdempotencyKeys keys, Decision decision) {
        return new KeptAnswers(
                keys,
                entry -> Mono.fromSupplier(() -> {
                    written.add(entry);
                    return decision;
                }),
                JsonMapper.shared());
    }

    private static IdempotencyKeys nothingKnown() {
        return (_, _, _, _) -> Mono.just(Optional.empty());
    }

    private static IdempotencyKeys found(ClaimKey.KeyRefusal refusal) {
        return (_, _, _, _) -> Mono.just(Optional.of(refusal));
    }

    private static RepeatableRequest keyed() {
        return new RepeatableRequest(new IdempotencyKey("key-12345678"), Fingerprints.of("/v1/cards/1/freeze"));
    }

    private static void assertProblem(Mono<byte[]> answer, RequestProblem type) {
        assertThatThrownBy(answer::block)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
