package gateway.audit;

import static gateway.audit.AuditRig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.audit.note.Checkpoint;
import gateway.audit.proof.ProveEvent;
import gateway.audit.trail.Checkpoints;
import gateway.audit.trail.FollowOutbox;
import gateway.audit.trail.SignCheckpoints;
import gateway.audit.tree.Proofs;
import gateway.audit.witness.FolderWitness;
import gateway.audit.witness.TellWitnesses;
import gateway.ledger.VerifyBooks.Finding;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.embedded.LiveBooks;

/** The trail over a real database: everything is in it once, whoever dies or falsifies what. */
class AuditModuleTest {

    private static final String ALL_READ = """
            select (select size from audit.place) - (select count(*) from platform.outbox)
            """;

    private static final String ALL_SIGNED = """
            select coalesce((select max(size) from audit.checkpoint), 0) - (select size from audit.place)
            """;

    @TempDir
    private Path folder;

    private final AuditRig rig = new AuditRig();

    @AfterEach
    void close() {
        rig.close();
    }

    /** All that was announced so far, and a checkpoint of it. */
    private void awaitSigned() {
        await().atMost(PATIENCE).until(() -> rig.number(ALL_READ) == 0 && rig.number(ALL_SIGNED) == 0);
    }

    private void follow(LiveBooks node) {
        await().atMost(PATIENCE).until(() -> {
            node.bean(FollowOutbox.class).run().block(PATIENCE);
            return rig.number(ALL_READ) == 0;
        });
    }

    private static Finding finding(LiveBooks node) {
        return node.verify().verify().blockOptional(PATIENCE).orElseThrow().findings().stream()
                .filter(it -> it.rule().contains("audit trail"))
                .findFirst()
                .orElseThrow();
    }

    private static double refused(LiveBooks node, String by) {
        return node.bean(MeterRegistry.class)
                .get("oqim_audit_refused")
                .tag("by", by)
                .counter()
                .count();
    }

    private static List<String> broken(LiveBooks node) {
        return finding(node).examples();
    }

    private void awaitWitnessed(Path witness) {
        await().atMost(PATIENCE)
                .until(() ->
                        new FolderWitness(witness).last().map(Checkpoint::size).orElse(0L)
                                == rig.number("select size from audit.place"));
    }

    @Test
    void everyEventIsInItOnceWithTheHashThatWeComputeOurselves() {
        var one = rig.node(folder.resolve("one"), folder.resolve("two"));
        var other = rig.node(folder.resolve("one"));
        for (int round = 0; round < 5; round++) {
            rig.announce(300);
        }
        awaitSigned();
        awaitWitnessed(folder.resolve("one"));
        awaitWitnessed(folder.resolve("two"));

        assertThat(broken(one)).isEmpty();
        assertThat(broken(other)).isEmpty();
        assertThat(finding(one).rule()).contains("signed checkpoints");
        assertThat(rig.number("select count(*) from audit.node where level = 8"))
                .isEqualTo(1_500 / 256);
        assertThat(refused(one, "signer")).isZero();
        assertThat(refused(one, "witness")).isZero();
    }

    @Test
    void everyEventIsProven() {
        var node = rig.node();
        rig.announce(700);
        awaitSigned();
        var last = node.bean(Checkpoints.class)
                .latest()
                .blockOptional(PATIENCE)
                .orElseThrow()
                .checkpoint();
        var positions = new TreeSet<Long>();
        for (int n = 0; n < 700; n += 7) {
            var id = UUID.fromString(
                    rig.text("select id from platform.outbox order by id offset %d limit 1".formatted(n)));
            var proof = node.bean(ProveEvent.class)
                    .prove(id)
                    .blockOptional(PATIENCE)
                    .orElseThrow();
            assertThat(Proofs.includes(
                            last.root(),
                            last.size(),
                            proof.position(),
                            proof.event().leaf(),
                            proof.path()))
                    .isTrue();
            assertThat(proof.event().id()).isEqualTo(id);
            positions.add(proof.position());
        }
        assertThat(positions).hasSize(100);
    }

