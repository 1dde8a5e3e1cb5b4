package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
