package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/** Whoever pays while no rail has room hears so at once; nothing is stored, and the same request pays later. */
class RailWithoutRoomScenario {

    private static final String PHONE = "998901234567";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COUNT = """
            select (select count(*) from payments.payment where idempotency_key = ?)
                 + (select count(*) from platform.idempotency where key = ?)
                 + (select count(*) from platform.answer where key = ?)
            """;

    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;
    private static String uzcard;
    private static String humo;

    // One answer that does not come is enough for the breaker, and it stays open for three seconds.
    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(Map.of(
                "gateway.payments.first-check", "300ms",
                "gateway.processors.guard.window", "1",
                "gateway.processors.guard.minimum-calls", "1",
                "gateway.processors.guard.probes", "1",
                "gateway.processors.guard.open-time", "3s",
                "gateway.processors.humo.timeout", "1s"));
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
        uzcard = phone.linkCard("8600490000000000", "2030-12", PHONE);
        humo = phone.linkCard("9860010000000017", "2030-12", PHONE);
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a card to a merchant", "a card to a card of the full rail", "a wallet to a card"})
    void nothingIsStoredAndARepeatPays(String what) throws SQLException {
        pay(order("2000.00", card(uzcard), "{\"type\":\"wallet\"}"), MobileApp.newKey());
        breakHumo();
        var order = orderOf(what);
        var key = MobileApp.newKey();

        var refused = pay(order, key);

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.body().path("type").asString()).endsWith("/problems/rail-unavailable");
        assertThat(rowsOf(key)).isZero();
        var paid = again(order, key);
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        assertThat(paid.body().path("status").asString()).isEqualTo("completed");
    }

    private static String orderOf(String what) {
        var toMerchant = "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant);
        return switch (what) {
            case "a card to a merchant" -> order("100.00", card(humo), toMerchant);
            case "a wallet to a card" -> order("100.00", "{\"type\":\"wallet\"}", card(humo));
            default -> order("100.00", card(uzcard), card(humo));
        };
    }

    private static void breakHumo() {
        pay(
                order("10.77", card(humo), "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant)),
                MobileApp.newKey());
    }

    private static Reply again(String order, String key) {
        var deadline = Instant.now().plus(PATIENCE);
        var reply = pay(order, key);
        while (reply.status() == 503 && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            reply = pay(order, key);
        }
        return reply;
    }

    private static long rowsOf(String key) throws SQLException {
        try (var connection = bank.database.jdbc();
                var count = connection.prepareStatement(COUNT)) {
            for (int at = 1; at <= 3; at++) {
                count.setString(at, key);
            }
            var rows = count.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Reply pay(String body, String key) {
        return phone.post("/v1/payments", body, key);
    }

    private static String card(String id) {
        return "{\"type\":\"card\",\"card\":\"%s\"}".formatted(id);
    }

    private static String order(String amount, String source, String destination) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(amount, source, destination);
    }
}
