package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.audit.note.Checkpoint;
import gateway.audit.note.SignedNote;
import gateway.audit.note.VerifierKey;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Proofs;
import gateway.audit.witness.FolderWitness;
import gateway.ledger.VerifyBooks;
import gateway.platform.http.StaffRole;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a member of the staff asked for can be proven to an auditor, who needs nothing of ours but the public key. */
class AuditScenario {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Bank bank;

    @BeforeAll
    static void open() {
        bank = Bank.open(Map.of(
                "gateway.audit.origin", "story.example/audit",
                "gateway.audit.trail.every", "100ms",
                "gateway.audit.trail.checkpoint-every", "100ms",
                "gateway.audit.witnesses", folder.toString()));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    private static JsonNode audit(String path) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/audit/" + path))
                .header("Authorization", "Bearer " + Bank.staffWithOnly(StaffRole.AUDITOR))
                .build();
        return JsonMapper.shared()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static String text(String query) throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Hash hash(String base64) {
        return Hash.of(Base64.getDecoder().decode(base64));
    }

    @Test
    void whoAskedForWhatIsProvenToAnAuditor() throws Exception {
        bank.merchant("Kitob olami");
        var asked = "from platform.outbox where type = 'staff.asked' order by created_at limit 1";
        var event = "evt_" + text("select id " + asked);
        assertThat(text("select payload " + asked))
                .contains("\"method\":\"POST\"")
                .contains("\"path\":\"/admin/api/merchants\"");

        await().atMost(PartnerAbroad.PATIENCE)
                .until(() -> audit("events/" + event + "/proof").has("path"));
        var proof = audit("events/" + event + "/proof");

        var note = SignedNote.parse(proof.path("checkpoint").path("note").asString());
        var checkpoint = Checkpoint.of(note);
        var key = VerifierKey.parse(audit("checkpoint").path("key").asString());
        assertThat(key.hasSigned(note)).isTrue();
        assertThat(checkpoint.origin()).isEqualTo("story.example/audit");
        assertThat(Proofs.includes(
                        checkpoint.root(),
                        checkpoint.size(),
                        proof.path("position").asLong(),
                        hash(proof.path("leaf").asString()),
                        proof.path("path")
                                .valueStream()
                                .map(it -> hash(it.asString()))
                                .toList()))
                .isTrue();
        await().atMost(PartnerAbroad.PATIENCE)
                .until(() -> new FolderWitness(folder).last().isPresent());
        assertThat(bank.bean(VerifyBooks.class)
                        .verify()
                        .blockOptional(PartnerAbroad.PATIENCE)
                        .orElseThrow()
                        .isClean())
                .isTrue();
    }

    @Test
    void whatIsNoEventIsNotFound() throws Exception {
        await().atMost(PartnerAbroad.PATIENCE).until(() -> {
            bank.merchant("Yana kitob");
            return audit("checkpoint").has("note");
        });

        for (var id : new String[] {"evt_00000000-0000-7000-8000-000000000000", "evt_x", "pay_x", "evt_"}) {
            assertThat(audit("events/" + id + "/proof").path("type").asString()).endsWith("audit-event-not-found");
        }
    }
}
