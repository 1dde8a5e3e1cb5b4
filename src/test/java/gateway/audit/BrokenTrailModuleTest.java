package gateway.audit;

import static gateway.audit.AuditRig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.audit.note.Checkpoint;
import gateway.audit.note.CheckpointKey;
import gateway.audit.proof.ProveEvent;
import gateway.audit.trail.Checkpoints;
import gateway.audit.trail.FollowOutbox;
import gateway.audit.trail.SignCheckpoints;
import gateway.audit.trail.WatchTrail;
import gateway.audit.tree.Hash;
import gateway.audit.witness.FolderWitness;
import gateway.audit.witness.TellWitnesses;
import gateway.platform.crypto.MasterKey;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.embedded.LiveBooks;

/** What a node does that is asked to go on from a trail which somebody has changed, and what those see who watch it. */
class BrokenTrailModuleTest {

    private static final String ORIGIN = "oqim.example/audit";

    @TempDir
    private Path folder;

    private final AuditRig rig = new AuditRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void follow(LiveBooks node) {
        await().atMost(PATIENCE).until(() -> {
            node.bean(FollowOutbox.class).run().block(PATIENCE);
            return rig.number("select (select size from audit.place) - (select count(*) from platform.outbox)") == 0;
        });
    }

    /** The first checkpoint is due at once; who signs it does not matter. */
    private void sign(LiveBooks node) {
        var _ = node.bean(SignCheckpoints.class).run().block(PATIENCE);
        awaitNumber("select count(*) from audit.checkpoint", 1);
    }

    private void awaitNumber(String query, long wanted) {
        await().atMost(PATIENCE).until(() -> rig.number(query) == wanted);
    }

    /** @param by {@code signer} or {@code witness}: both look by themselves as well, each every second */
    private static double refused(LiveBooks node, String by) {
        return node.bean(MeterRegistry.class)
                .get("oqim_audit_refused")
                .tag("by", by)
                .counter()
                .count();
    }

    private static void awaitRefusedByTheWitness(LiveBooks node, double before) {
        await().atMost(PATIENCE).until(() -> {
            node.bean(TellWitnesses.class).run().block(PATIENCE);
            return refused(node, "witness") > before;
        });
    }

    private static double gauge(LiveBooks node, String name) {
        return node.bean(MeterRegistry.class).get(name).gauge().value();
    }

    @Test
    void whatNobodyTrustedHasSignedIsNotGoneOnFromAndToldToNoWitness() {
        var node = rig.patient(folder);
        rig.announce(3);
        follow(node);
        sign(node);
        var stranger = CheckpointKey.of(new MasterKey("HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), ORIGIN);
        var last = Checkpoint.of(node.bean(Checkpoints.class)
                .latest()
                .blockOptional(PATIENCE)
                .orElseThrow()
                .note());
        double signed = refused(node, "signer");
        double witnessed = refused(node, "witness");
        rig.asOwner("update audit.checkpoint set note = '%s'"
                .formatted(stranger.sign(new Checkpoint(ORIGIN, 3, last.root())).written()));
        rig.announce(3);
        follow(node);

        assertThatThrownBy(() -> node.bean(SignCheckpoints.class).run().block(PATIENCE))
                .hasMessageContaining("nobody who is trusted");
        assertThat(refused(node, "signer")).isGreaterThan(signed);
        awaitRefusedByTheWitness(node, witnessed);
    }

    /** As after a backup was put back without what came later. */
    @Test
    void aTrailThatWasSetBackIsNotSignedAndRefusedByTheWitness() {
        var node = rig.patient(folder);
        rig.announce(3);
        follow(node);
        sign(node);
        await().atMost(PATIENCE).until(() -> {
            node.bean(TellWitnesses.class).run().block(PATIENCE);
            return new FolderWitness(folder).last().isPresent();
        });
        var note = node.bean(Checkpoints.class).latest().blockOptional(PATIENCE).orElseThrow();
        var shorter = CheckpointKey.of(new MasterKey(AuditRig.MASTER), ORIGIN)
                .sign(new Checkpoint(ORIGIN, 2, Hash.ofNothing()));

        double signed = refused(node, "signer");
        double witnessed = refused(node, "witness");
        rig.asOwner("update audit.place set size = 0, frontier = '', read_until = begins_at");
        assertThatThrownBy(() -> node.bean(SignCheckpoints.class).run().block(PATIENCE))
                .hasMessageContaining("had " + note.checkpoint().size());
        assertThat(refused(node, "signer")).isGreaterThan(signed);
        assertThat(refused(node, "witness")).isEqualTo(witnessed);
        rig.asOwner("update audit.checkpoint set size = 2, note = '%s'".formatted(shorter.written()));
        awaitRefusedByTheWitness(node, witnessed);
    }

    @Test
    void anEventOfTheVeryMomentUpToWhichWasReadIsInTheNextPiece() {
        var node = rig.idle();
        rig.announce(3);
        follow(node);

        rig.sql("""
                insert into platform.outbox (shard, id, subject, version, type, payload, created_at)
                select 0, gen_random_uuid(), gen_random_uuid(), 1, 'x', '{}', read_until from audit.place
                """);
        follow(node);

        assertThat(rig.number("select size from audit.place")).isEqualTo(4);
    }

    @Test
    void aThousandEventsAreNotWaitedWith() {
        var node = rig.patient();
        rig.announce(1);
        follow(node);
        sign(node);
        rig.announce(999);
        follow(node);
        assertThat(node.bean(SignCheckpoints.class).run().blockOptional(PATIENCE))
                .isEmpty();
        assertThat(rig.number("select count(*) from audit.checkpoint")).isOne();

        rig.announce(1);
        follow(node);

        awaitNumber("select max(size) from audit.checkpoint", 1_001);
    }

    @Test
    void whoeverWatchesSeesHowFarItIsBehind() {
        var node = rig.patient();
        rig.announce(2);
        follow(node);
        sign(node);
        rig.announce(3);
        follow(node);
        rig.asOwner("update audit.place set read_until = now() - interval '90 seconds'");
        rig.asOwner("update audit.piece set until = until - interval '1 hour' where first = 2");

        node.bean(WatchTrail.class).look().block(PATIENCE);

        assertThat(gauge(node, "oqim_audit_behind_seconds")).isGreaterThanOrEqualTo(89);
        assertThat(gauge(node, "oqim_audit_unsigned_seconds")).isGreaterThanOrEqualTo(3_599);
        assertThat(gauge(node, "oqim_audit_events")).isEqualTo(5);
    }

    /** An auditor hears that the trail is not what it was, whatever of it was changed. */
    @Test
    void anEventOfWhosePieceTheHashesAreGoneIsNotProven() {
        var node = rig.patient();
        rig.announce(300);
        follow(node);
        sign(node);
        var first = UUID.fromString(
                rig.text("select id from platform.outbox order by created_at, shard, subject, version limit 1"));
        var last = UUID.fromString(
                rig.text("select id from platform.outbox order by created_at desc, shard desc, subject desc limit 1"));
        rig.keep();
        for (var falsehood : new String[] {"update audit.node set hash = 'short'", "delete from audit.node"}) {
            rig.asOwner(falsehood);
            assertThatChanged(node, last);
            rig.restore();
        }
        rig.asOwner("update audit.piece set first = first + 100");
        assertThatChanged(node, first);
    }

    private static void assertThatChanged(LiveBooks node, UUID id) {
        assertThatThrownBy(() -> node.bean(ProveEvent.class).prove(id).block(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(AuditProblem.AUDIT_EVENT_CHANGED));
    }
}
