package gateway.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.test.StepVerifier;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** What nodes of two releases go by, whatever was activated before they started. */
class FollowPacksModuleTest {

    private static final AtomicInteger ACTS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private final Database database = Stores.database();
    private final DatabaseClient client = DatabaseClient.create(database.connections());
    private final ActivationStore store = new ActivationStore(client);
    private final Disposable.Composite working = Disposables.composite();

    @BeforeEach
    void nothingIsActivated() {
        client.sql("truncate packs.activation").then().block(PATIENCE);
    }

    @AfterEach
    void stop() {
        working.dispose();
    }

    /** The older release cannot read what begins with {@code new}. */
    private record Words(boolean older) implements PackKind<String> {

        @Override
        public String name() {
            return "words";
        }

        @Override
        public String read(String text) {
            if (older && text.startsWith("new")) {
                throw new UnfitPack(new Remark(1, "format", "is unknown"));
            }
            return text;
        }

        @Override
        public void checkSuccession(String before, String after, Instant now) {
            // Anything follows anything.
        }
    }

    /** One node, which begins without limits. */
    private static final class Node {

        final InForce<String> words;
        final FollowPacks follow;
        final SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Node(boolean older, ActivationStore store) {
            words = InForce.configured(new Words(older), "none");
            follow = new FollowPacks(
                    store,
                    new KnownPacks(List.of(words), meters),
                    new PackSettings(Map.of(), Duration.ofMillis(500)),
                    Clock.systemUTC(),
                    meters);
        }

        Node looked() {
            follow.look().block(PATIENCE);
            return this;
        }

        double unreadable() {
            return meters.get("oqim_pack_unreadable").gauge().value();
        }
    }

    private void activate(String text) {
        store.add("words", text, "dilnoza", new UUID(1, ACTS.incrementAndGet()), Instant.now())
                .block(PATIENCE);
    }

    private static void refuses(Node node) {
        assertThat(node.words.isKnown()).isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(node.words::get)
                .satisfies(no -> assertThat(no.type()).isEqualTo(PackProblem.PACKS_UNKNOWN));
    }

    @Test
    void withoutAnActivationTheConfiguredPackIsInForce() {
        assertThat(new Node(true, store).looked().words.get()).isEqualTo("none");
    }

    @Test
    void anOlderNodeThatStartsGoesByTheLastPackThatItCanRead() {
        activate("first");
        activate("second");
        activate("new third");
        activate("new fourth");

        var node = new Node(true, store).looked();

        assertThat(node.words.get()).isEqualTo("second");
        assertThat(node.unreadable()).isEqualTo(4);
        assertThat(new Node(false, store).looked().words.get()).isEqualTo("new fourth");
    }

    @Test
    void anOlderNodeThatRunsTakesWhatItOverlookedMeanwhile() {
        activate("first");
        var node = new Node(true, store).looked();
        activate("second");
        activate("new third");

        assertThat(node.looked().words.get()).isEqualTo("second");
        assertThat(node.unreadable()).isEqualTo(3);
        activate("fourth");
        assertThat(node.looked().words.get()).isEqualTo("fourth");
        assertThat(node.unreadable()).isZero();
    }

    /** Not by what it was configured with, which may know no limits. */
    @Test
    void aNodeThatCanReadNothingOfWhatWasActivatedRefuses() {
        activate("new first");

        refuses(new Node(true, store).looked());
    }

    @Test
    void soDoesOneThatWentByItsConfigurationUntilThen() {
        var node = new Node(true, store).looked();
        assertThat(node.words.get()).isEqualTo("none");
        activate("new first");

        refuses(node.looked());
        activate("second");
        assertThat(node.looked().words.get()).isEqualTo("second");
    }

    @Test
    void whoCannotAskRefusesAndAsksForAllOfItAgain() {
        activate("first");
        activate("new second");
        var broken = new ActivationStore(client) {
            boolean silent = true;

            @Override
            reactor.core.publisher.Mono<Activation> before(String kind, long number) {
                return silent
                        ? reactor.core.publisher.Mono.error(new IllegalStateException("silent"))
                        : super.before(kind, number);
            }
        };
        var node = new Node(true, broken);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(node::looked);
        refuses(node);

        broken.silent = false;

        assertThat(node.looked().words.get()).isEqualTo("first");
    }

    /** With the longest rest that can be set. A machine that stalls gets more than one try. */
    @Test
    void anActivationReachesAllNodesWithinASecond() {
        var one = new Node(false, store);
        var other = new Node(false, store);
        working.add(one.follow.followingPacks().work().subscribe());
        working.add(other.follow.followingPacks().work().subscribe());

        for (int n = 1; n <= 10; n++) {
            var text = "number " + n;
            long activated = System.nanoTime();
            activate(text);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> one.words.lastKnown().equals(text)
                            && other.words.lastKnown().equals(text));
            if (System.nanoTime() - activated <= PROMISED.toNanos()) {
                return;
            }
        }
        throw new AssertionError("Ten activations took more than a second each");
    }

    /** Whatever the machine does: between two questions there is never a longer rest than what was set. */
    @Test
    void theRestBetweenTwoQuestionsIsTheOneThatWasSet() {
        var asked = new AtomicInteger();
        var counting = new ActivationStore(client) {
            @Override
            reactor.core.publisher.Flux<Activation> newest(long after) {
                asked.incrementAndGet();
                return reactor.core.publisher.Flux.empty();
            }
        };

        StepVerifier.withVirtualTime(() ->
                        new Node(false, counting).follow.followingPacks().work().then())
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(10))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(asked.get()).isGreaterThanOrEqualTo(20);
    }
}
