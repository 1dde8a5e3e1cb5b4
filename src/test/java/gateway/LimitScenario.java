package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.UndoneUses;
import gateway.limits.PastMaxima;
import gateway.limits.ReplayLimits.Rule;
import gateway.payments.ReplayDecisions;
import gateway.payments.decisions.ReadDecisions;
import gateway.shared.ids.CustomerId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer meets the bank's limits, over HTTP and with real books. */
class LimitScenario {

    private static Bank bank;
    private static String merchant;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(Map.of(
                "gateway.limits.pack", "classpath:limits/scenario.yaml",
                "gateway.payments.first-check", "300ms"));
        merchant = bank.merchant("Kitob olami");
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    /** A customer with a card. */
    private record Payer(MobileApp phone, String card) {

        /** The code for the card arrives on the phone with its last seven digits. */
        static Payer signedIn(String digits) {
            var phone = bank.phone();
            phone.signIn("99890" + digits);
            return new Payer(phone, phone.linkCard(HumoCards.number("86000088" + digits), "2030-12", "99890" + digits));
        }

        Reply pay(String amount, String destination, String key) {
            return phone.post("/v1/payments", """
                    {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},"destination":%s}
                    """.formatted(amount, card, destination), key);
        }

        Reply topUp(String amount) {
            return pay(amount, "{\"type\":\"wallet\"}", MobileApp.newKey());
        }

        Reply send(String amount, String phoneNumber) {
            return phone.post("/v1/payments", """
                    {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"wallet"},
                     "destination":{"type":"wallet","phone":"%s"}}
                    """.formatted(amount, phoneNumber), MobileApp.newKey());
        }

        Reply check(String amount) {
            return phone.post("/v1/limits/check", """
                    {"amount":{"value":"%s","currency":"UZS"},"source":{"type":"card","card":"%s"},
                     "destination":{"type":"wallet"}}
                    """.formatted(amount, card), MobileApp.newKey());
        }

        Reply buyFrom(String shop) {
            return buyFrom(shop, "10.00");
        }

        Reply buyFrom(String shop, String amount) {
            return pay(amount, "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(shop), MobileApp.newKey());
        }
    }

    @Test
    void whatWouldExceedALimitIsRefusedWithTheRuleAndWhatIsLeft() {
        var payer = Payer.signedIn("1110001");
        var key = MobileApp.newKey();
        assertThat(payer.topUp("600.00").status()).isEqualTo(201);

        var refused = payer.pay("400.01", "{\"type\":\"wallet\"}", key);

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        var problem = refused.body();
        assertThat(problem.path("type").asString()).endsWith("/problems/limit-exceeded");
        assertThat(problem.path("limit").asString()).isEqualTo("customer-day");
        assertThat(problem.path("limitVersion").asInt()).isEqualTo(3);
        assertThat(problem.path("remaining").asString()).isEqualTo("400.00");
        assertThat(problem.path("resetsAt").asString()).endsWith("T19:00:00Z");
        assertThat(payer.pay("400.01", "{\"type\":\"wallet\"}", key).status()).isEqualTo(422);

        assertThat(payer.topUp("400.00").status()).isEqualTo(201);
        var limits = payer.phone().get("/v1/limits").body().path("limits");
        assertThat(limits.path(0).path("used").asString()).isEqualTo("1000.00");
        assertThat(limits.path(0).path("remaining").asString()).isEqualTo("0.00");
        assertThat(limits.path(0).path("text").path("ru").asString()).isEqualTo("1 000 сумов в день");
    }

    @Test
    void whatTheRailDeclinesCountsForNothing() {
        var payer = Payer.signedIn("1110002");

        var declined = payer.topUp("900.51");

        assertThat(declined.body().path("status").asString())
                .as(declined.text())
                .isEqualTo("declined");
        assertThat(payer.topUp("1000.00").status()).isEqualTo(201);
        assertThat(payer.topUp("1.00").status()).isEqualTo(422);
    }

    @Test
    void aSecondShopWithinTheHourIsOneTooMany() throws Exception {
        var payer = Payer.signedIn("1110003");
        var other = bank.merchant("Boshqa do‘kon");

        assertThat(payer.buyFrom(merchant).status()).isEqualTo(201);
        assertThat(payer.buyFrom(merchant).status()).isEqualTo(201);
        assertThat(payer.buyFrom(other).body().path("limit").asString()).isEqualTo("merchants-hour");
    }

