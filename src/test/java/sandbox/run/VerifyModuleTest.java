package sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.audit.FollowedTrail;
import gateway.audit.Trusted;
import gateway.ledger.VerifyBooks.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./gateway verify} asks every module, and believes of the audit trail only what it was told beforehand. */
class VerifyModuleTest {

    @TempDir
    private Path folder;

    @Test
    void theAuditTrailIsPartOfIt() {
        try (var trail = FollowedTrail.of(30, folder)) {
            var trusted = Trusted.of(List.of(FollowedTrail.key()), List.of(folder));
            var stranger = Trusted.of(
                    List.of("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"), List.of());
            var nobody = new Trusted(List.of(), List.of());

            var clean = Verify.report(trail.database(), trusted);
            assertThat(clean.isClean()).as(clean.text()).isTrue();
            assertThat(clean.findings()).hasSizeGreaterThan(10);
            assertThat(Verify.report(trail.database(), nobody).text()).contains("nobody's signature was checked");
            assertThat(Verify.report(trail.database(), stranger).text()).contains("signed by nobody who is trusted");
            assertThat(falsified(trail, "update platform.outbox set payload = '{}' where answers is null", trusted)
                            .text())
                    .contains("BROKEN  Every event stands in the audit trail")
                    .contains("is not what was recorded at");
            assertThat(falsified(
                                    trail,
                                    "truncate platform.outbox, audit.piece, audit.node, audit.checkpoint; update"
                                            + " audit.place set size = 0, frontier = '', read_until = begins_at",
                                    trusted)
                            .text())
                    .contains("A checkpoint signed 30 events, and there are 0");
        }
    }

    private static Report falsified(FollowedTrail trail, String falsehood, Trusted trusted) {
        return trail.withFalsehood(falsehood, () -> Verify.report(trail.database(), trusted));
    }
}
