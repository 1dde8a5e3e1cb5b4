package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.compliance.RestrictedCustomers;
import gateway.fraud.Subject;
import gateway.fraud.restrictions.Order;
import gateway.fraud.restrictions.TakeOrders;
import gateway.issuing.network.NetworkServer;
import gateway.shared.ids.CustomerId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Scratch;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.visa.Acquirer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A holder's card meets the network: everything over HTTP and TCP, with real books on both sides. */
class IssuedCardScenario {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static Bank bank;
    private static Acquirer acquirer;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(Map.of(
                "gateway.issuing.network.port",
                "0",
                // However busy the machine is.
                "gateway.issuing.network.deadline",
                "30s",
                "gateway.issuing.hsm.zone-pin-key",
                Acquirer.ZONE_PIN_KEY));
        acquirer = new Acquirer(
                bank.bean(NetworkServer.class).port(),
                Scratch.passing("oqim-acquirer").resolve("acquirer.jsonl"));
    }

    @AfterAll
    static void close() {
        acquirer.close();
        bank.close();
    }

    /** Somebody with an issued card. */
    private record Holder(MobileApp phone, String number, String card) {

        static Holder with(String digits, String currency) {
            var phone = bank.phone();
            phone.signIn("99890" + digits);
            var made = phone.post(
                    "/v1/issued-cards",
                    "{\"form\":\"virtual\",\"currency\":\"%s\"}".formatted(currency),
                    MobileApp.newKey());
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            return new Holder(phone, "99890" + digits, made.body().path("id").asString());
        }

        Holder topUp(String amount) {
            var linked = phone.linkCard(HumoCards.number("86000088" + number.substring(5)), "2030-12", number);
            var paid = phone.post("/v1/payments", """
                {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"wallet"}}\
                """.formatted(amount, linked), MobileApp.newKey());
            assertThat(paid.status()).as(paid.text()).isEqualTo(201);
            return this;
        }

        Reply act(String act) {
            return act(act, "{}");
        }

        Reply act(String act, String body) {
            return phone.post("/v1/issued-cards/" + card + "/" + act, body, MobileApp.newKey());
        }

        /** What is printed on the card, after the code that came by SMS. */
        JsonNode printed() {
            var sent = act("number");
            assertThat(sent.status()).as(sent.text()).isEqualTo(202);
            var confirmed = "{\"challengeId\":\"%s\",\"code\":\"%s\"}"
                    .formatted(sent.body().path("challengeId").asString(), phone.code(number));
            var shown = act("number", confirmed);
            assertThat(shown.status()).as(shown.text()).isEqualTo(200);
            assertThat(act("number", confirmed).body().path("type").asString()).endsWith("/number-shown-before");
            return shown.body();
        }

        void control(String controls) {
            var reply = phone.send("PUT", "/v1/issued-cards/" + card + "/controls", controls, MobileApp.newKey());
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(phone.get("/v1/issued-cards/" + card + "/controls").text())
                    .isEqualTo(reply.text());
        }

        String balance(String which) {
            return phone.get("/v1/wallet")
                    .body()
                    .path("balances")
                    .path(0)
                    .path(which)
                    .path("value")
                    .asString();
        }

        List<String> uses(int latest) {
            return phone.get("/v1/issued-cards/" + card + "/uses")
                    .body()
                    .path("uses")
                    .valueStream()
                    .limit(latest)
                    .map(it ->
                            it.path("kind").asString() + " " + it.path("amount").asString())
                    .toList();
        }

        String lastReason() {
            return phone.get("/v1/issued-cards/" + card + "/uses")
                    .body()
                    .path("uses")
                    .path(0)
                    .path("reason")
                    .asString();
        }
    }

    private static Acquirer.Reply network(String act, String words) {
        return (Acquirer.Reply) acquirer.act(act, JSON.readTree(words)).join();
    }

    private static int desk(Holder holder, String act) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/issued-cards/" + holder.card() + "/" + act))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", MobileApp.newKey())
                .POST(BodyPublishers.ofString("{\"reason\":\"the holder called\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aPurchaseIsApprovedFrozenLimitedReversedAndCleared() throws Exception {
        var holder = Holder.with("1120001", "UZS").topUp("600.00");
        var printed = holder.printed();
        var pan = printed.path("number").asString();
        var purchase = "{\"pan\":\"%s\",\"expiry\":\"%s\",\"amount\":\"15000\""
                .formatted(pan, printed.path("expiry").asString());
        var onTheNet = purchase + ",\"channel\":\"ECOM\",\"code\":\"%s\"}";

        var approved = network(
                "authorise", onTheNet.formatted(printed.path("securityCode").asString()));
        assertThat(approved.code()).isEqualTo("00");
        assertThat(approved.approval()).matches("[0-9]{6}");
        assertThat(holder.balance("available")).isEqualTo("450.00");
        var its = "{\"transaction\":\"%s\"".formatted(approved.transaction());
        assertThat(network("duplicate", its + "}").same()).isTrue();
        assertThat(network("increment", its + ",\"amount\":\"5000\"}").code()).isEqualTo("00");
        assertThat(holder.balance("available")).isEqualTo("400.00");
        assertThat(network("authorise", onTheNet.formatted("000")).code()).isEqualTo("N7");

        holder.control("""
            {"limits":[{"period":"day","amount":"210.00"}],"channels":{"blocked":["ATM"]},"singleUse":false,
             "merchantLocked":false}\
            """);
        assertThat(network("authorise", purchase + "}").code()).isEqualTo("61");
        assertThat(holder.lastReason()).isEqualTo("amount-limit");
        assertThat(network("authorise", purchase + ",\"processing\":\"010000\"}")
                        .code())
                .isEqualTo("57");

        bothFreeze(holder, purchase);

        assertThat(network("reverse", its + ",\"actual\":\"18000\"}").code()).isEqualTo("00");
        assertThat(holder.balance("available")).isEqualTo("420.00");
        assertThat(network("clear", its + ",\"amount\":\"17000\"}").code()).isEqualTo("00");
        assertThat(holder.balance("available")).isEqualTo("430.00");
        assertThat(holder.balance("held")).isEqualTo("0.00");
        assertThat(network("clear", "{\"pan\":\"%s\",\"amount\":\"1000\",\"refund\":true}".formatted(pan))
                        .code())
                .isEqualTo("00");
        assertThat(holder.balance("available")).isEqualTo("440.00");

        assertThat(holder.uses(3)).containsExactly("refund 10.00", "clearing 170.00", "reversal 20.00");

        assertThat(lifted(holder, "unfreeze-issued-card")).isEqualTo("approved");
        assertThat(network("late", purchase.replace("15000", "100") + "}").code())
                .isEqualTo("79");
        assertThat(network("advice", purchase.replace("15000", "30000") + "}").code())
                .isEqualTo("00");
        assertThat(holder.balance("available")).isEqualTo("140.00");
        assertThat(holder.act("lost").body().path("state").asString()).isEqualTo("lost");
        assertThat(network("authorise", purchase + "}").code()).isEqualTo("41");
        theStaffReadsWhy(holder, pan);
        var next = holder.act("replace", "{\"number\":\"new\"}");
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.body().path("state").asString()).isEqualTo("active");
    }

    private static void bothFreeze(Holder holder, String purchase) throws Exception {
        assertThat(holder.act("freeze").status()).isEqualTo(200);
        assertThat(network("authorise", purchase + "}").code()).isEqualTo("62");
        assertThat(holder.lastReason()).isEqualTo("frozen-by-holder");
        assertThat(desk(holder, "freeze")).isEqualTo(200);
        assertThat(holder.act("unfreeze").body().path("state").asString()).isEqualTo("blocked");
        assertThat(holder.act("unfreeze").body().path("type").asString()).endsWith("/frozen-by-bank");
    }

    private static void theStaffReadsWhy(Holder holder, String pan) throws Exception {
        var decided = staff(Bank.STAFF, "/admin/api/issued-cards/" + holder.card() + "/decisions", null)
                .path("decisions");
        assertThat(decided.path(0).path("about").asString()).isEqualTo("card-use");
        assertThat(decided.path(0).path("checks").path(0).path("rule").asString())
                .isEqualTo("lost");
        assertThat(decided.valueStream()
                        .filter(it -> it.path("outcome").asString().equals("allowed")))
                .hasSize(2);
        assertThat(decided.toString()).doesNotContain(pan);
    }

    private static JsonNode staff(String token, String path, @Nullable String body) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", MobileApp.newKey())
                .method("GET", BodyPublishers.noBody());
        var sent = body == null ? request : request.POST(BodyPublishers.ofString(body));
        return JSON.readTree(HttpClient.newHttpClient()
                .send(sent.build(), BodyHandlers.ofString())
                .body());
    }

    private static String lifted(Holder holder, String kind) throws Exception {
        var wish = "{\"kind\":\"%s\",\"content\":\"%s\",\"reason\":\"the holder called\"}";
        var act = staff(Bank.STAFF, "/admin/api/acts", wish.formatted(kind, holder.card()));
        var path = "/admin/api/acts/" + act.path("id").asString() + "/approve";
        assertThat(staff(Bank.STAFF, path, "{\"reason\":\"mine\"}").path("type").asString())
                .as(act.toString())
                .isNotEmpty();
        return staff(Bank.COLLEAGUE, path, "{\"reason\":\"agreed\"}")
                .path("state")
                .asString();
    }

    @Test
    void theBankFreezesReplacesAndTwoOfItLift() throws Exception {
        var holder = Holder.with("1120004", "UZS").topUp("100.00");
        assertThat(desk(holder, "freeze")).isEqualTo(200);
        var file = staff(Bank.STAFF, "/admin/api/issued-cards/" + holder.card(), null);
        assertThat(file.path("card").path("state").asString()).isEqualTo("blocked");
        assertThat(file.path("history").path(0).path("detail").asString()).isEqualTo("the holder called");
        var customer = file.path("customer").asString();
        assertThat(lifted(holder, "unfreeze-issued-card")).isEqualTo("approved");
        assertThat(lifted(holder, "unlock-issued-card")).isEqualTo("approved");
        assertThat(holder.act("freeze").body().path("state").asString()).isEqualTo("frozen");

        assertThat(desk(holder, "freeze")).isEqualTo(200);
        assertThat(holder.act("replace", "{\"number\":\"new\"}")
                        .body()
                        .path("type")
                        .asString())
                .endsWith("/frozen-by-bank");
        var next = staff(
                Bank.STAFF,
                "/admin/api/issued-cards/" + holder.card() + "/replace",
                "{\"number\":\"new\",\"reason\":\"its data were stolen\"}");
        assertThat(next.path("state").asString()).as(next.toString()).isEqualTo("active");

        var all = staff(Bank.STAFF, "/admin/api/customers/" + customer + "/issued-cards", null);
        assertThat(all.path("cards").size()).isEqualTo(2);
        assertThat(all.path("cards").path(0).path("id").asString())
                .isEqualTo(next.path("id").asString());
        assertThat(all.path("cards").path(0).path("masked").asString()).contains("*");
    }

    /** Of the state by its own words, and of two people by what they leave in the database. */
    @Test
    void whomTheStateOrTheBankStopsBuysNothingByCardEither() throws Exception {
        var holder = Holder.with("1120005", "UZS").topUp("100.00");
        var buys = "{\"pan\":\"%s\",\"amount\":\"100\"}"
                .formatted(holder.printed().path("number").asString());
        assertThat(network("authorise", buys).code()).isEqualTo("00");
        var customer = CustomerId.parse(holder.phone().tokens().customer()).orElseThrow();
        var card = Subject.parse(Subject.Kind.ISSUED_CARD, holder.card()).orElseThrow();
        var at = Instant.now();

        bank.bean(TakeOrders.class)
                .place(Order.of("order-of-cards", card, "suspected", at, null, at, "{}"))
                .block();

        assertThat(network("authorise", buys).code()).isEqualTo("62");
        assertThat(holder.lastReason()).isEqualTo("restricted-by-order");
        assertThat(holder.act("number").body().path("type").asString()).endsWith("/cards-restricted");
        bank.bean(TakeOrders.class).lift("order-of-cards", "a mistake").block();
        assertThat(network("authorise", buys).code()).isEqualTo("00");

        bank.bean(DatabaseClient.class)
                .sql("insert into compliance.restricted (shard, customer, case_id, since) values (:s, :c, :c, now())")
                .bind("s", (short) customer.shard())
                .bind("c", customer.value())
                .then()
                .block();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> network("authorise", buys).code().equals("05"));
        assertThat(holder.lastReason()).isEqualTo("not-possible");
        // Who only asks is told by what the node knows, which is seconds old.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> bank.bean(RestrictedCustomers.class).has(customer));
        assertThat(holder.act("replace", "{\"number\":\"new\"}")
                        .body()
                        .path("type")
                        .asString())
                .endsWith("/cards-not-possible");
    }

    @Test
    void threePinsThatAreWrongLockTheCardAtTerminalsUntilTheBankUnlocksIt() throws Exception {
        var holder = Holder.with("1120002", "UZS").topUp("100.00");
        assertThat(holder.act("pin", "{\"pin\":\"1234\"}").body().path("type").asString())
                .endsWith("/pin-too-easy");
        assertThat(holder.act("pin", "{\"pin\":\"123\"}").body().path("type").asString())
                .endsWith("/pin-unfit");
        assertThat(holder.act("pin", "{\"pin\":\"84621\"}").status()).isEqualTo(200);
        var pan = holder.printed().path("number").asString();
        var at = "{\"pan\":\"" + pan + "\",\"amount\":\"100\",\"pin\":\"%s\"}";

        assertThat(network("authorise", at.formatted("84621")).code()).isEqualTo("00");
        for (int n = 0; n < 3; n++) {
            assertThat(network("authorise", at.formatted("84620")).code()).isEqualTo("55");
        }
        assertThat(network("authorise", at.formatted("84621")).code()).isEqualTo("75");
        assertThat(desk(holder, "unblock-pin")).isEqualTo(200);
        assertThat(network("authorise", at.formatted("84621")).code()).isEqualTo("00");
    }

    @Test
    void badRequestsAreNamed() {
        var holder = Holder.with("1120003", "USD");
        var key = MobileApp.newKey();
        var path = "/v1/issued-cards/" + holder.card() + "/controls";
        var empty = "\"singleUse\":false,\"merchantLocked\":false}";

        for (var wrong : List.of(
                "{\"limits\":[{\"period\":\"day\",\"amount\":\"-1.00\"}],",
                "{\"limits\":[{\"period\":\"hour\",\"amount\":\"1.00\"}],",
                "{\"limits\":[],\"categories\":{\"allowed\":[\"541\"]},",
                "{\"limits\":[],\"categories\":{\"allowed\":[]},",
                "{\"limits\":[],\"categories\":{\"allowed\":[\"5411\"],\"blocked\":[\"5412\"]},",
                "{\"limits\":[],\"hours\":{\"from\":\"08:00\",\"to\":\"08:00\"},")) {
            var reply = holder.phone().send("PUT", path, wrong + empty, MobileApp.newKey());
            assertThat(reply.body().path("type").asString()).as(wrong).endsWith("/controls-invalid");
        }
        assertThat(holder.phone()
                        .send("PUT", path, "{\"limits\":[]," + empty, key)
                        .status())
                .isEqualTo(200);
        assertThat(holder.phone()
                        .send("PUT", path, "{\"limits\":[],\"largest\":\"1.00\"," + empty, key)
                        .body()
                        .path("type")
                        .asString())
                .endsWith("/key-reused");
        assertThat(holder.act("replace", "{\"number\":\"old\"}").status()).isEqualTo(422);
        assertThat(network("authorise", "{\"pan\":\"4000019900000002\",\"amount\":\"100\"}")
                        .code())
                .isIn("12", "14");
    }
}