    @Test
    void theStaffReadsWhyAPaymentWasAllowedOrRefused() throws Exception {
        var payer = Payer.signedIn("1110005");
        var allowed = payer.topUp("600.00");
        payer.topUp("400.01");

        var decision = staffReads(
                        "/admin/api/payments/" + allowed.body().path("id").asString() + "/decisions")
                .path("decisions")
                .path(0);
        assertThat(decision.path("outcome").asString()).isEqualTo("allowed");
        assertThat(decision.path("checks").path(0).path("inputs").path("minor").asString())
                .isEqualTo("60000");

        var refused = staffReads(
                        "/admin/api/customers/" + payer.phone().tokens().customer() + "/refusals")
                .path("decisions");
        assertThat(refused.size()).isEqualTo(1);
        var check = refused.path(0).path("checks").path(0);
        assertThat(check.path("check").asString()).isEqualTo("limits");
        assertThat(check.path("rule").asString()).isEqualTo("customer-day");
        assertThat(check.path("version").asInt()).isEqualTo(3);
        assertThat(check.path("inputs").path("remaining").asString()).isEqualTo("400.00");
    }

    @Test
    void aCustomerHasTheirOwnMaximumOnceTwoPeopleDecidedSo() throws Exception {
        var payer = Payer.signedIn("1110007");
        var customer = payer.phone().tokens().customer();
        assertThat(payer.topUp("1200.00").status()).isEqualTo(422);

        var until = Instant.now().plusSeconds(3600);
        var id = decided(
                "give-personal-limit",
                "{\"customer\":\"%s\",\"limit\":\"customer-day\",\"max\":\"1500.00\",\"until\":\"%s\"}"
                        .formatted(customer, until));

        assertThat(payer.topUp("1200.00").status()).isEqualTo(201);
        assertThat(payer.topUp("300.01").body().path("personalLimit").asString())
                .isEqualTo(id);
        var shown = payer.phone().get("/v1/limits").body().path("limits").path(0);
        assertThat(shown.path("max").asString()).isEqualTo("1500.00");
        assertThat(shown.path("usualMax").asString()).isEqualTo("1000.00");
        assertThat(shown.path("remaining").asString()).isEqualTo("300.00");
        var refused = staffReads("/admin/api/customers/" + customer + "/refusals")
                .path("decisions")
                .path(0)
                .path("checks")
                .path(0);
        assertThat(refused.path("inputs").path("personal").asString()).isEqualTo(id);
        assertThat(refused.path("inputs").path("channel").asString()).isEqualTo("app");
        var listed =
                staffReads("/admin/api/personal-limits?customer=" + customer).path("limits");
        assertThat(listed.path(0).path("max").asString()).isEqualTo("1500.00");

        decided("end-personal-limit", "{\"personal\":\"" + id + "\"}");

        assertThat(payer.topUp("0.01").body().path("remaining").asString()).isEqualTo("0.00");
        assertThat(staffReads("/admin/api/personal-limits?customer=" + customer)
                        .path("limits")
                        .path(0)
                        .has("endedAt"))
                .isTrue();
    }

    /** More a day, so that the wallet fills. */
    private static void decided(Payer payer) throws Exception {
        decided(
                "give-personal-limit",
                "{\"customer\":\"%s\",\"limit\":\"customer-day\",\"max\":\"5000.00\",\"until\":\"%s\"}"
                        .formatted(
                                payer.phone().tokens().customer(), Instant.now().plusSeconds(3600)));
    }

    /** Emits the act's id. */
    private static String decided(String kind, String content) throws Exception {
        var proposal = JsonMapper.shared()
                .writeValueAsString(Map.of("kind", kind, "content", content, "reason", "asked at the branch"));
        var act = staffSends(Bank.STAFF, "/admin/api/acts", proposal).path("id").asString();
        var approved = staffSends(Bank.COLLEAGUE, "/admin/api/acts/" + act + "/approve", "{\"reason\":\"agreed\"}");
        assertThat(approved.path("state").asString()).as(approved.toString()).isEqualTo("approved");
        return act;
    }

