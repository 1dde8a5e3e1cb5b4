package gateway.audit.proof;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.AuditDatabase;
import gateway.audit.AuditProblem;
import gateway.audit.trail.BrokenTrail;
import gateway.audit.trail.Checkpoints;
import gateway.audit.trail.Checkpoints.Signed;
import gateway.audit.trail.RecordedEvent;
import gateway.audit.trail.StoredTree;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Proofs;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Proves that an event, as it stands in the outbox now, is the one that the trail recorded. */
@Component
public class ProveEvent {

    // An event's id differs from its subject's in two bytes of the lower half, if at all: one short range of the key.
    private static final String FIND = "select " + RecordedEvent.COLUMNS + """
              from platform.outbox
             where shard = :shard and id = :id
               and subject between (substr(:id::text, 1, 21) || '00-000000000000')::uuid
                               and (substr(:id::text, 1, 21) || 'ff-ffffffffffff')::uuid
            """;

    private static final String POSITION = """
            select p.first + (select count(*)
                                from platform.outbox o
                               where o.created_at >= coalesce(
                                         (select max(b.until) from audit.piece b where b.until <= :at), '-infinity')
                                 and o.created_at <= :at
                                 and (o.created_at, o.shard, o.subject, o.version) < (:at, :shard, :subject, :version))
                       as position
              from audit.piece p
             where p.until > :at
             order by p.until
             limit 1
            """;

    private final AuditDatabase own;
    private final Checkpoints checkpoints;
    private final StoredTree tree;

    ProveEvent(AuditDatabase own, Checkpoints checkpoints, StoredTree tree) {
        this.own = own;
        this.checkpoints = checkpoints;
        this.tree = tree;
    }

    /**
     * @param path the hashes that lead from the leaf to the root that the checkpoint signs
     * @param signed the latest checkpoint
     */
    public record Proof(RecordedEvent event, long position, List<Hash> path, Signed signed) {

        public Proof {
            path = List.copyOf(path);
        }

        boolean isRight() {
            var checkpoint = signed.checkpoint();
            return Proofs.includes(checkpoint.root(), checkpoint.size(), position, event.leaf(), path);
        }
    }

    /** Errors with a problem when there is no such event, no checkpoint of it yet, or when it has been changed. */
    public Mono<Proof> prove(UUID id) {
        return checkpoints
                .latest()
                .switchIfEmpty(Mono.error(() -> AuditProblem.AUDIT_NO_CHECKPOINT.because("Nothing was signed so far")))
                .flatMap(signed -> find(id).flatMap(event -> prove(event, signed)));
    }

    private Mono<Proof> prove(RecordedEvent event, Signed signed) {
        long size = signed.checkpoint().size();
        return position(event)
                .filter(position -> position < size)
                .switchIfEmpty(Mono.error(() ->
                        AuditProblem.AUDIT_EVENT_TOO_NEW.because("The last checkpoint covers " + size + " events")))
                .flatMap(position ->
                        tree.inclusion(position, size).map(path -> new Proof(event, position, path, signed)))
                .onErrorMap(BrokenTrail.class, _ -> changed())
                .doOnNext(ProveEvent::check);
    }

    private static void check(Proof proof) {
        if (!proof.isRight()) {
            throw changed();
        }
    }

    private static ProblemException changed() {
        return AuditProblem.AUDIT_EVENT_CHANGED.because("Tell whoever guards the trail, and run ./gateway verify");
    }

    private Mono<RecordedEvent> find(UUID id) {
        return own.client()
                .sql(FIND)
                .bind("shard", (short) TimeOrderedIds.shardOf(id))
                .bind("id", id)
                .map(RecordedEvent::of)
                .one()
                .switchIfEmpty(
                        Mono.error(() -> AuditProblem.AUDIT_EVENT_NOT_FOUND.because("Nothing was announced so")));
    }

    private Mono<Long> position(RecordedEvent event) {
        return own.client()
                .sql(POSITION)
                .bind("at", event.at())
                .bind("shard", event.shard())
                .bind("subject", event.subject())
                .bind("version", event.version())
                .map(row -> required(row, "position", Long.class))
                .one();
    }
}
