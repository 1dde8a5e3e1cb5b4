package gateway.audit.proof;

import gateway.audit.Trusted;
import gateway.audit.note.Checkpoint;
import gateway.audit.note.MalformedNote;
import gateway.audit.note.SignedNote;
import gateway.audit.trail.RecordedEvent;
import gateway.audit.tree.Frontier;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Subtree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a trail from its beginning and says what is not as it was recorded: first what witnesses have, then
 * checkpoints and pieces in their order, then its end. Knows nothing of where any of it is kept, and remembers of the
 * past no more than the hashes that proofs are made from.
 */
final class TrailCheck {

    /** How many places are named; whoever reads of so many looks for himself. */
    private static final int MOST = 20;

    private final Trusted trusted;
    private final Instant keptFrom;
    private final TreeMap<Long, Set<Hash>> heads = new TreeMap<>();
    /** What witnesses have and no checkpoint of the database was so far, with their names. */
    private final Map<Checkpoint, String> unseen = new HashMap<>();

    private final Map<Subtree, Hash> nodes = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private Frontier frontier = Frontier.EMPTY;
    private Instant until;

    /**
     * @param begins the moment before which there is no event
     * @param keptFrom events before it may have been removed; their hashes stand for them
     */
    TrailCheck(Trusted trusted, Instant begins, Instant keptFrom) {
        this.trusted = trusted;
        this.until = begins;
        this.keptFrom = keptFrom;
    }

    /** What a witness has accepted last; before all checkpoints of the database. */
    void witnessed(String witness, String note) {
        var head = head("The checkpoint of the witness " + witness, note);
        if (head != null) {
            unseen.put(head, witness);
        }
    }

    /** Of the database; before the piece in which it ends. */
    void checkpoint(String note) {
        var head = head("A checkpoint", note);
        if (head != null) {
            unseen.remove(head);
        }
    }

    private @Nullable Checkpoint head(String what, String note) {
        try {
            var signed = SignedNote.parse(note);
            var checkpoint = Checkpoint.of(signed);
            if (!trusted.keys().isEmpty() && !trusted.hasSigned(signed)) {
                say("%s of %d events was signed by nobody who is trusted".formatted(what, checkpoint.size()));
            }
            if (checkpoint.size() <= frontier.size()) {
                say("%s of %d events stands where there are %d".formatted(what, checkpoint.size(), frontier.size()));
            }
            heads.computeIfAbsent(checkpoint.size(), _ -> new HashSet<>()).add(checkpoint.root());
            return checkpoint;
        } catch (MalformedNote e) {
            say(what + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** How many events there were so far. */
    long size() {
        return frontier.size();
    }

    /** Where the events of the next piece begin. */
    Instant until() {
        return until;
    }

    /** @param events of its time, in order */
    void piece(Piece piece, List<RecordedEvent> events) {
        if (piece.first() != frontier.size() || piece.size() != piece.hashes().size()) {
            say("The piece at %d has %d hashes for %d events, and begins at %d"
                    .formatted(frontier.size(), piece.hashes().size(), piece.size(), piece.first()));
        }
        if (!piece.until().isAfter(until)) {
            say("The piece at %d ends before it begins".formatted(piece.first()));
        }
        boolean removed = events.isEmpty() && !piece.until().isAfter(keptFrom);
        if (!removed) {
            compare(piece, events);
        }
        until = piece.until();
        long before = frontier.size();
        frontier = frontier.with(piece.hashes(), (subtree, hash) -> {
            if (subtree.isKept()) {
                nodes.put(subtree, hash);
            }
        });
        var ended = heads.subMap(before, false, frontier.size(), true);
        ended.forEach(this::compare);
        ended.clear();
    }

    private void compare(Piece piece, List<RecordedEvent> events) {
        if (events.size() != piece.hashes().size()) {
            say("Of %s there are %d events, and %d were recorded from %d on"
                    .formatted(piece.until(), events.size(), piece.hashes().size(), piece.first()));
        }
        for (int i = 0; i < Math.min(events.size(), piece.hashes().size()); i++) {
            if (!events.get(i).leaf().equals(piece.hashes().get(i))) {
                say("Event %s is not what was recorded at %d"
                        .formatted(events.get(i).id(), piece.first() + i));
                return;
            }
        }
    }

    private void compare(long size, Set<Hash> roots) {
        if (size != frontier.size()) {
            say("A checkpoint of %d events ends within a piece".formatted(size));
        } else if (!roots.equals(Set.of(frontier.root()))) {
            say("The first %d events are not those that a checkpoint signed".formatted(size));
        }
    }

    /**
     * Emits what was found.
     *
     * @param goesOn what the follower goes on from
     * @param outside how many events are older than where it reads on, and in no piece
     * @param kept the hashes above leaves that proofs are made from
     */
    List<String> end(Frontier goesOn, long outside, Map<Subtree, Hash> kept) {
        heads.tailMap(frontier.size(), false)
                .forEach((size, _) ->
                        say("A checkpoint signed %d events, and there are %d".formatted(size, frontier.size())));
        unseen.forEach((head, witness) -> say(
                "The witness %s has a checkpoint of %d events that is not kept here".formatted(witness, head.size())));
        if (goesOn.size() != frontier.size() || !goesOn.root().equals(frontier.root())) {
            say("The trail has %d events, and goes on from %d".formatted(frontier.size(), goesOn.size()));
        }
        if (outside > 0) {
            say("%d events stand in no piece".formatted(outside));
        }
        if (!kept.equals(nodes)) {
            say("The hashes of full subtrees are not those of their leaves");
        }
        return List.copyOf(broken);
    }

    /** Adds a line to what was found. */
    void say(String line) {
        if (broken.size() < MOST) {
            broken.add(line);
        }
    }
}
