package gateway.audit.trail;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.AuditDatabase;
import gateway.audit.Trusted;
import gateway.audit.note.Checkpoint;
import gateway.audit.note.CheckpointKey;
import gateway.audit.trail.Checkpoints.Signed;
import gateway.audit.tree.Frontier;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Proofs;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Signs the head of the trail every few seconds, or every thousand events, if it provably goes on from what was signed
 * before. What does not is signed by nobody.
 */
@Component
public class SignCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(SignCheckpoints.class);

    private static final String HOLD = """
            select size, frontier from audit.place where id = 1 for update skip locked
            """;

    private static final long EVENTS = 1_000;

    private final AuditDatabase own;
    private final StoredTree tree;
    private final Checkpoints checkpoints;
    private final CheckpointKey key;
    private final Trusted trusted;
    private final TrailSettings settings;
    private final Clock clock;

    SignCheckpoints(
            AuditDatabase own,
            StoredTree tree,
            Checkpoints checkpoints,
            CheckpointKey key,
            Trusted trusted,
            TrailSettings settings,
            Clock clock) {
        this.own = own;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.key = key;
        this.trusted = trusted;
        this.settings = settings;
        this.clock = clock;
    }

    /** Emits the checkpoint if one was due. Errors with {@link BrokenTrail}. */
    public Mono<Signed> run() {
        return own.client()
                .sql(HOLD)
                .map(SignCheckpoints::frontier)
                .one()
                .flatMap(head -> checkpoints
                        .latest()
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(last -> next(head, last)))
                .as(own.transaction()::transactional)
                .doOnError(BrokenTrail.class, this::refused);
    }

    private void refused(BrokenTrail broken) {
        checkpoints.refused(Checkpoints.Refuser.SIGNER);
        LOG.error("No checkpoint is signed: {}", broken.getMessage());
    }

    private Mono<Signed> next(Frontier head, Optional<Signed> last) {
        if (last.isEmpty()) {
            return head.size() > 0 ? sign(head) : Mono.empty();
        }
        if (!trusted.hasSigned(last.get().note())) {
            return Mono.error(new BrokenTrail("the last checkpoint was signed by nobody who is trusted"));
        }
        var before = last.get().checkpoint();
        if (head.size() < before.size()) {
            return Mono.error(new BrokenTrail("it has " + head.size() + " events, and had " + before.size()));
        }
        return isDue(head, last.get())
                ? tree.consistency(before.size(), head.size()).flatMap(path -> goOn(before, head, path))
                : Mono.empty();
    }

    private boolean isDue(Frontier head, Signed last) {
        long added = head.size() - last.checkpoint().size();
        return added >= EVENTS
                || (added > 0 && !clock.instant().isBefore(last.at().plus(settings.checkpointEvery())));
    }

    private Mono<Signed> goOn(Checkpoint before, Frontier head, List<Hash> path) {
        return Proofs.continues(head.root(), head.size(), before.root(), before.size(), path)
                ? sign(head)
                : Mono.error(
                        new BrokenTrail("it does not go on from the " + before.size() + " events that were signed"));
    }

    private Mono<Signed> sign(Frontier head) {
        var note = key.sign(new Checkpoint(key.name(), head.size(), head.root()));
        return checkpoints.add(Signed.of(note, clock.instant()));
    }

    private static Frontier frontier(Readable row) {
        return Frontier.of(required(row, "size", Long.class), required(row, "frontier", byte[].class));
    }
}
