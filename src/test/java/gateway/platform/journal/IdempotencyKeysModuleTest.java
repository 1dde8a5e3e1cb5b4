package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.Announce.AnswerTo;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Idempotency keys between batches, readers and nodes. */
@TestInstance(Lifecycle.PER_CLASS)
class IdempotencyKeysModuleTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Database database = Stores.database();
    private final LiveBooks live = LiveBooks.start(database);

    @AfterAll
    void stop() {
        live.close();
    }

    @Test
    void claimsAKeyAndKeepsItsAnswerInOneEntry() {
        var claim = claim("with its answer", 1);

        var decision = live.journal()
                .commit(entry(0, claim, keep(claim, new StoredAnswer(422, new byte[] {1}))))
                .block();

        assertThat(decision).isEqualTo(Decision.COMMITTED);
        assertThat(find("with its answer", 1)).get().isInstanceOf(Duplicate.class);
    }

    @Test
    void readsAKeyBeforeWorkBegins() {
        var claim = claim("read early", 1);
        live.journal().commit(entry(0, claim)).block();

        assertThat(find("never claimed", 1)).isEmpty();
        assertThat(find("read early", 1)).contains(new Duplicate(claim.subject(), null));
        assertThat(find("read early", 2)).contains(new KeyReused());
    }

    // A payment's event is its answer, and no second copy is kept; what other requests about it are told is theirs.
    @Test
    void anEventAnswersTheKeyThatItNames() {
        var claim = claim("answered by an event", 1);
        var another = new ClaimKey(0, claim.scope(), "about the same", claim.fingerprint(), claim.subject());
        commit(claim, events(event(claim, 1, null)));
        commit(another, events(event(claim, 2, new AnswerTo(claim.key(), 201))));
        commit(events(event(claim, 3, new AnswerTo(claim.key(), 202))));

        assertAnswer(find(claim.key(), 1), 201, "{\"version\":2,\"text\":\"o‘zbekcha\"}");
        assertAnswer(refused(claim), 201, "{\"version\":2,\"text\":\"o‘zbekcha\"}");
        assertThat(find(another.key(), 1)).contains(new Duplicate(claim.subject(), null));
        assertThat(refused(another)).contains(new Duplicate(claim.subject(), null));
    }

    // While nodes of both releases run, either may be the first to answer.
    @Test
    void ofAKeptAnswerAndAnEventTheFirstCounts() {
        var kept = claim("kept first", 1);
        var told = claim("told first", 1);
        commit(kept, keep(kept, new StoredAnswer(200, "kept".getBytes(StandardCharsets.UTF_8))));
        commit(told, events(event(told, 1, new AnswerTo(told.key(), 201))));
        commit(events(event(kept, 1, new AnswerTo(kept.key(), 201))));
        commit(keep(told, new StoredAnswer(200, "kept".getBytes(StandardCharsets.UTF_8))));

        assertAnswer(find(kept.key(), 1), 200, "kept");
        assertAnswer(refused(kept), 200, "kept");
        assertAnswer(find(told.key(), 1), 201, "{\"version\":1,\"text\":\"o‘zbekcha\"}");
        assertAnswer(refused(told), 201, "{\"version\":1,\"text\":\"o‘zbekcha\"}");
    }

    private static Announce events(Announce.Event event) {
        return new Announce(List.of(event));
    }

    private Announce.Event event(ClaimKey claim, int version, @Nullable AnswerTo answer) {
        return new Announce.Event(
                live.bean(TimeOrderedIds.class).next(0),
                claim.subject(),
                version,
                "payment.completed",
                "{\"version\":%d,\"text\":\"o‘zbekcha\"}".formatted(version),
                claim.scope(),
                answer);
    }

    private void commit(Part... parts) {
        assertThat(live.journal().commit(entry(0, parts)).block()).isEqualTo(Decision.COMMITTED);
    }

    private Optional<ClaimKey.KeyRefusal> refused(ClaimKey claim) {
        var decision = live.journal().commit(entry(0, claim)).block();
        return decision instanceof Decision.Refused(ClaimKey.KeyRefusal refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private static void assertAnswer(Optional<ClaimKey.KeyRefusal> found, int status, String body) {
        var answer = Objects.requireNonNull(((Duplicate) found.orElseThrow()).answer());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void twoNodesThatClaimTheSameKeysGiveEachToOneOfThem() {
        try (var other = LiveBooks.start(database)) {
            var taken = Flux.range(0, 400)
                    .flatMap(n -> Flux.just(live, other).flatMap(node -> race(node, n), 2), 200)
                    .filter(Decision.COMMITTED::equals)
                    .count()
                    .block(SOON);

            assertThat(taken).isEqualTo(400);
        }
    }

    private Mono<Decision> race(LiveBooks node, int n) {
        return node.journal().commit(entry(n % 2, claim("raced " + n, 1)));
    }

    private static Entry entry(int shard, Part... parts) {
        return new Entry(shard, Priority.NEW, List.of(parts));
    }

    private ClaimKey claim(String key, int fingerprint) {
        return new ClaimKey(
                0,
                new UUID(5, 5),
                key,
                new byte[] {(byte) fingerprint},
                live.bean(TimeOrderedIds.class).next(0));
    }

    private static KeepAnswer keep(ClaimKey claim, StoredAnswer answer) {
        return new KeepAnswer(claim.shard(), claim.scope(), claim.key(), answer);
    }

    private Optional<ClaimKey.KeyRefusal> find(String key, int fingerprint) {
        return Objects.requireNonNull(live.bean(IdempotencyKeys.class)
                .find(0, new UUID(5, 5), key, new byte[] {(byte) fingerprint})
                .block());
    }
}
