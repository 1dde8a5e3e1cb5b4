package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import gateway.platform.http.StaffRole;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.operators.CrossBorderCardKit;
import sandbox.operators.CrossBorderKit;
import sandbox.operators.OperatorKit;
import sandbox.operators.PartnerWorld;
import sandbox.rates.CbuHost;

/** A partner abroad sends money to a customer, in every way that its own acceptance scenarios and its enemies know. */
class InboundScenario {

    private static final String PHONE = "998901234567";
    private static final String CARD = HumoCards.number("86000088" + PHONE.substring(5));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void thePartnersKitPassesAndTheBooksAgree() throws Exception {
        try (var rates = new CbuHost(0);
                var bank = Bank.open(PartnerAbroad.rates(rates))) {
            var phone = bank.phone();
            phone.signIn(PHONE);
            var partner = PartnerAbroad.letIn(bank);
            var key = partner.key();

            var payments = new AtomicInteger();
            var world = new PartnerWorld(
                    bank.url(),
                    PHONE,
                    "998909999999",
                    key,
                    partner.signer(),
                    () -> partner.fund("FT-" + payments.incrementAndGet()),
                    Optional.of(() -> sql(bank, "update inbound.arrival set expires_at = now()")));
            var results = new CrossBorderKit(world).play();

            assertThat(results).hasSize(11).allMatch(OperatorKit.Result::passed);
            var linked = phone.linkCard(CARD, "2030-12", PHONE);
            assertThat(new CrossBorderCardKit(world, CARD, Optional.of(() -> unlink(bank, phone, linked))).play())
                    .hasSize(6)
                    .allMatch(OperatorKit.Result::passed);
            assertThat(new CrossBorderCardKit(world, issued(phone)).play())
                    .hasSize(5)
                    .allMatch(OperatorKit.Result::passed);
            await().atMost(PATIENCE).until(() -> onTheirWay(bank) == 0);
            assertThat(bank.number("select count(*) from inbound.arrival where onward = 'arrived'"))
                    .isEqualTo(4);
            assertThat(bank.number("select count(*) from inbound.arrival where onward = 'kept'"))
                    .isOne();
            assertThat(bank.number("select count(*) from inbound.arrival where issued_card is not null"
                            + " and state = 'succeeded' and card is null"))
                    .isEqualTo(4);
            var report = bank.bean(VerifyBooks.class).verify().block(PATIENCE);
            assertThat(report).isNotNull();
            assertThat(report.isClean()).as(report.text()).isTrue();
            assertThat(phone.get("/v1/wallet/statement").text()).contains("\"kind\":\"arrival\"");
            await().atMost(PATIENCE)
                    .until(() -> events(bank, key).contains("arrival.completed")
                            && events(bank, key).contains("arrival.failed"));
            assertThat(events(bank, key)).doesNotContain(PHONE, "cus_", "TESTOV");
        }
    }

    /** One payment to our correspondent is the partner's once, whoever says so again. */
    @Test
    void aPaymentIsPaidInOnce() throws Exception {
        try (var rates = new CbuHost(0);
                var bank = Bank.open(PartnerAbroad.rates(rates))) {
            var partner = PartnerAbroad.letIn(bank);
            partner.fund("FT-1");
            var again = "{\"kind\":\"fund-partner\",\"content\":\"%s 500.00 USD demo-one FT-1\",\"reason\":\"paid\"}";

            var answer = http.send(
                    HttpRequest.newBuilder(bank.url().resolve("/admin/api/acts"))
                            .header("Authorization", "Bearer " + Bank.STAFF)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(again.formatted(partner.id())))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("field-invalid", "paid in before");
            assertThatThrownBy(() -> PartnerAbroad.act(
                            bank, StaffRole.OPERATIONS, "fund-partner", partner.id() + " 5.00 USD demo-oen FT-2"))
                    .hasMessageContaining("no account in USD");
        }
    }

    /** What moves money on, and what tells how it stands, may be called as often as a partner likes. */
    @Test
    void whoeverCallsTooOftenOrUnsignedHearsItInTheProtocolsOwnForm() throws Exception {
        try (var rates = new CbuHost(0)) {
            var settings = PartnerAbroad.rates(rates);
            settings.put("gateway.inbound.per-second.registries", "1");
            try (var bank = Bank.open(settings)) {
                var partner = PartnerAbroad.letIn(bank);
                var unsigned = PartnerAbroad.call(
                        bank,
                        partner.key(),
                        Map.of(),
                        "POST",
                        "/cbt/v1/transfer/status",
                        "{\"externalTransferId\":\"a\"}");
                assertThat(unsigned.status()).as(unsigned.body()).isEqualTo(401);
                assertThat(unsigned.body()).contains("10001");

                await().atMost(PATIENCE)
                        .until(() -> partner.call("POST", "/cbt/v1/transfer/transfer_list", "{}")
                                .body()
                                .contains("10007"));
                for (int asked = 0; asked < 20; asked++) {
                    var status = partner.call("POST", "/cbt/v1/transfer/status", "{\"externalTransferId\":\"a\"}");
                    assertThat(status.status()).as(status.body()).isEqualTo(400);
                }
            }
        }
    }

    /** The number of a card that the customer gets from us. */
    private static String issued(MobileApp phone) {
        var card = phone.post("/v1/issued-cards", "{\"form\":\"virtual\",\"currency\":\"UZS\"}", MobileApp.newKey())
                .body()
                .path("id")
                .asString();
        var sent = phone.post("/v1/issued-cards/" + card + "/number", "{}", MobileApp.newKey());
        var shown = phone.post(
                "/v1/issued-cards/" + card + "/number",
                "{\"challengeId\":\"%s\",\"code\":\"%s\"}"
                        .formatted(sent.body().path("challengeId").asString(), phone.code(PHONE)),
                MobileApp.newKey());
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        return shown.body().path("number").asString();
    }

    // What the kit sent before has to be on the card by then.
    private static void unlink(Bank bank, MobileApp phone, String card) {
        await().atMost(PATIENCE).until(() -> onTheirWay(bank) == 0);
        assertThat(phone.delete("/v1/cards/" + card).status()).isEqualTo(204);
    }

    private static long onTheirWay(Bank bank) throws SQLException {
        return bank.number("select count(*) from inbound.arrival where onward = 'on_its_way'");
    }

    private static void sql(Bank bank, String statement) {
        try (var connection = bank.database.jdbc();
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private String events(Bank bank, String key) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(bank.url().resolve("/v1/events?limit=500"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
