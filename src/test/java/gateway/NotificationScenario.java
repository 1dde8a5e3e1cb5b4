package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sandbox.embedded.FreePort;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.push.FcmHost;
import sandbox.push.FcmHost.Push;
import sandbox.sms.Inbox.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a customer is told, from the first code to a payment, over HTTP. */
class NotificationScenario {

    private static final String PHONE = "998901234567";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    private JsonNode told(Bank bank, String query) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/notifications?" + query))
                .header("Authorization", "Bearer " + Bank.STAFF);
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("items");
    }

    private static List<String> states(JsonNode items) {
        return items.valueStream()
                .map(it -> it.path("kind").asString() + " " + it.path("channel").asString() + " "
                        + it.path("state").asString())
                .toList();
    }

    @Test
    void theCodeArrivesThoughEskizIsDead() throws Exception {
        try (var bank = Bank.open(Map.of("gateway.notifications.sms.eskiz.url", "http://127.0.0.1:1/api"))) {
            var tokens = bank.phone().signIn(PHONE);

            assertThat(tokens.customer()).startsWith("cus_");
            assertThat(bank.inbox.of(PHONE)).extracting(Message::from).containsExactly("3700");
            assertThat(states(told(bank, "phone=" + PHONE))).containsExactly("code sms taken");
        }
    }

    @Test
    void aCustomerIsToldOfASecondDeviceACardAndAPayment() throws Exception {
        int port = FreePort.any();
        try (var fcm = new FcmHost(0)) {
            var more = new TreeMap<>(FcmHost.settings(fcm.port()));
            more.put("server.port", String.valueOf(port));
            more.put("gateway.notifications.sms.eskiz.reports", "http://127.0.0.1:" + port);
            try (var bank = Bank.open(more)) {
                var phone = bank.phone();
                var me = phone.signIn(PHONE);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(states(told(bank, "phone=" + PHONE)))
                                .as("Eskiz reports what became of the code")
                                .containsExactly("code sms delivered"));
                assertThat(put(phone, "/v1/devices/push-token", "{\"token\":\"token-1\"}")
                                .status())
                        .isEqualTo(204);
                assertThat(put(phone, "/v1/devices/push-token", "{\"token\":\"two words\"}")
                                .status())
                        .isEqualTo(422);

                bank.phone(Device.fresh()).signIn(PHONE);
                var card = phone.linkCard("8600490000000000", "2030-12", PHONE);
                pay(phone, card);

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(fcm.pushes())
                                .extracting(Push::title)
                                .containsExactlyInAnyOrder(
                                        "Yangi qurilmadan kirish", "Karta bog‘landi", "To‘lov bajarildi"));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(states(told(bank, "customer=" + me.customer())))
                                .contains("device.new sms delivered", "card.linked sms delivered")
                                .contains("payment.completed push taken"));
                assertPreferences(phone);
                phone.delete("/v1/sessions/" + me.session());
            }
        }
    }

    private static MobileApp.Reply put(MobileApp phone, String path, String json) {
        return phone.send("PUT", path, json, null);
    }

    private static void pay(MobileApp phone, String card) {
        var paid = phone.post("/v1/payments", """
            {"amount":{"value":"10.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
             "destination":{"type":"wallet"}}
            """.formatted(card), MobileApp.newKey());
        assertThat(paid.body().path("status").asString()).as(paid.text()).isEqualTo("completed");
    }

    private static void assertPreferences(MobileApp phone) {
        var path = "/v1/notifications/preferences";
        var one = "{\"choices\":[{\"kind\":\"%s\",\"channel\":\"%s\",\"wanted\":%s}]}";

        assertThat(put(phone, path, one.formatted("payment.completed", "sms", true))
                        .status())
                .isEqualTo(200);
        assertThat(put(phone, path, one.formatted("device.new", "sms", false)).text())
                .contains("notification-mandatory");
        assertThat(put(phone, path, one.formatted("weather", "sms", false)).text())
                .contains("notification-unknown");
        assertThat(put(phone, path, one.formatted("device.new", "fax", true)).text())
                .contains("notification-unknown");
        assertThat(put(phone, path, "{\"choices\":[]}").status()).isEqualTo(422);
        var choices = phone.get(path)
                .body()
                .path("choices")
                .valueStream()
                .filter(it -> it.path("wanted").asBoolean());
        assertThat(choices.map(it ->
                        it.path("kind").asString() + " " + it.path("channel").asString()))
                .contains("payment.completed sms", "device.new sms", "device.new push");
    }

    @Test
    void aReportAtAnAddressOfNobodysChangesNothing() throws Exception {
        try (var bank = Bank.open(Map.of())) {
            var forged = "/notifications/eskiz/01900000-0000-7000-8000-000000000007.AAAAAAAAAAAAAAAAAAAAAA";
            var request = HttpRequest.newBuilder(URI.create(bank.url() + forged))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("status=DELIVRD"))
                    .build();

            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
            assertThat(answer.body()).contains("report-unknown");
        }
    }
}