    @Test
    void anEventOfAPaymentIsFoundByAnIdThatDiffersFromIts() {
        var node = rig.node();
        var subject = UUID.fromString("01900000-0000-7000-8000-00000000aa03");
        var id = TimeOrderedIds.derive(subject, 0x1002);
        rig.sql("""
                insert into platform.outbox (shard, id, subject, version, type, payload)
                values (3, '%s', '%s', 2, 'payment.completed', '{}')
                """.formatted(id, subject));
        awaitSigned();

        var proof =
                node.bean(ProveEvent.class).prove(id).blockOptional(PATIENCE).orElseThrow();

        assertThat(proof.event().subject()).isEqualTo(subject);
        assertThat(proof.path()).isEmpty();
        rig.asOwner("update platform.outbox set payload = '{\"a\":1}'");
        assertThatThrownBy(() -> node.bean(ProveEvent.class).prove(id).block(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(AuditProblem.AUDIT_EVENT_CHANGED));
        assertThatThrownBy(() -> node.bean(ProveEvent.class).prove(subject).block(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(AuditProblem.AUDIT_EVENT_NOT_FOUND));
    }

    @Test
    void whatNoCheckpointCoversIsNotProvenYet() {
        var node = rig.idle();
        rig.announce(1);
        var id = UUID.fromString(rig.text("select id from platform.outbox"));
        assertThatThrownBy(() -> node.bean(ProveEvent.class).prove(id).block(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(AuditProblem.AUDIT_NO_CHECKPOINT));
        follow(node);
        awaitSigned();
        rig.announce(1);
        var later = UUID.fromString(rig.text("select id from platform.outbox order by created_at desc limit 1"));
        assertThatThrownBy(() -> node.bean(ProveEvent.class).prove(later).block(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(AuditProblem.AUDIT_EVENT_TOO_NEW));
    }

    @Test
    void whoeverIsKilledBetweenHashesAndCheckpointLeavesNothingUndone() {
        var killed = rig.idle(folder);
        rig.announce(10);
        killed.bean(FollowOutbox.class).run().block(PATIENCE);
        killed.close();
        rig.announce(10);

        var next = rig.node(folder);
        awaitSigned();
        awaitWitnessed(folder);

        assertThat(broken(next)).isEmpty();
        assertThat(rig.number("select size from audit.place")).isEqualTo(20);
    }

    @Test
    void aWitnessThatIsAwayHoldsUpNobodyAndCatchesUp() throws IOException {
        var away = folder.resolve("away");
        Files.writeString(away, "a file where a folder should be");
        var node = rig.node(away, folder.resolve("there"));
        rig.announce(5);
        awaitSigned();
        awaitWitnessed(folder.resolve("there"));
        rig.announce(5);
        awaitSigned();
        var age = node.bean(MeterRegistry.class)
                .get("oqim_audit_witness_age_seconds")
                .gauge();
        await().atMost(PATIENCE).until(() -> {
            node.bean(TellWitnesses.class).run().block(PATIENCE);
            return age.value() >= 1;
        });

        Files.delete(away);
        awaitWitnessed(away);

        await().atMost(PATIENCE).until(() -> age.value() == 0);
        rig.asOwner("alter table audit.checkpoint rename to away");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(age.value()).isNaN());
        rig.asOwner("alter table audit.away rename to checkpoint");
        await().atMost(PATIENCE).until(() -> age.value() == 0);
        assertThat(refused(node, "signer")).isZero();
        assertThat(refused(node, "witness")).isZero();
        assertThat(broken(node)).isEmpty();
    }

    @Test
    void aTrailThatWasMadeAnewIsRefusedByTheWitnessEvenIfItIsSigned() {
        var node = rig.node(folder);
        rig.announce(20);
        awaitSigned();
        awaitWitnessed(folder);
        node.close();
        rig.asOwner("""
                update platform.outbox set payload = '{}' where version = 1
                   and id = (select id from platform.outbox order by created_at limit 1);
                truncate audit.piece, audit.node, audit.checkpoint;
                update audit.place set read_until = begins_at, size = 0, frontier = ''
                """);

        var deceived = rig.node(folder);
        rig.announce(1);
        awaitSigned();
        await().atMost(PATIENCE).until(() -> refused(deceived, "witness") > 0);
        assertThat(refused(deceived, "signer")).isZero();

        assertThat(broken(deceived)).isNotEmpty();
    }

    @Test
    void whatDoesNotGoOnFromTheLastCheckpointIsNotSigned() {
        var node = rig.idle();
        rig.announce(20);
        follow(node);
        awaitSigned();
        rig.asOwner("update audit.piece set hashes = sha256('a') || substr(hashes, 33) where first = 0");
        rig.announce(3);
        follow(node);

        // The node itself tries, too; and whoever comes second is not let in.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> node.bean(SignCheckpoints.class).run().block(PATIENCE))
                        .hasMessageContaining("does not go on"));
        assertThat(broken(node)).isNotEmpty();
    }

    @Test
    void theFenceKeepsMistakesOut() {
        rig.announce(1);
        for (var statement : List.of(
                "update platform.outbox set payload = ''",
                "delete from platform.outbox",
                "truncate platform.outbox",
                "delete from audit.piece",
                "update audit.node set hash = ''",
                "truncate audit.checkpoint")) {
            assertThatThrownBy(() -> rig.sql(statement)).hasStackTraceContaining("only ever added to");
        }
    }

    @Test
    void dozensOfFalsificationsAreFoundInTheDatabaseItself() {
        var node = rig.idle(folder);
        rig.announce(40);
        follow(node);
        rig.announce(40);
        follow(node);
        awaitSigned();
        node.bean(TellWitnesses.class).run().block(PATIENCE);
        awaitWitnessed(folder);
        assertThat(broken(node)).isEmpty();
        rig.keep();
        for (int row = 1; row < 80; row += 20) {
            for (var falsehood : falsehoods(
                    "(select id from platform.outbox order by created_at offset %d limit 1)".formatted(row))) {
                rig.asOwner(falsehood);
                assertThat(broken(node)).as(falsehood).isNotEmpty();
                rig.restore();
            }
        }
        assertThat(broken(node)).isEmpty();
    }

    private static List<String> falsehoods(String row) {
        return List.of(
                "update platform.outbox set payload = payload || ' ' where id = " + row,
                "update platform.outbox set type = 'payment.declined' where id = " + row,
                "update platform.outbox set customer = gen_random_uuid() where id = " + row,
                "update platform.outbox set answers = coalesce(answers || 'x', '') where id = " + row,
                "update platform.outbox set answer_status = coalesce(answer_status + 1, 0) where id = " + row,
                "update platform.outbox set created_at = created_at + interval '1 microsecond' where id = " + row,
                "update platform.outbox set created_at = created_at - interval '1 day' where id = " + row,
                "update platform.outbox set subject = gen_random_uuid() where id = " + row,
                "delete from platform.outbox where id = " + row,
                "insert into platform.outbox select shard, id, subject, 7, type, payload, created_at, customer, answers"
                        + ", answer_status from platform.outbox where id = " + row,
                "insert into platform.outbox select shard, id, gen_random_uuid(), 1, type, payload, created_at"
                        + " - interval '1 day', customer, answers, answer_status from platform.outbox"
                        + " where id = " + row,
                // One event alone would be turned into itself.
                "update audit.piece set hashes = substr(hashes, 33) || substr(hashes, 1, 32)"
                        + " where first = (select min(first) from audit.piece where size > 1)",
                "update audit.piece set until = until - interval '1 hour' where first = 0",
                "delete from audit.piece where first > 0; delete from platform.outbox where created_at >= (select"
                        + " max(until) from audit.piece)",
                "delete from audit.checkpoint where size = (select max(size) from audit.checkpoint)",
                "update audit.checkpoint set note = replace(note, 'example', 'exbmple')",
                "update audit.place set read_until = read_until + interval '1 hour', size = size - 1",
                "update audit.place set frontier = substr(frontier, 33) || substr(frontier, 1, 32)",
                "insert into audit.node values (8, 0, sha256('a'))");
    }
}