    private static JsonNode staffSends(String token, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    @Test
    void whatAPaymentWouldMeetIsToldBeforeItIsMade() {
        var payer = Payer.signedIn("1110008");
        payer.topUp("600.00");

        var fits = payer.check("400.00");
        var exceeds = payer.check("400.01");

        assertThat(fits.body().path("allowed").asBoolean()).as(fits.text()).isTrue();
        assertThat(fits.body().path("limits").path(0).path("remaining").asString())
                .isEqualTo("400.00");
        assertThat(fits.body().path("fee").path("value").asString()).isEqualTo("0.00");
        assertThat(exceeds.body().path("allowed").asBoolean()).isFalse();
        assertThat(exceeds.body().path("refusedBy").asString()).isEqualTo("customer-day");
        assertThat(payer.topUp("400.00").status()).isEqualTo(201);
    }

    /** What others have sent there is not told, neither before a payment nor by its refusal. */
    @Test
    void whatIsLeftOfALimitThatOthersUseTooIsNotTold() throws Exception {
        var other = Payer.signedIn("1110013");
        var payer = Payer.signedIn("1110014");
        var shop = bank.merchant("O‘yinchoqlar");
        assertThat(other.buyFrom(shop, "100.00").status()).isEqualTo(201);
        assertThat(other.buyFrom(shop, "100.00").status()).isEqualTo(201);
        var buys = "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(shop);

        var checked = payer.phone().post("/v1/limits/check", """
                {"amount":{"value":"51.00","currency":"UZS"},"source":{"type":"card","card":"%s"},"destination":%s}
                """.formatted(payer.card(), buys), MobileApp.newKey());
        assertThat(checked.body().has("refusedBy")).as(checked.text()).isFalse();
        assertThat(checked.body().path("allowed").asBoolean()).isTrue();
        var limit = checked.body()
                .path("limits")
                .valueStream()
                .filter(it -> it.path("limit").asString().equals("one-shop-day"))
                .findFirst()
                .orElseThrow();
        assertThat(limit.has("remaining")).isFalse();
        assertThat(limit.has("exceeded"))
                .as("whoever asks for one amount after another must not find out what is left")
                .isFalse();
        assertThat(limit.path("max").asString()).isEqualTo("250.00");

        var key = MobileApp.newKey();
        for (var refused : List.of(payer.pay("51.00", buys, key), payer.pay("51.00", buys, key))) {
            assertThat(refused.body().path("limit").asString())
                    .as(refused.text())
                    .isEqualTo("one-shop-day");
            assertThat(refused.body().has("remaining")).isFalse();
            assertThat(refused.text()).doesNotContain("50.00");
        }
    }

    /**
     * After three refusals the limit is asked no more: what is left hears the same, and so nobody finds it by trying.
     */
    @Test
    void whatIsLeftOfALimitThatOthersUseTooIsNotFoundByTrying() throws Exception {
        var other = Payer.signedIn("1110015");
        var payer = Payer.signedIn("1110016");
        var shop = bank.merchant("Gullar");
        assertThat(other.buyFrom(shop, "100.00").status()).isEqualTo(201);
        assertThat(other.buyFrom(shop, "100.00").status()).isEqualTo(201);

        var refused = List.of(payer.buyFrom(shop, "90.00"), payer.buyFrom(shop, "70.00"), payer.buyFrom(shop, "60.00"));
        var fits = payer.buyFrom(shop, "50.00");

        for (var it : refused) {
            assertThat(it.body().path("limit").asString()).as(it.text()).isEqualTo("one-shop-day");
        }
        assertThat(fits.status()).as(fits.text()).isEqualTo(422);
        assertThat(fits.body().path("detail"))
                .isEqualTo(refused.getLast().body().path("detail"));
        assertThat(fits.body().path("limitVersion").asInt()).isEqualTo(1);
        assertThat(other.buyFrom(shop, "50.00").status())
                .as("others are not held up")
                .isEqualTo(201);
        assertThat(staffReads("/admin/api/customers/" + payer.phone().tokens().customer() + "/refusals")
                        .path("decisions")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void aWalletHoldsWhatItMayAndWhoeverPaysIntoItIsNotToldHowMuchThatIs() throws Exception {
        var owner = Payer.signedIn("1110010");
        var other = Payer.signedIn("1110011");
        owner.topUp("900.00");
        other.topUp("500.00");
        decided(owner);

        var own = owner.topUp("600.01");
        assertThat(own.body().path("limit").asString()).as(own.text()).isEqualTo("wallet-balance");
        assertThat(own.body().path("remaining").asString()).isEqualTo("600.00");
        assertThat(owner.check("600.01").body().path("refusedBy").asString()).isEqualTo("wallet-balance");
        assertThat(owner.topUp("300.00").status()).isEqualTo(201);

        var foreign = other.send("300.01", "998901110010");
        assertThat(foreign.status()).as(foreign.text()).isEqualTo(422);
        assertThat(foreign.body().path("type").asString()).endsWith("/problems/payee-cannot-take");
        assertThat(foreign.text()).doesNotContain("wallet-balance").doesNotContain("300.00");
        assertThat(other.send("300.00", "998901110010").status()).isEqualTo(201);

        var shown = owner.phone().get("/v1/limits").body().path("limits").path(3);
        assertThat(shown.path("used").asString()).isEqualTo("1500.00");
        assertThat(shown.path("remaining").asString()).isEqualTo("0.00");
        assertThat(shown.has("resetsAt")).isFalse();
    }

    @Test
    void whoIsKnownByPhoneAloneMayPayLess() {
        var payer = Payer.signedIn("1110009");

        assertThat(payer.buyFrom(merchant, "100.00").status()).isEqualTo(201);
        var refused = payer.buyFrom(merchant, "100.01");

        assertThat(refused.body().path("limit").asString()).as(refused.text()).isEqualTo("unidentified-single");
    }

    @Test
    void aReplayShowsWhichPaymentsAnotherThresholdChanges() {
        var payer = Payer.signedIn("1110006");
        payer.topUp("300.00");
        payer.topUp("500.00");
        payer.topUp("900.00");
        var pack = Sources.text(Path.of("src/test/resources/limits/scenario.yaml"));
        var before = Instant.now().minusSeconds(3600);

        assertThat(replayed(payer, pack, before)).isEmpty();
        assertThat(replayed(payer, pack.replace("max: \"1000.00\"", "max: \"400.00\""), before))
                .containsExactly("500.00 UZS allowed -> customer-day");
        assertThat(replayed(payer, pack.replace("max: \"1000.00\"", "max: \"5000.00\""), before))
                .containsExactly("900.00 UZS customer-day -> allowed");
    }

    /** What came before the days that are looked at counts, also after more than a month. */
    @Test
    void aReplayBeginsWithWhatTheWindowsOfThePackHold() throws Exception {
        var payer = Payer.signedIn("1110012");
        payer.topUp("300.00");
        try (var connection = bank.database.jdbc();
                var aging = connection.prepareStatement(
                        "update payments.decision set at = at - interval '300 days' where customer = ?::uuid")) {
            aging.setString(
                    1,
                    CustomerId.parse(payer.phone().tokens().customer())
                            .orElseThrow()
                            .value()
                            .toString());
            assertThat(aging.executeUpdate()).isPositive();
        }
        payer.topUp("200.00");
        var before = Instant.now().minusSeconds(3600);
        var pack = Sources.text(Path.of("src/test/resources/limits/scenario.yaml"))
                .replace("max: \"1000.00\"", "max: \"400.00\"");

        assertThat(replayed(payer, pack, before)).isEmpty();
        for (var window : List.of("{rolling: \"366d\"}", "{lifetime: \"yes\"}")) {
            assertThat(replayed(payer, pack.replace("{calendar: day}", window), before))
                    .containsExactly("200.00 UZS allowed -> customer-day");
        }
    }

    private static List<String> replayed(Payer payer, String pack, Instant from) {
        var database = DatabaseClient.create(bank.database.connections());
        return new ReplayDecisions(
                        new ReadDecisions(database), new PastMaxima(database), new UndoneUses(database)::since)
                .replay(pack, from).blockOptional().orElseThrow().changes().stream()
                        .filter(it -> it.decision()
                                .customer()
                                .toString()
                                .equals(payer.phone().tokens().customer()))
                        .map(it -> it.amount() + " " + name(it.then()) + " -> " + name(it.now()))
                        .toList();
    }

    private static String name(@Nullable Rule rule) {
        return rule == null ? "allowed" : rule.limit();
    }

    private static JsonNode staffReads(String path) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve(path))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .build();
        return JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    @Test
    void sixtyFourPhonesThatRaceUseExactlyWhatThereIs() throws Exception {
        var payer = Payer.signedIn("1110004");
        Callable<Integer> paying = () -> payer.topUp("70.00").status();

        try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = phones.invokeAll(
                    IntStream.range(0, 64).mapToObj(_ -> paying).toList());
            int paid = 0;
            for (var each : all) {
                paid += each.get() == 201 ? 1 : 0;
            }
            assertThat(paid).isEqualTo(14);
        }
        assertThat(payer.topUp("20.00").status()).isEqualTo(201);
        assertThat(payer.topUp("0.01").status()).isEqualTo(422);
    }
}
