package gateway.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.audit.trail.RecordedEvent;
import gateway.audit.tree.Frontier;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Subtree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Whatever is done to the past, by whoever owns the database or even has the key, is found. */
class TamperTest {

    private static final int TRIALS = 10_000;
    private static final int EVENTS = 37;

    /** One way to change the past each; all that would betray it and can be made anew is made anew where it says so. */
    private enum Tamper {
        EDIT((trail, random) -> edit(trail, random)),
        DELETE((trail, random) -> trail.events.remove(random.nextInt(trail.events.size()))),
        INSERT((trail, random) -> trail.events.add(TrailInMemory.event(random, at(random)))),
        SWAP(TamperTest::swap),
        SHIFT_TIME((trail, random) -> shift(trail, random, 1 + random.nextInt(5_000_000))),
        SHIFT_BACK((trail, random) -> shift(trail, random, -1 - random.nextInt(5_000_000))),
        CUT_TAIL(TamperTest::cut),
        EDIT_HASH(TamperTest::editHash),
        EDIT_NODE((trail, random) -> trail.nodes.put(new Subtree(8, random.nextInt(9)), Hash.ofLeaf(new byte[] {1}))),
        EDIT_FRONTIER((trail, random) -> trail.frontier = trail.frontier.with(List.of(Hash.ofNothing()))),
        DROP_PIECE((trail, random) -> trail.pieces.remove(random.nextInt(trail.pieces.size()))),
        DROP_LAST_CHECKPOINT((trail, random) -> trail.checkpoints.removeLast()),
        FORGE_CHECKPOINT(TamperTest::forge),
        READ_LESS((trail, random) -> {
            cut(trail, random);
            trail.readUntil = TrailInMemory.BEGINS.plusSeconds(60);
        }),
        EDIT_AND_CHAIN_ANEW((trail, random) -> {
            edit(trail, random);
            trail.follow(4);
        }),
        DELETE_AND_CHAIN_ANEW((trail, random) -> {
            trail.events.remove(random.nextInt(trail.events.size()));
            trail.follow(4);
        }),
        // With the stolen key, too: then the witness alone knows better.
        FORK((trail, random) -> {
            edit(trail, random);
            signAnew(trail);
        }),
        CUT_AND_SIGN_ANEW((trail, random) -> {
            trail.events.subList(1 + random.nextInt(EVENTS - 1), EVENTS).clear();
            signAnew(trail);
        }),
        GROW_ANOTHER_TAIL((trail, random) -> {
            trail.events.subList(1 + random.nextInt(EVENTS - 1), EVENTS).clear();
            while (trail.events.size() < EVENTS + 4) {
                trail.events.add(TrailInMemory.event(random, at(random)));
            }
            signAnew(trail);
        });

        private final BiConsumer<TrailInMemory, Random> how;

        Tamper(BiConsumer<TrailInMemory, Random> how) {
            this.how = how;
        }
    }

    // Of the past: what comes after the last event is new.
    private static Instant at(Random random) {
        return TrailInMemory.BEGINS.plusMillis(random.nextLong(100L * (EVENTS - 1)));
    }

    private static void edit(TrailInMemory trail, Random random) {
        int which = random.nextInt(trail.events.size());
        var it = trail.events.get(which);
        var other = TrailInMemory.event(random, it.at());
        var edited = switch (random.nextInt(7)) {
            case 0 -> with(it, it.shard(), it.version(), it.customer(), it.type(), it.payload() + " ");
            case 1 -> with(it, it.shard(), it.version(), it.customer(), it.type() + "x", it.payload());
            case 2 -> with(it, it.shard(), it.version() + 1, it.customer(), it.type(), it.payload());
            case 3 -> with(it, it.shard(), it.version(), it.id(), it.type(), it.payload());
            case 4 -> with(it, (short) (it.shard() + 1), it.version(), it.customer(), it.type(), it.payload());
            case 5 -> with(it, it.shard(), it.version(), it.customer(), "", it.type() + it.payload());
            default -> other;
        };
        trail.events.set(which, edited);
    }

    private static RecordedEvent with(
            RecordedEvent it, short shard, int version, UUID customer, String type, String payload) {
        return new RecordedEvent(
                shard,
                it.id(),
                it.subject(),
                version,
                it.at(),
                customer,
                it.answerStatus(),
                type,
                it.answers(),
                payload);
    }

    private static void swap(TrailInMemory trail, Random random) {
        int one = random.nextInt(EVENTS);
        int other = (one + 1 + random.nextInt(EVENTS - 1)) % EVENTS;
        var first = trail.events.get(one);
        var second = trail.events.get(other);
        trail.events.set(one, at(first, second.at()));
        trail.events.set(other, at(second, first.at()));
    }

    private static void shift(TrailInMemory trail, Random random, long micros) {
        int which = random.nextInt(trail.events.size());
        var it = trail.events.get(which);
        trail.events.set(which, at(it, it.at().plusNanos(1_000 * micros)));
    }

