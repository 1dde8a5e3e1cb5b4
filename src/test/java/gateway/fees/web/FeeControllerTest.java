package gateway.fees.web;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.pack.FeeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a mobile client learns of a price before it pays. */
class FeeControllerTest {

    @TempDir
    static Path folder;

    private static FeeServer server;

    @BeforeAll
    static void start() throws IOException {
        var fees = FeeText.pack(
                FeeText.plain().with("vat: {class: included, percent: '12'}", "shares: agent"),
                FeeText.plain().with("id: discount", "operations: [card-to-merchant]", "payer: receiver", "min: '5'"));
        var pack = Files.writeString(folder.resolve("pack.yaml"), fees);
        server = FeeServer.start("--gateway.fees.pack=file:" + pack);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsWhatAPaymentWouldCost() {
        var answer = server.ask(FeeServer.question("1450.5", "UZS", "uzcard", "humo"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().getCacheControl()).isEqualTo("no-store");
        // 14.505 is rounded to 14.51; 14.51 · 12 / 112 is 1.55.
        assertThat(answer.json()).isEqualTo(JsonMapper.shared().readTree("""
                {"at":"2026-03-10T08:00:00Z",
                 "amount":{"value":"1450.50","currency":"UZS"},
                 "debited":{"value":"1465.01","currency":"UZS"},
                 "credited":{"value":"1450.50","currency":"UZS"},
                 "fee":{"value":"14.51","currency":"UZS"},
                 "lines":[{"id":"transfer","schedule":"transfers","version":1,
                   "name":{"uz":"nom","ru":"имя","en":"name"},
                   "total":{"value":"14.51","currency":"UZS"},
                   "vat":{"value":"1.55","currency":"UZS"},
                   "bySender":{"value":"14.51","currency":"UZS"},
                   "byReceiver":{"value":"0.00","currency":"UZS"},
                   "refund":"pro-rata",
                   "explanation":[
                     {"uz":"1450.50 UZS summadan 1 %","ru":"1 % от 1450.50 UZS","en":"1 % of 1450.50 UZS"},
                     {"uz":"14.51 UZS gacha yaxlitlandi","ru":"Округлено до 14.51 UZS","en":"Rounded to 14.51 UZS"},
                     {"uz":"QQS 12 % shu jumladan: 1.55 UZS","ru":"НДС 12 % в том числе: 1.55 UZS",
                      "en":"VAT of 12 % is inside: 1.55 UZS"}]}]}
                """));
    }

    @Test
    void whoSharesInAFeeIsNotToldToCustomers() {
        assertThat(server.ask(FeeServer.question("1450", "UZS", "uzcard", "humo"))
                        .body())
                .doesNotContain("agent", "treasury", "shares", "parts");
    }

    @ParameterizedTest
    @CsvSource({
        "uzcard, humo, transfer",
        "visa, visa, transfer",
        "humo, merchant, discount",
        "visa, wallet, ''",
        "wallet, humo, ''",
        "wallet, wallet, ''",
        "wallet, merchant, ''"
    })
    void theWayOfTheMoneyDecides(String from, String to, String fee) {
        var answer = server.ask(FeeServer.question("1000", "UZS", from, to));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("lines").path(0).path("id").asString("")).isEqualTo(fee);
    }

    @Test
    void asksForNoKeyAndAnswersTheSameAgain() {
        var question = FeeServer.question("1000", "UZS", "uzcard", "humo");

        assertThat(server.ask(question).body()).isEqualTo(server.ask(question).body());
    }

    @ParameterizedTest
    @CsvSource({
        "0, UZS, uzcard, humo, 422 field-invalid amount.value",
        "-1, UZS, uzcard, humo, 422 field-invalid amount.value",
        "1.001, UZS, uzcard, humo, 422 field-invalid amount.value",
        "1, XAU, uzcard, humo, 422 field-invalid amount.currency",
        "1, UZS, merchant, humo, 422 field-invalid from",
        "1, UZS, uzcard, moon, 422 field-invalid to"
    })
    void refusesWhatItCannotPrice(String amount, String currency, String from, String to, String problem) {
        assertThat(server.ask(FeeServer.question(amount, currency, from, to)).problem())
                .isEqualTo(problem);
    }

    @Test
    void refusesWhatIsNoQuestion() {
        var right = FeeServer.question("1", "UZS", "uzcard", "humo");

        assertThat(server.ask("[]").problem()).isEqualTo("400 malformed-json");
        assertThat(server.ask("{}").problem()).isEqualTo("422 field-missing amount");
        assertThat(server.ask(right.replace("\"1\"", "1")).problem()).isEqualTo("422 field-invalid amount.value");
        assertThat(server.ask(right.replace("\"humo\"}", "\"humo\",\"at\":1}")).problem())
                .isEqualTo("422 unknown-field at");
    }

    @Test
    void refusesAFeeThatTheReceiverCannotPay() {
        var answer = server.ask(FeeServer.question("4.99", "UZS", "uzcard", "merchant"));

        assertThat(answer.problem()).isEqualTo("422 fee-exceeds-amount");
        assertThat(answer.json().path("title").asString()).startsWith("Komissiya u ushlab");
    }
}
