package gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.fraud.Subject;
import gateway.fraud.restrictions.Order;
import gateway.fraud.restrictions.TakeOrders;
import gateway.rulebook.PackText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.mobile.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked before money moves: fraud rules, lists and the state's orders, over HTTP and with real books. */
class ControlScenario {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final String RULE = """
              - id: %s
                version: 2
                decided: 2026-01-10
                from: 2026-02-01
                source: "test"
                confidence: sample
                text: {uz: "qoida", ru: "правило", en: "rule"}
                stage: live
                when: "%s"
                verdict: %s
                reason: %s
            """;

    private static final String FRAUD = "format: 1\npack: test\nrules:\n"
            + RULE.formatted("remote-control", "remote_control", "refuse", "remote-control")
            + RULE.formatted("vpn", "vpn", "step-up", "vpn");

    private static final String LIST = """
            #published=2026-11-20,entries=1
            id,kind,name,aliases,born,country,gender,pinfl,passport,inn
            N-1,organisation,Qora bozor savdo,,,UZ,,,,
            """;

    @TempDir
    static Path folder;

    private static Bank bank;
    private static String merchant;

    @BeforeAll
    static void open() throws Exception {
        var pack = Files.writeString(folder.resolve("fraud.yaml"), FRAUD, UTF_8);
        Files.writeString(folder.resolve("national.csv"), LIST, UTF_8);
        bank = Bank.open(Map.of(
                "gateway.fraud.pack",
                "file:" + pack,
                "gateway.compliance.lists.folder",
                folder.toString(),
                "gateway.sessions.pack",
                "file:" + Files.writeString(folder.resolve("sessions.yaml"), policy(), UTF_8)));
        merchant = bank.merchant("Kitob olami");
    }

    /** As a bank begins, but for new devices; nobody has an hour here. */
    private static String policy() throws IOException {
        return PackText.load(new ClassPathResource("sessions/default.yaml"))
                .replace("waits: \"0s\"", "waits: \"12s\"\n    operations: [wallet-to-wallet]")
                .replace("linked-cards: kept", "linked-cards: unlinked")
                .replace("history: shown", "history: hidden");
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @Test
    void aRuleRefusesAndTheStaffReadsWhy() throws Exception {
        var payer = payer("2220001");
        var key = MobileApp.newKey();

        var refused =
                pay(payer, "10.00", merchant, ",\"device\":{\"callInProgress\":true,\"remoteControl\":true}", key);

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.body().path("type").asString()).endsWith("/problems/payment-not-possible");
        assertThat(refused.text()).doesNotContain("remote");
        var again = pay(payer, "10.00", merchant, ",\"device\":{\"callInProgress\":true,\"remoteControl\":true}", key);
        assertThat(again.body().path("type").asString())
                .isEqualTo(refused.body().path("type").asString());
        var check = refusals(payer).path(0).path("checks").path(1);
        assertThat(check.path("check").asString()).isEqualTo("fraud");
        assertThat(check.path("rule").asString()).isEqualTo("remote-control");
        assertThat(check.path("version").asInt()).isEqualTo(2);
        assertThat(check.path("inputs").path("reason").asString()).isEqualTo("remote-control");
    }

    @Test
    void aRuleAsksForTheCode() {
        var payer = payer("2220002");

        var waiting = pay(payer, "10.00", merchant, ",\"device\":{\"vpn\":true}", MobileApp.newKey());

        assertThat(waiting.body().path("status").asString()).as(waiting.text()).isEqualTo("action_required");
    }

    @Test
    void nobodyPaysWhomNobodyMayDealWith() throws Exception {
        var payer = payer("2220003");
        var listed = bank.merchant("Qora bozor savdo");

        var refused = pay(payer, "10.00", listed, "", MobileApp.newKey());

        assertThat(refused.body().path("type").asString())
                .as(refused.text())
                .endsWith("/problems/payment-not-possible");
        var check = refusals(payer).path(0).path("checks").path(0);
        assertThat(check.path("check").asString()).isEqualTo("screening");
        assertThat(check.path("rule").asString()).isEqualTo("sanctions-screening");
        assertThat(check.path("inputs").path("payee").asString()).isEqualTo("hit");
    }

