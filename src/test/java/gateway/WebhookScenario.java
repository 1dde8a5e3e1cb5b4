package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.platform.http.StaffRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sandbox.embedded.Scratch;
import sandbox.mobile.MobileApp;
import sandbox.partner.CallSigner;
import sandbox.partner.PartnerHost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer pays a shop, gets some of it back, and the shop's partner hears of both. */
class WebhookScenario {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theShopsPartnerHearsOfPaymentAndRefundAndCanProveThatItMissedNothing() throws Exception {
        var folder = Scratch.passing("oqim-partner");
        try (var bank = Bank.open(Map.of("gateway.webhooks.reach.loopback", "true"));
                var host = new PartnerHost(0, folder.resolve("book.jsonl"))) {
            var shop = bank.merchant("Bookshop");
            var partner = "/admin/api/partners/"
                    + staff(bank, "/admin/api/partners", "{\"name\":\"Shops\"}")
                            .path("id")
                            .asString();
            approved(bank, partner + "/merchants", "{\"merchant\":\"%s\"}".formatted(shop));
            var hook = "http://127.0.0.1:" + host.port() + "/hooks/shop";
            var endpoint = approved(bank, partner + "/endpoints", "{\"url\":\"%s\",\"types\":[\"*\"]}".formatted(hook));
            host.act("trust", endpoint.path("secret"));
            var key = approved(bank, partner + "/keys", "{\"scopes\":[\"events:read\",\"events:replay\"]}")
                    .path("key")
                    .asString();
            var pair = CallSigner.drawPair();
            var publicKey = "{\"publicKey\":\"%s\"}".formatted(CallSigner.publicHalf(pair));
            var signer = CallSigner.ofPair(
                    approved(bank, partner + "/signature-keys", publicKey)
                            .path("id")
                            .asString(),
                    pair.getPrivate());

            payAndRefund(bank, shop);
            await().atMost(PATIENCE).until(() -> types(bank, key).contains("refund.refunded"));
            await().atMost(PATIENCE)
                    .until(() -> host.books().orElseThrow().all().size()
                            == events(bank, key).path("last").asInt());

            assertThat(types(bank, key)).contains("payment.debiting", "payment.completed");
            assertThat(host.oddities()).isEmpty();
            assertThat(host.books().orElseThrow().all().keySet())
                    .containsExactlyInAnyOrderElementsOf(events(bank, key)
                            .path("items")
                            .valueStream()
                            .map(it -> it.path("id").asString())
                            .toList());
            assertThat(get(bank, "/v1/events", key + "x").statusCode()).isEqualTo(401);
            assertThat(get(bank, "/v1/events?limit=0", key).statusCode()).isEqualTo(422);
            assertThat(get(bank, partner, key).statusCode()).isIn(401, 403);
            hearsEverythingAgain(bank, key, signer, endpoint.path("id").asString());
        }
    }

    private void hearsEverythingAgain(Bank bank, String key, CallSigner signer, String endpoint) throws Exception {
        var target = bank.url().resolve("/v1/events/replays");
        var body = "{\"endpoint\":\"%s\",\"after\":0,\"all\":true}".formatted(endpoint);
        var headers = signer.headers("POST", target, body);

        var replayed = post(target, key, headers, body);
        var again = post(target, key, headers, body);
        var unsigned = post(target, key, Map.of("Content-Type", "application/json"), body);
        var changed = post(target, key, signer.headers("POST", target, body), body.replace("true", "false"));

        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        assertThat(JSON.readTree(replayed.body()).path("queued").asInt())
                .isEqualTo(events(bank, key).path("last").asInt());
        assertThat(again.body()).contains("/problems/signature-replayed");
        assertThat(unsigned.body()).contains("/problems/signature-missing");
        assertThat(changed.body()).contains("/problems/signature-refused");
    }

    private HttpResponse<String> post(URI target, String key, Map<String, String> headers, String body)
            throws Exception {
        var request = HttpRequest.newBuilder(target).header("Authorization", "Bearer " + key);
        headers.forEach(request::header);
        return http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static void payAndRefund(Bank bank, String shop) {
        var phone = bank.phone();
        phone.signIn("998901234567");
        var card = phone.linkCard("8600490000000000", "2030-12", "998901234567");
        var paid = phone.post("/v1/payments", """
            {"amount":{"value":"100.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
             "destination":{"type":"merchant","merchant":"%s"}}
            """.formatted(card, shop), MobileApp.newKey());
        assertThat(paid.body().path("status").asString()).as(paid.text()).isEqualTo("completed");
        var back =
                phone.post("/v1/payments/" + paid.body().path("id").asString() + "/refunds", "{}", MobileApp.newKey());
        assertThat(back.body().path("status").asString()).as(back.text()).isEqualTo("refunded");
    }

    private List<String> types(Bank bank, String key) throws Exception {
        return events(bank, key)
                .path("items")
                .valueStream()
                .map(it -> it.path("type").asString())
                .toList();
    }

    private JsonNode events(Bank bank, String key) throws Exception {
        var answer = get(bank, "/v1/events", key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("challenge", "card_");
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(Bank bank, String path, String key) throws Exception {
        return http.send(
                HttpRequest.newBuilder(bank.url().resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                BodyHandlers.ofString());
    }

    /** Proposed by one of the staff and approved by another. */
    private JsonNode approved(Bank bank, String path, String body) throws Exception {
        var proposed = staff(bank, path, body);
        var act = "/admin/api/acts/" + proposed.path("act").asString() + "/approve";
        staff(bank, Bank.staffWithOnly(StaffRole.ADMINISTRATOR), act, "{\"reason\":\"looked at\"}");
        return proposed;
    }

    private JsonNode staff(Bank bank, String path, String body) throws Exception {
        return staff(bank, Bank.STAFF, path, body);
    }

    private JsonNode staff(Bank bank, String token, String path, String body) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(bank.url().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }
}