    private static RecordedEvent at(RecordedEvent it, Instant at) {
        return new RecordedEvent(
                it.shard(),
                it.id(),
                it.subject(),
                it.version(),
                at,
                it.customer(),
                it.answerStatus(),
                it.type(),
                it.answers(),
                it.payload());
    }

    /** Whole pieces with their events and checkpoints, as if they had never been. */
    private static void cut(TrailInMemory trail, Random random) {
        int left = random.nextInt(trail.pieces.size());
        trail.pieces.subList(left, trail.pieces.size()).clear();
        int events = trail.pieces.stream().mapToInt(Piece::size).sum();
        trail.events.subList(events, trail.events.size()).clear();
        trail.checkpoints.removeIf(
                note -> Long.parseLong(note.lines().skip(1).findFirst().orElseThrow()) > events);
        trail.frontier = Frontier.EMPTY.with(
                trail.pieces.stream().flatMap(it -> it.hashes().stream()).toList());
        trail.readUntil =
                left == 0 ? TrailInMemory.BEGINS : trail.pieces.getLast().until();
    }

    private static void editHash(TrailInMemory trail, Random random) {
        int which = random.nextInt(trail.pieces.size());
        var piece = trail.pieces.get(which);
        var hashes = new ArrayList<>(piece.hashes());
        hashes.set(random.nextInt(hashes.size()), Hash.ofLeaf(new byte[] {7}));
        trail.pieces.set(which, new Piece(piece.first(), piece.size(), piece.until(), hashes));
    }

    private static void forge(TrailInMemory trail, Random random) {
        int which = random.nextInt(trail.checkpoints.size());
        var note = trail.checkpoints.get(which).toCharArray();
        int place = random.nextInt(note.length);
        note[place] ^= 1;
        trail.checkpoints.set(which, new String(note));
    }

    private static void signAnew(TrailInMemory trail) {
        trail.follow(4);
        trail.checkpoints.clear();
        trail.signTwice();
    }

    @Test
    void anUntouchedTrailIsWhole() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(TrailInMemory.of(new Random(seed), 1 + seed).broken()).isEmpty();
        }
    }

    @Test
    void everyOneOfTenThousandIsFound() {
        var unseen = new EnumMap<Tamper, Integer>(Tamper.class);
        var trail = TrailInMemory.of(new Random(99), EVENTS);
        for (int trial = 0; trial < TRIALS; trial++) {
            var tamper = Tamper.values()[trial % Tamper.values().length];
            var falsified = trail.copy();
            tamper.how.accept(falsified, new Random(trial));
            if (falsified.broken().isEmpty()) {
                unseen.merge(tamper, 1, Integer::sum);
            }
        }
        assertThat(unseen).isEmpty();
    }

    @Test
    void whatAWitnessDoesNotKnowCanBeSignedAnew() {
        var trail = TrailInMemory.of(new Random(5), EVENTS);
        edit(trail, new Random(6));
        signAnew(trail);
        trail.witnessed = trail.checkpoints.getLast();

        assertThat(trail.broken()).as("why there are witnesses").isEmpty();
    }

    @Test
    void whatWasRemovedInItsTimeIsVouchedForByItsHashes() {
        var trail = TrailInMemory.of(new Random(7), EVENTS);
        var gone = trail.pieces.get(2).until();
        trail.events.removeIf(it -> it.at().isBefore(gone));

        assertThat(trail.broken(gone)).isEmpty();
        assertThat(trail.broken(gone.minusNanos(1_000))).isNotEmpty();
        editHash(trail, new Random(8));
        assertThat(trail.broken(gone)).isNotEmpty();
    }

    /** Of a time before the first piece, or after the last one though it was read. */
    @Test
    void anEventOfATimeThatNoPieceCoversIsFound() {
        for (var at : List.of(TrailInMemory.BEGINS.minusSeconds(1), TrailInMemory.BEGINS.plusSeconds(50))) {
            var trail = TrailInMemory.of(new Random(10), EVENTS);
            trail.readUntil = TrailInMemory.BEGINS.plusSeconds(60);
            trail.events.add(TrailInMemory.event(new Random(11), at));

            assertThat(trail.broken()).containsExactly("1 events stand in no piece");
        }
    }

    @Test
    void aCheckpointInThePlaceOfALaterOneIsFound() {
        var trail = TrailInMemory.of(new Random(12), EVENTS);
        trail.misplaced.add(trail.checkpoints.removeFirst());

        assertThat(trail.broken())
                .singleElement()
                .asString()
                .startsWith("A checkpoint of ")
                .endsWith(" stands where there are 37");
    }

    @Test
    void itIsSaidWhere() {
        var trail = TrailInMemory.of(new Random(9), EVENTS);
        var it = trail.events.get(20);
        trail.events.set(20, with(it, it.shard(), it.version(), it.customer(), it.type(), "{}"));

        assertThat(trail.broken()).containsExactly("Event %s is not what was recorded at 20".formatted(it.id()));
    }
}
