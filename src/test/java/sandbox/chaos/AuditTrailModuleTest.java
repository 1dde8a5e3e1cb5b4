package sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.audit.FollowedTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge, who shares no code with the gateway, agrees with a true trail and with no false one. */
class AuditTrailModuleTest {

    private static final String LAST_GONE = """
            truncate audit.checkpoint;
            delete from platform.outbox
             where (created_at, shard, subject, version) = (select created_at, shard, subject, version
                                                              from platform.outbox
                                                             order by 1 desc, 2 desc, 3 desc, 4 desc
                                                             limit 1)
            """;

    @TempDir
    private Path folder;

    /** A witness who has, of as many events, another root. */
    private Path lied(Path other) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(folder.resolve("checkpoints")));
        lines.set(lines.lastIndexOf("70") + 1, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        Files.createDirectories(other);
        Files.write(other.resolve("checkpoints"), lines);
        return other;
    }

    @Test
    void itAgreesWithATrueTrailAndWithNoFalseOne() throws SQLException, IOException {
        try (var trail = FollowedTrail.of(70, folder)) {
            assertThat(AuditTrail.await(trail.database(), folder)).isEmpty();
            assertThat(AuditTrail.broken(trail.database(), folder.resolve("empty")))
                    .containsExactly("the witness has nothing");
            assertThat(AuditTrail.broken(trail.database(), lied(folder.resolve("lied"))))
                    .as("the witness has seen another past")
                    .containsExactly("the witness of 70 events is not of these");

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
            assertThat(trail.withFalsehood(
                            LAST_GONE, () -> AuditTrail.broken(trail.database(), folder.resolve("empty"))))
                    .as("nobody but the trail knows of it")
                    .containsExactly("the trail has 70 events, and there are 69", "the witness has nothing");
            trail.sql("insert into platform.outbox (shard, id, subject, version, type, payload, created_at)"
                    + " select 0, gen_random_uuid(), gen_random_uuid(), 1, 'x', '{}', min(created_at)"
                    + " from platform.outbox");
            assertThat(AuditTrail.broken(trail.database(), folder)).isNotEmpty();
        }
    }
}
