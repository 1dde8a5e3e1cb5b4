package gateway;

import static gateway.WatchfulBank.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.compliance.cases.Alert;
import gateway.compliance.cases.Alert.Matched;
import gateway.compliance.cases.Alert.Source;
import gateway.compliance.cases.RaiseAlerts;
import gateway.shared.ids.CustomerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/** Two persons of compliance restrict a customer, and two let them go again, over HTTP and with real books. */
class RestrictedCustomerScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static WatchfulBank bank;

    @BeforeAll
    static void open() throws Exception {
        bank = WatchfulBank.open(folder, List.of(Map.entry("vpn", "step-up")));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    /** Nothing is waited for between the decision and the code: the entry itself knows. */
    @Test
    void aPaymentThatWaitsForItsCodeDoesNotBeginAfterTheDecision() throws Exception {
        var payer = bank.payer("2240001");
        var waiting = bank.pay(payer, "\"vpn\":true");
        assertThat(status(waiting)).as(waiting.text()).isEqualTo("action_required");

        restrict(payer);
        var confirmed = confirm(payer, waiting, "998902240001");

        assertThat(status(confirmed)).as(confirmed.text()).isEqualTo("declined");
        assertThat(confirmed.text()).contains("do_not_honour").doesNotContain("restrict", "complian");
        var decision = bank.staff(
                        "GET",
                        "/admin/api/payments/" + waiting.body().path("id").asString() + "/decisions",
                        "",
                        Bank.STAFF)
                .path("decisions")
                .path(1);
        assertThat(decision.path("outcome").asString()).as(decision.toString()).isEqualTo("refused");
        assertThat(decision.path("checks").toString()).contains("restricted-by-case");
    }

    @Test
    void twoStopACustomersPaymentsAndTwoLetThemGoAgain() throws Exception {
        var payer = bank.payer("2240002");
        assertThat(status(bank.pay(payer, ""))).isEqualTo("completed");

        var file = restrict(payer);
        var refused = bank.pay(payer, "");
        assertThat(refused.body().path("type").asString()).as(refused.text()).endsWith("/payment-not-possible");

        var act = bank.staff(
                "POST",
                "/admin/api/acts",
                "{\"kind\":\"end-customer-restriction\",\"content\":\"%s\",\"reason\":\"cleared\"}".formatted(file),
                Bank.STAFF);
        assertThat(act.path("state").asString()).as(act.toString()).isEqualTo("proposed");
        var path = "/admin/api/acts/" + act.path("id").asString() + "/approve";
        assertThat(bank.staff("POST", path, "{\"reason\":\"me too\"}", Bank.STAFF)
                        .path("type")
                        .asString())
                .endsWith("act-own");
        assertThat(bank.pay(payer, "").text()).contains("payment-not-possible");
        var approved = bank.staff("POST", path, "{\"reason\":\"agreed\"}", Bank.COLLEAGUE);

        assertThat(approved.path("state").asString()).as(approved.toString()).isEqualTo("approved");
        await().atMost(PATIENCE).until(() -> status(bank.pay(payer, "")).equals("completed"));
        assertThat(bank.staff("GET", "/admin/api/compliance/cases/" + file, "", Bank.STAFF)
                        .toString())
                .contains("ended restriction", "cleared");
    }

    @Test
    void nobodySendsMoneyToThem() throws Exception {
        var payer = bank.payer("2240003");
        var payee = bank.payer("2240004");
        fill(payer);
        var waiting = transfer(payer, "998902240004");
        assertThat(status(waiting)).as(waiting.text()).isEqualTo("action_required");

        restrict(payee);

        var confirmed = confirm(payer, waiting, "998902240003");
        assertThat(status(confirmed)).as(confirmed.text()).isEqualTo("declined");
        // From memory, a few seconds later, nobody is even asked for a code.
        await().atMost(PATIENCE)
                .until(() -> transfer(payer, "998902240004").text().contains("payment-not-possible"));
        assertThat(payee.get("/v1/wallet").text()).doesNotContain("1.00");
    }

    @Test
    void nobodyTakesBackWhatAnotherPersonHas() throws Exception {
        var payer = bank.payer("2240005");
        var payee = bank.payer("2240006");
        fill(payer);
        var sent = confirm(payer, transfer(payer, "998902240006"), "998902240005");
        assertThat(status(sent)).as(sent.text()).isEqualTo("completed");
        var before = balances(payee);
        assertThat(before).contains("1.00");

        var refused = refund(payer, sent);

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("/problems/payment-not-refundable", "Ask the payee");
        assertThat(balances(payee)).isEqualTo(before);
    }

    @Test
    void nothingLeavesTheirWalletByARefundAndWhatAMerchantGivesBackArrives() throws Exception {
        var customer = bank.payer("2240007");
        var filled = fill(customer);
        var paid = bank.pay(customer, "");
        assertThat(status(paid)).as(paid.text()).isEqualTo("completed");
        var before = balances(customer);

        restrict(customer);

        var refused = refund(customer, filled);
        assertThat(refused.text()).contains("/problems/payment-not-possible");
        assertThat(balances(customer)).isEqualTo(before);
        var back = refund(customer, paid);
        assertThat(status(back)).as(back.text()).isEqualTo("refunded");
    }

    private static String balances(MobileApp customer) {
        return customer.get("/v1/wallet").body().path("balances").toString();
    }

    private static Reply fill(MobileApp customer) {
        var card = customer.get("/v1/cards")
                .body()
                .path("cards")
                .path(0)
                .path("id")
                .asString();
        var filled = customer.post("/v1/payments", """
                {"amount":{"value":"50.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"wallet"}}
                """.formatted(card), MobileApp.newKey());
        assertThat(status(filled)).as(filled.text()).isEqualTo("completed");
        return filled;
    }

    private static Reply refund(MobileApp customer, Reply paid) {
        return customer.post(
                "/v1/payments/" + paid.body().path("id").asString() + "/refunds", "{}", MobileApp.newKey());
    }

    /** Says which case decided it. */
    private static String restrict(MobileApp customer) throws Exception {
        var id = customer.tokens().customer();
        bank.bean(RaiseAlerts.class)
                .raise(new Alert(
                        CustomerId.parse(id).orElseThrow(),
                        Source.SCREENING,
                        "N-1",
                        new Matched("national", "N-1", id.getBytes(UTF_8), new byte[] {1}),
                        "{}"))
                .block(PATIENCE);
        var cases =
                bank.staff("GET", "/admin/api/compliance/cases", "", Bank.STAFF).path("cases");
        var open = cases.valueStream()
                .filter(it -> it.path("customer").asString().equals(id))
                .findFirst()
                .orElseThrow();
        var file = open.path("id").asString();
        var evidence = open.path("evidence").asString();
        bank.staff(
                "POST",
                "/admin/api/compliance/cases/" + file + "/proposal",
                "{\"resolution\":\"restrict\",\"evidence\":\"%s\",\"reason\":\"it is them\"}".formatted(evidence),
                Bank.STAFF);
        var decided = bank.staff(
                "POST",
                "/admin/api/compliance/cases/" + file + "/decision",
                "{\"approve\":true,\"evidence\":\"%s\",\"reason\":\"yes\"}".formatted(evidence),
                Bank.COLLEAGUE);
        assertThat(decided.path("state").asString()).as(decided.toString()).isEqualTo("closed");
        return file;
    }

    private static Reply confirm(MobileApp payer, Reply waiting, String phone) {
        return payer.post(
                "/v1/payments/" + waiting.body().path("id").asString() + "/confirm",
                "{\"code\":\"%s\"}".formatted(payer.code(phone)),
                MobileApp.newKey());
    }

    private static Reply transfer(MobileApp payer, String phone) {
        return payer.post("/v1/payments", """
                {"amount":{"value":"1.00","currency":"UZS"},"source":{"type":"wallet"},
                 "destination":{"type":"wallet","phone":"%s"}}
                """.formatted(phone), MobileApp.newKey());
    }
}
