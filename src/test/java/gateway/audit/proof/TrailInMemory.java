package gateway.audit.proof;

import gateway.audit.Trusted;
import gateway.audit.note.Checkpoint;
import gateway.audit.note.CheckpointKey;
import gateway.audit.trail.RecordedEvent;
import gateway.audit.tree.Frontier;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Subtree;
import gateway.platform.crypto.MasterKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Everything that a database has of a trail, and one witness outside of it: to be falsified. */
final class TrailInMemory {

    static final Instant BEGINS = Instant.parse("2026-11-27T10:00:00Z");

    private static final String ORIGIN = "bank.example/audit";
    private static final CheckpointKey KEY =
            CheckpointKey.of(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), ORIGIN);
    private static final Trusted TRUSTED = new Trusted(List.of(KEY.verifier()), List.of());
    private static final Comparator<RecordedEvent> ORDER = Comparator.comparing(RecordedEvent::at)
            .thenComparing(RecordedEvent::shard)
            .thenComparing(it -> it.subject().toString())
            .thenComparing(RecordedEvent::version);

    final List<RecordedEvent> events = new ArrayList<>();
    final List<Piece> pieces = new ArrayList<>();
    final List<String> checkpoints = new ArrayList<>();
    /** Kept in places of others, of more events than they sign. */
    final List<String> misplaced = new ArrayList<>();

    final Map<Subtree, Hash> nodes = new HashMap<>();
    Frontier frontier = Frontier.EMPTY;
    Instant readUntil = BEGINS;
    String witnessed = "";

    private TrailInMemory() {}

    /** Some events in pieces of a few, a checkpoint in the middle and at the end, which the witness knows. */
    static TrailInMemory of(Random random, int count) {
        var trail = new TrailInMemory();
        for (int i = 0; i < count; i++) {
            trail.events.add(event(random, BEGINS.plusMillis(100L * i)));
        }
        trail.follow(4);
        trail.signTwice();
        trail.witnessed = trail.checkpoints.getLast();
        return trail;
    }

    static RecordedEvent event(Random random, Instant at) {
        var id = new UUID(random.nextLong(), random.nextLong());
        var customer = random.nextBoolean() ? new UUID(random.nextLong(), random.nextLong()) : null;
        boolean answers = random.nextBoolean();
        return new RecordedEvent(
                (short) random.nextInt(16),
                new UUID(random.nextLong(), random.nextLong()),
                id,
                random.nextInt(1, 9),
                at,
                customer,
                answers ? (short) 201 : null,
                "payment.completed",
                answers ? "key " + random.nextInt() : null,
                "{\"amount\":%d}".formatted(random.nextInt()));
    }

    TrailInMemory copy() {
        var copy = new TrailInMemory();
        copy.events.addAll(events);
        copy.pieces.addAll(pieces);
        copy.checkpoints.addAll(checkpoints);
        copy.nodes.putAll(nodes);
        copy.frontier = frontier;
        copy.readUntil = readUntil;
        copy.witnessed = witnessed;
        return copy;
    }

    /** Makes pieces, tree and place anew from the events as they are: what whoever owns the database can do. */
    void follow(int width) {
        events.sort(ORDER);
        pieces.clear();
        nodes.clear();
        frontier = Frontier.EMPTY;
        for (int from = 0; from < events.size(); from += width) {
            var some = events.subList(from, Math.min(events.size(), from + width));
            var hashes = some.stream().map(RecordedEvent::leaf).toList();
            readUntil = some.getLast().at().plusMillis(50);
            pieces.add(new Piece(from, some.size(), readUntil, hashes));
            frontier = frontier.with(hashes, (subtree, hash) -> {
                if (subtree.isKept()) {
                    nodes.put(subtree, hash);
                }
            });
        }
    }

    /** What only whoever has the key can do. */
    void signTwice() {
        var middle = pieces.get(pieces.size() / 2);
        if (middle != pieces.getLast()) {
            sign(middle.first() + middle.size());
        }
        sign(frontier.size());
    }

    private void sign(long size) {
        var hashes = pieces.stream().flatMap(it -> it.hashes().stream()).toList();
        var root = Frontier.EMPTY.with(hashes.subList(0, (int) size)).root();
        checkpoints.add(KEY.sign(new Checkpoint(ORIGIN, size, root)).written());
    }

    List<String> broken() {
        return broken(Instant.MIN);
    }

    List<String> broken(Instant keptFrom) {
        var check = new TrailCheck(TRUSTED, BEGINS, keptFrom);
        var sorted = events.stream().sorted(ORDER).toList();
        check.witnessed("folder", witnessed);
        checkpoints.forEach(check::checkpoint);
        for (var piece : pieces) {
            var from = check.until();
            check.piece(
                    piece,
                    sorted.stream()
                            .filter(it -> !it.at().isBefore(from) && it.at().isBefore(piece.until()))
                            .toList());
        }
        misplaced.forEach(check::checkpoint);
        var last = check.until();
        long outside = sorted.stream()
                .filter(it -> it.at().isBefore(BEGINS)
                        || !it.at().isBefore(last) && it.at().isBefore(readUntil))
                .count();
        return check.end(frontier, outside, nodes);
    }
}
