package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

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

        Reply buyFrom(String shop) {
            return pay("10.00", "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(shop), MobileApp.newKey());
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