    /** Each waits for an order to end or for a device to grow old: they wait together. */
    @TestFactory
    Stream<DynamicTest> whatEndsByItself() {
        return SideBySide.told(Stream.of(
                dynamicTest("an order stops a payment that waits", this::orderStopsAPaymentThatWaits),
                dynamicTest("an order against a customer ends their sessions", this::orderEndsSessions),
                dynamicTest("a new device transfers nothing yet, sees nothing old", this::newDeviceTransfersNothingYet),
                dynamicTest(
                        "a new device confirms nothing that an old one made", this::newDeviceConfirmsNothingOfBefore)));
    }

    private void orderStopsAPaymentThatWaits() throws Exception {
        var payer = payer("2220005");
        var waiting = pay(payer, "10.00", merchant, ",\"device\":{\"vpn\":true}", MobileApp.newKey());
        var ends = Instant.now().plusSeconds(12);
        bank.bean(TakeOrders.class)
                .place(order(
                        "order-5",
                        Subject.Kind.CARD,
                        payer.get("/v1/cards")
                                .body()
                                .path("cards")
                                .path(0)
                                .path("id")
                                .asString(),
                        ends))
                .block(Duration.ofSeconds(5));

        await().atMost(Duration.ofSeconds(8))
                .until(() -> pay(payer, "10.00", merchant, "", MobileApp.newKey())
                        .text()
                        .contains("payments-restricted"));
        var path = "/v1/payments/" + waiting.body().path("id").asString() + "/confirm";
        var confirmed = payer.post(path, "{\"code\":\"%s\"}".formatted(payer.code("998902220005")), MobileApp.newKey());

        assertThat(confirmed.body().path("status").asString())
                .as(confirmed.text())
                .isEqualTo("declined");
        assertThat(confirmed.text()).contains("legal_restriction");
        var evidence = staffReads("/admin/api/fraud/orders/order-5");
        assertThat(evidence.path("stopped").size()).as(evidence.toString()).isGreaterThanOrEqualTo(2);
        await().atMost(PATIENCE)
                .until(() ->
                        pay(payer, "10.00", merchant, "", MobileApp.newKey()).status() == 201);
        assertThat(Instant.now()).isAfter(ends);
    }

    private static Order order(String id, Subject.Kind kind, String subject, Instant ends) {
        var now = Instant.now();
        return Order.of(id, Subject.parse(kind, subject).orElseThrow(), "test", now.minusSeconds(1), ends, now, "{}");
    }

