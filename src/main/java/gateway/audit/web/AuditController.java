package gateway.audit.web;

import gateway.audit.AuditProblem;
import gateway.audit.note.CheckpointKey;
import gateway.audit.proof.ProveEvent;
import gateway.audit.proof.ProveEvent.Proof;
import gateway.audit.trail.Checkpoints;
import gateway.audit.trail.Checkpoints.Signed;
import gateway.audit.tree.Hash;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The head of the audit trail, and proofs that events stand in it, for auditors. */
@RestController
class AuditController {

    private static final String PREFIX = "evt_";

    private final Checkpoints checkpoints;
    private final ProveEvent prove;
    private final CheckpointKey key;

    AuditController(Checkpoints checkpoints, ProveEvent prove, CheckpointKey key) {
        this.checkpoints = checkpoints;
        this.prove = prove;
        this.key = key;
    }

    /**
     * A checkpoint.
     *
     * @param size how many events the trail had
     * @param root of its tree, in base64
     * @param note the whole checkpoint as it was signed (C2SP tlog-checkpoint)
     * @param key with which signatures can be checked (C2SP signed-note)
     */
    record CheckpointView(String origin, long size, String root, Instant at, String note, String key) {

        static CheckpointView of(Signed it, CheckpointKey key) {
            var checkpoint = it.checkpoint();
            return new CheckpointView(
                    checkpoint.origin(),
                    checkpoint.size(),
                    checkpoint.root().base64(),
                    it.at(),
                    it.note().written(),
                    key.verifier().written());
        }
    }

    /**
     * An inclusion proof (RFC 9162).
     *
     * @param position of the event in the trail, from 0
     * @param leaf the event's hash, in base64
     * @param path the hashes that lead from the leaf to the root, in base64
     */
    record ProofView(String event, long position, String leaf, List<String> path, CheckpointView checkpoint) {

        static ProofView of(Proof it, CheckpointKey key) {
            return new ProofView(
                    PREFIX + it.event().id(),
                    it.position(),
                    it.event().leaf().base64(),
                    it.path().stream().map(Hash::base64).toList(),
                    CheckpointView.of(it.signed(), key));
        }
    }

    /** Shows the latest signed head of the audit trail. For auditors. */
    @GetMapping("/admin/api/audit/checkpoint")
    Mono<CheckpointView> checkpoint(@Needs(StaffRole.AUDITOR) Staff staff) {
        return checkpoints
                .latest()
                .switchIfEmpty(Mono.error(() -> AuditProblem.AUDIT_NO_CHECKPOINT.because("Nothing was signed so far")))
                .map(it -> CheckpointView.of(it, key));
    }

    /** Proves that an event, as it stands now, is what the audit trail recorded. For auditors. */
    @GetMapping("/admin/api/audit/events/{id}/proof")
    Mono<ProofView> proof(@Needs(StaffRole.AUDITOR) Staff staff, @PathVariable String id) {
        return prove.prove(parse(id)).map(it -> ProofView.of(it, key));
    }

    private static UUID parse(String id) {
        try {
            if (id.startsWith(PREFIX)) {
                return UUID.fromString(id.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException _) {
            // Names nothing that there is, as one without the prefix.
        }
        throw AuditProblem.AUDIT_EVENT_NOT_FOUND.because("Ids of events look like evt_");
    }
}
