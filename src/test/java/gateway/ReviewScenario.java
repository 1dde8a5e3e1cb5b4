package gateway;

import static gateway.WatchfulBank.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;

/** Payments that people of the bank have to look at: two let them go, one refuses them. */
class ReviewScenario {

    @TempDir
    static Path folder;

    private static WatchfulBank bank;

    @BeforeAll
    static void open() throws Exception {
        bank = WatchfulBank.open(folder, List.of(Map.entry("rooted", "review"), Map.entry("vpn", "step-up")));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @Test
    void whatTwoPeopleLetGoIsPaid() throws Exception {
        var payer = bank.payer("2230001");
        var waiting = bank.pay(payer, "\"rooted\":true");
        assertThat(waiting.status()).as(waiting.text()).isEqualTo(201);
        assertThat(status(waiting)).isEqualTo("in_review");
        assertThat(waiting.text()).doesNotContain("\"reason\"").doesNotContain("root");
        var id = id(waiting);
        assertThat(listed(id).path("checks").path(0).path("rule").asString()).isEqualTo("rooted");

        var act = bank.staff(
                "POST",
                "/admin/api/acts",
                "{\"kind\":\"release-payment\",\"content\":\"" + id + "\",\"reason\":\"the customer called\"}",
                Bank.STAFF);
        assertThat(act.path("state").asString()).as(act.toString()).isEqualTo("proposed");
        var path = "/admin/api/acts/" + act.path("id").asString() + "/approve";
        assertThat(bank.staff("POST", path, "{\"reason\":\"me too\"}", Bank.STAFF)
                        .path("type")
                        .asString())
                .endsWith("act-own");
        assertThat(shown(payer, id).path("status").asString()).isEqualTo("in_review");
        var approved = bank.staff("POST", path, "{\"reason\":\"heard it\"}", Bank.COLLEAGUE);

        assertThat(approved.path("state").asString()).as(approved.toString()).isEqualTo("approved");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> shown(payer, id).path("status").asString().equals("completed"));
        var last = decisions(id).path(1);
        assertThat(last.path("step").asString()).isEqualTo("reviewed");
        assertThat(last.path("outcome").asString()).isEqualTo("allowed");
        assertThat(last.path("checks").path(0).path("inputs").path("act").asString())
                .isEqualTo(act.path("id").asString());
        assertThat(told(act.path("id").asString()))
                .isEqualTo("act.proposed the customer called, act.approved heard it");
        // What it needs of its limits was reserved when it was made.
        assertThat(decisions(id)
                        .path(0)
                        .path("checks")
                        .valueStream()
                        .map(it -> it.path("check").asString()))
                .contains("limits");
    }

    /** What the outbox says of an act. */
    private static String told(String act) throws SQLException {
        try (var connection = bank.bank().database.jdbc();
                var statement = connection.prepareStatement("""
                        select string_agg(type || ' ' || (payload::json ->> 'reason'), ', ' order by created_at)
                          from platform.outbox
                         where type like 'act.%' and payload::json ->> 'id' = ?
                        """)) {
            statement.setString(1, act);
            var rows = statement.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void theCodeComesFirst() throws Exception {
        var payer = bank.payer("2230002");
        var waiting = bank.pay(payer, "\"rooted\":true,\"vpn\":true");
        assertThat(status(waiting)).as(waiting.text()).isEqualTo("action_required");

        var confirmed = payer.post(
                "/v1/payments/" + id(waiting) + "/confirm",
                "{\"code\":\"%s\"}".formatted(payer.code("998902230002")),
                MobileApp.newKey());

        assertThat(status(confirmed)).as(confirmed.text()).isEqualTo("in_review");
        assertThat(listed(id(waiting)).path("customer").asString())
                .isEqualTo(payer.tokens().customer());
    }

    @Test
    void onePersonRefusesItAndNobodyLetsItGoAfterThat() throws Exception {
        var payer = bank.payer("2230003");
        var id = id(bank.pay(payer, "\"rooted\":true"));

        var refused = refuse(id);

        assertThat(refused.path("status").asString()).as(refused.toString()).isEqualTo("declined");
        assertThat(shown(payer, id).path("denial").path("reason").asString()).isEqualTo("do_not_honour");
        assertThat(decisions(id)
                        .path(1)
                        .path("checks")
                        .path(0)
                        .path("inputs")
                        .path("by")
                        .asString())
                .isEqualTo("staff");
        assertThat(refuse(id).path("type").asString()).endsWith("payment-not-in-review");
        assertThat(bank.staff(
                                "POST",
                                "/admin/api/acts",
                                "{\"kind\":\"release-payment\",\"content\":\"" + id + "\",\"reason\":\"late\"}",
                                Bank.STAFF)
                        .path("type")
                        .asString())
                .endsWith("payment-not-in-review");
    }

    @Test
    void itsCustomerCallsItOffAndNobodyLetsItGoAfterThat() throws Exception {
        var payer = bank.payer("2230004");
        var id = id(bank.pay(payer, "\"rooted\":true"));
        var act = bank.staff(
                "POST",
                "/admin/api/acts",
                "{\"kind\":\"release-payment\",\"content\":\"" + id + "\",\"reason\":\"the customer called\"}",
                Bank.STAFF);

        var cancelled = payer.post("/v1/payments/" + id + "/cancel", "", MobileApp.newKey());

        assertThat(status(cancelled)).as(cancelled.text()).isEqualTo("cancelled");
        var late = bank.staff(
                "POST",
                "/admin/api/acts/" + act.path("id").asString() + "/approve",
                "{\"reason\":\"late\"}",
                Bank.COLLEAGUE);
        assertThat(late.path("type").asString()).as(late.toString()).endsWith("payment-not-in-review");
        assertThat(bank.staff("GET", "/admin/api/acts/" + act.path("id").asString(), "", Bank.STAFF)
                        .path("state")
                        .asString())
                .isEqualTo("proposed");
    }

    private static JsonNode shown(MobileApp payer, String id) {
        return payer.get("/v1/payments/" + id).body();
    }

    private static String id(Reply reply) {
        return reply.body().path("id").asString();
    }

    private static JsonNode listed(String id) throws Exception {
        for (var waiting :
                bank.staff("GET", "/admin/api/payments/reviews", "", Bank.STAFF).path("payments")) {
            if (waiting.path("payment").asString().equals(id)) {
                return waiting;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    private static JsonNode decisions(String id) throws Exception {
        return bank.staff("GET", "/admin/api/payments/" + id + "/decisions", "", Bank.STAFF)
                .path("decisions");
    }

    private static JsonNode refuse(String id) throws Exception {
        var path = "/admin/api/payments/" + id + "/refuse";
        return bank.staff("POST", path, "{\"reason\":\"not like them\"}", Bank.STAFF);
    }
}