    private void orderEndsSessions() {
        var payer = payer("2220006");
        var ends = Instant.now().plusSeconds(10);

        bank.bean(TakeOrders.class)
                .place(order("order-6", Subject.Kind.CUSTOMER, payer.tokens().customer(), ends))
                .block(Duration.ofSeconds(5));

        await().atMost(Duration.ofSeconds(8))
                .until(() -> payer.get("/v1/wallet").text().contains("token-revoked"));
        var again = bank.phone();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> again.signIn("998902220006"))
                .withMessageContaining("403 Access is restricted");
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(ends));
        again.signIn("998902220006");
        assertThat(again.get("/v1/wallet").status()).isEqualTo(200);
    }

    private void newDeviceTransfersNothingYet() throws Exception {
        var payer = payer("2220007");
        bank.phone().signIn("998902220008");
        var key = MobileApp.newKey();

        var refused = transfer(payer, "998902220008", key);

        assertThat(refused.body().path("type").asString()).as(refused.text()).endsWith("/device-too-new");
        assertThat(refused.body().path("rule").asString()).isEqualTo("new-device");
        assertThat(refused.body().path("ruleVersion").asInt()).isEqualTo(1);
        assertThat(refused.body().path("ruleText").asString()).isEqualTo("Nothing is restricted on a new device");
        assertThat(transfer(payer, "998902220008", key).body().path("allowedAt").asString())
                .isEqualTo(refused.body().path("allowedAt").asString());
        var check = refusals(payer).path(0).path("checks").path(0);
        assertThat(check.path("check").asString()).isEqualTo("device");
        assertThat(check.path("rule").asString()).isEqualTo("new-device");
        assertThat(pay(payer, "10.00", merchant, "", MobileApp.newKey()).status())
                .isEqualTo(201);

        var other = bank.phone();
        other.signIn("998902220007");

        assertThat(other.get("/v1/cards").body().path("cards").size()).isZero();
        assertThat(payer.get("/v1/cards").body().path("cards").size()).isZero();
        assertThat(other.get("/v1/payments").body().path("items").size()).isZero();
        assertThat(payer.get("/v1/payments").body().path("items").size()).isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> !transfer(other, "998902220008", MobileApp.newKey())
                        .text()
                        .contains("device-too-new"));
    }

    /** The payment was made by a device that may; a thief's phone with the code may not confirm it, the own one may. */
    private void newDeviceConfirmsNothingOfBefore() throws Exception {
        var old = payer("2220009");
        bank.phone().signIn("998902220010");
        var card = old.get("/v1/cards").body().path("cards").path(0).path("id").asString();
        var filled = old.post("/v1/payments", """
                {"amount":{"value":"50.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"wallet"}}
                """.formatted(card), MobileApp.newKey());
        assertThat(filled.body().path("status").asString()).as(filled.text()).isEqualTo("completed");
        var waiting = await().atMost(PATIENCE)
                .until(() -> transfer(old, "998902220010", MobileApp.newKey()), it -> it.status() == 201);
        assertThat(waiting.body().path("status").asString()).as(waiting.text()).isEqualTo("action_required");
        var id = waiting.body().path("id").asString();
        var code = old.code("998902220009");
        var fresh = bank.phone();
        fresh.signIn("998902220009");

        var refused = fresh.post("/v1/payments/" + id + "/confirm", "{\"code\":\"" + code + "\"}", MobileApp.newKey());
        assertThat(refused.body().path("type").asString()).as(refused.text()).endsWith("/device-too-new");
        var confirmed = old.post("/v1/payments/" + id + "/confirm", "{\"code\":\"" + code + "\"}", MobileApp.newKey());
        assertThat(confirmed.body().path("status").asString())
                .as(confirmed.text())
                .isEqualTo("completed");
    }

    private static Reply transfer(MobileApp payer, String phone, String key) {
        return payer.post("/v1/payments", """
                {"amount":{"value":"1.00","currency":"UZS"},"source":{"type":"wallet"},
                 "destination":{"type":"wallet","phone":"%s"}}
                """.formatted(phone), key);
    }

    @Test
    void whatNothingSpeaksAgainstIsAllowedWithItsTrail() throws Exception {
        var payer = payer("2220004");

        var paid = pay(payer, "10.00", merchant, "", MobileApp.newKey());

        assertThat(paid.body().path("status").asString()).as(paid.text()).isEqualTo("completed");
        var decision = staffReads(
                        "/admin/api/payments/" + paid.body().path("id").asString() + "/decisions")
                .path("decisions")
                .path(0);
        assertThat(decision.path("outcome").asString()).isEqualTo("allowed");
        assertThat(decision.path("checks")
                        .valueStream()
                        .map(it -> it.path("check").asString()))
                .containsExactly("screening", "limits");
    }

    private static MobileApp payer(String digits) {
        var phone = bank.phone();
        phone.signIn("99890" + digits);
        phone.linkCard(HumoCards.number("86000088" + digits), "2030-12", "99890" + digits);
        return phone;
    }

    private static Reply pay(MobileApp payer, String amount, String to, String more, String key) {
        var card =
                payer.get("/v1/cards").body().path("cards").path(0).path("id").asString();
        return payer.post("/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"merchant","merchant":"%s"}%s}
                """.formatted(amount, card, to, more), key);
    }

    private static JsonNode refusals(MobileApp payer) throws Exception {
        return staffReads("/admin/api/customers/" + payer.tokens().customer() + "/refusals")
                .path("decisions");
    }

    private static JsonNode staffReads(String path) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve(path))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .build();
        return JsonMapper.shared()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }
}
