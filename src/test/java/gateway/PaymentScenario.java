package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/** A customer on a phone, from the first sign-in to money at the merchant, over HTTP and every rail's own protocol. */
class PaymentScenario {

    private static final String PHONE = "998901234567";

    private static Bank bank;
    private static MobileApp phone;
    private static String merchant;

    @BeforeAll
    static void open() throws Exception {
        bank = Bank.open(Map.of());
        merchant = bank.merchant("Kitob olami");
        phone = bank.phone();
        phone.signIn(PHONE);
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @ParameterizedTest
    @CsvSource({"8600490000000000,uzcard", "9860010000000017,humo", "4000000000000002,visa"})
    void aCardPaysAMerchantOnce(String pan, String rail) {
        var card = phone.linkCard(pan, "2030-12", PHONE);
        var key = MobileApp.newKey();

        var first = pay(card, "1500.00", key);
        var second = pay(card, "1500.00", key);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.body().path("status").asString()).as(first.text()).isEqualTo("completed");
        assertThat(first.body().path("source").path("rail").asString()).isEqualTo(rail);
        assertThat(second.text()).isEqualTo(first.text());
    }

    private static Reply pay(String card, String amount, String key) {
        return phone.post(
                "/v1/payments",
                """
                {"amount":{"value":"%s","currency":"UZS"},
                 "source":{"type":"card","card":"%s"},
                 "destination":{"type":"merchant","merchant":"%s"}}
                """.formatted(amount, card, merchant),
                key);
    }
}
