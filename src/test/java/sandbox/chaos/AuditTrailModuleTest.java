package sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.audit.FollowedTrail;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge, who shares no code with the gateway, agrees with a true trail and with no false one. */
class AuditTrailModuleTest {

    @TempDir
    private Path folder;

    @Test
    void itAgreesWithATrueTrailAndWithNoFalseOne() throws SQLException {
        try (var trail = FollowedTrail.of(70, folder)) {
            assertThat(AuditTrail.await(trail.database(), folder)).isEmpty();
            assertThat(AuditTrail.broken(trail.database(), folder.resolve("empty")))
                    .isEmpty();

            for (var falsehood : List.of(
                    "update platform.outbox set payload = '{}' where answers is null",
                    "update platform.outbox set answer_status = 200 where answers is not null",
                    "update platform.outbox set customer = null",
                    "delete from platform.outbox where version = 1 and answers is not null",
                    "update audit.piece set hashes = sha256('a') || substr(hashes, 33)",
                    "delete from audit.piece; delete from platform.outbox",
                    "update audit.checkpoint set note = replace(note, chr(10) || size || chr(10), chr(10) || '1'"
                            + " || chr(10))")) {
                assertThat(trail.withFalsehood(falsehood, () -> AuditTrail.broken(trail.database(), folder)))
                        .as(falsehood)
                        .isNotEmpty();
            }
            trail.sql("insert into platform.outbox (shard, id, subject, version, type, payload, created_at)"
                    + " select 0, gen_random_uuid(), gen_random_uuid(), 1, 'x', '{}', min(created_at)"
                    + " from platform.outbox");
            assertThat(AuditTrail.broken(trail.database(), folder)).isNotEmpty();
        }
    }
}
