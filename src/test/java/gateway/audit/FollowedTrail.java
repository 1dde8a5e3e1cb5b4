package gateway.audit;

import static org.awaitility.Awaitility.await;

import gateway.audit.note.Checkpoint;
import gateway.audit.witness.FolderWitness;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import sandbox.embedded.Database;

/** A database with events whose trail is signed and witnessed, and on which nobody works any more. */
public final class FollowedTrail implements AutoCloseable {

    private final AuditRig rig = new AuditRig();

    private FollowedTrail() {}

    public static FollowedTrail of(int events, Path witness) {
        var trail = new FollowedTrail();
        var node = trail.rig.node(witness);
        trail.rig.announce(events);
        await().atMost(AuditRig.PATIENCE)
                .until(() ->
                        new FolderWitness(witness).last().map(Checkpoint::size).orElse(0L) == events);
        node.close();
        return trail;
    }

    public Database database() {
        return rig.database;
    }

    public void sql(String statement) {
        rig.sql(statement);
    }

    /** What somebody says while it is there; afterwards everything is as before. */
    public <T> T withFalsehood(String statement, Callable<T> look) {
        rig.keep();
        rig.asOwner(statement);
        try {
            return look.call();
        } catch (Exception e) {
            throw new IllegalStateException(statement, e);
        } finally {
            rig.restore();
        }
    }

    @Override
    public void close() {
        rig.close();
    }
}
