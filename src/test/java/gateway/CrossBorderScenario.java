package gateway;

import static gateway.CrossBorderWorld.ABROAD;
import static gateway.CrossBorderWorld.PHONE;
import static gateway.CrossBorderWorld.approve;
import static gateway.CrossBorderWorld.await;
import static gateway.CrossBorderWorld.balances;
import static gateway.CrossBorderWorld.cardSource;
import static gateway.CrossBorderWorld.change;
import static gateway.CrossBorderWorld.heard;
import static gateway.CrossBorderWorld.pay;
import static gateway.CrossBorderWorld.phone;
import static gateway.CrossBorderWorld.quote;
import static gateway.CrossBorderWorld.quoted;
import static gateway.CrossBorderWorld.said;
import static gateway.CrossBorderWorld.send;
import static gateway.CrossBorderWorld.shown;
import static gateway.CrossBorderWorld.staff;
import static gateway.CrossBorderWorld.status;
import static gateway.CrossBorderWorld.threeDaysPass;
import static gateway.CrossBorderWorld.topUp;
import static gateway.CrossBorderWorld.transfer;
import static gateway.CrossBorderWorld.uetr;
import static gateway.CrossBorderWorld.usd;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.correspondent.HearsOfTransfers.Heard;
import gateway.processors.correspondent.News.Answer;
import gateway.processors.correspondent.News.RecallAnswered;
import gateway.processors.correspondent.News.Returned;
import gateway.processors.correspondent.News.Stage;
import gateway.rulebook.BankTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer sends money abroad, over HTTP and with real books; the correspondent's words are put into its mouth. */
class CrossBorderScenario {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeAll
    static void openAll() throws Exception {
        CrossBorderWorld.open();
    }

    @AfterAll
    static void closeAll() {
        CrossBorderWorld.close();
    }

    @AfterEach
    void booksAgree() {
        CrossBorderWorld.theBooksAgree();
    }

    @Test
    void tellsWhatACorridorWantsBeforeTheQuote() {
        var corridors = phone.get("/v1/corridors").body().path("items");

        assertThat(corridors.findValuesAsString("country")).containsExactly("DE", "GB", "US");
        assertThat(corridors.path(2).path("beneficiaryFields").toString())
                .isEqualTo("[\"account\",\"bankCode\",\"bankName\",\"bankTown\",\"purpose\",\"street\",\"town\"]");
    }

    @Test
    void aCardPaysAndTheBeneficiaryIsCredited() throws Exception {
        var before = balances();

        var sent = send(quoted("receive", "30.00", "USD"), cardSource());

        // 30 × 12201.5383 = 366 046.149, and a fee of at least 25 000.
        assertThat(sent.path("sums").path("receive").path("value").asString()).isEqualTo("30.00");
        assertThat(sent.path("sums").path("rate").path("value").asString()).isEqualTo("12201.5383");
        assertThat(sent.path("sums").path("send").path("value").asString()).isEqualTo("391046.15");
        assertThat(change(before))
                .containsEntry("clearing:uzcard UZS", -391_046_15L)
                .containsEntry("fee-income UZS", 25_000_00L)
                .containsEntry("fx-position UZS", 366_046_15L)
                .containsEntry("fx-position USD", -30_00L)
                .containsEntry("correspondent:demo-one USD", 30_00L)
                .containsEntry("remittances UZS", 0L);
        assertThat(transfer(sent).settled()).isEqualTo(usd("30.00"));
        assertThat(status(sent)).isEqualTo("sent");

        assertThat(said(sent, Stage.ACCEPTED)).isEqualTo(Heard.APPLIED);
        assertThat(said(sent, Stage.ACCEPTED)).isEqualTo(Heard.KNOWN);
        assertThat(said(sent, Stage.CREDITED)).isEqualTo(Heard.APPLIED);
        assertThat(said(sent, Stage.SETTLED)).isEqualTo(Heard.KNOWN);

        assertThat(status(sent)).isEqualTo("credited");
        assertThat(change(before))
                .containsEntry("correspondent:demo-one USD", 0L)
                .containsEntry("nostro:demo-one USD", 30_00L);
        var positions = staff("GET", "/admin/api/fx/positions", null);
        assertThat(positions.statusCode()).isEqualTo(200);
        assertThat(positions.body()).contains("\"name\":\"demo-one\"", "\"result\":{");
        var earned = results(today().minusDays(1), today());
        assertThat(earned.path("total").path("result"))
                .as("everything was exchanged since yesterday")
                .isEqualTo(JSON.readTree(positions.body()).path("result"));
        assertThat(earned.path("periods")).hasSize(2);
        assertThat(earned.path("total").path("realised").findValuesAsString("corridor"))
                .contains("us-usd");
    }

    private static LocalDate today() {
        return LocalDate.now(BankTime.ZONE);
    }

    private static JsonNode results(LocalDate from, LocalDate to) throws Exception {
        var told = staff("GET", "/admin/api/fx/results?from=" + from + "&to=" + to, null);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        return JSON.readTree(told.body());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, week, field-invalid",
        "5, 6, day, exchange-range",
        "92, 0, day, exchange-range",
        "401, 400, day, exchange-range",
        "0, -1, month, exchange-range"
    })
    void aReportOfTooLongOrTooOldATimeIsRefused(int from, int to, String by, String problem) throws Exception {
        var told = staff(
                "GET",
                "/admin/api/fx/results?from=%s&to=%s&by=%s"
                        .formatted(today().minusDays(from), today().minusDays(to), by),
                null);

        assertThat(told.body()).contains("/problems/" + problem + "\"");
    }

    @Test
    void whatIsRejectedGoesBackToTheCardWhole() throws Exception {
        var before = balances();
        var sent = send(quoted("send", "300000.00", "UZS"), cardSource());

        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.APPLIED);
        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.KNOWN);

        await(() -> status(sent).equals("given_back"));
        assertThat(shown(sent).path("back").path("amount").path("value").asString())
                .isEqualTo("300000.00");
        assertThat(change(before).values()).allMatch(it -> it == 0);
    }

    @Test
    void whatComesBackAfterDeliveryIsConvertedAtItsRate() throws Exception {
        var before = balances();
        var sent = send(quoted("receive", "30.00", "USD"), cardSource());
        said(sent, Stage.CREDITED);

        var back = new Returned(uetr(sent), "RTR-1", Instant.now(), usd("18.00"), usd("12.00"), "AC04", null);
        assertThat(heard(back)).isEqualTo(Heard.APPLIED);
        assertThat(heard(back)).isEqualTo(Heard.KNOWN);

        await(() -> status(sent).equals("given_back"));
        assertThat(shown(sent).path("back").path("amount").path("value").asString())
                .isEqualTo("219627.68");
        assertThat(shown(sent).path("back").path("why").asString()).isEqualTo("returned_after_delivery");
        assertThat(change(before))
                .containsEntry("remittances UZS", 0L)
                .containsEntry("fee-income UZS", 25_000_00L)
                .containsEntry("clearing:uzcard UZS", -391_046_15L + 219_627_68L)
                .containsEntry("fx-position USD", -12_00L)
                .containsEntry("nostro:demo-one USD", 12_00L);
    }

    @Test
    void aRecallIsAskedOnceAndItsMoneyComesWithoutTheFee() throws Exception {
        var sent = send(quoted("receive", "30.00", "USD"), cardSource());
        var path = "/v1/remittances/" + sent.path("id").asString() + "/recall";

        assertThat(phone.post(path, "", MobileApp.newKey())
                        .body()
                        .path("recall")
                        .asString())
                .isEqualTo("asked");
        assertThat(phone.post(path, "", MobileApp.newKey()).status()).isEqualTo(200);

        var recalls = ABROAD.recalls.values().stream()
                .filter(it -> it.uetr().equals(uetr(sent)))
                .toList();
        assertThat(recalls).hasSize(1);
        heard(new RecallAnswered(
                uetr(sent), "CXL-1", Instant.now(), recalls.getFirst().id(), Answer.GRANTED, null));
        heard(new Returned(uetr(sent), "RTR-2", Instant.now(), usd("30.00"), usd("0.00"), "FOCR", null));
        await(() -> status(sent).equals("given_back"));
        assertThat(shown(sent).path("recall").asString()).isEqualTo("granted");
        assertThat(shown(sent).path("back").path("amount").path("value").asString())
                .isEqualTo("366046.15");
        assertThat(phone.post(path, "", MobileApp.newKey()).status()).isEqualTo(200);
    }

    @Test
    void ofManyWhoWantOneQuoteOneGetsIt() throws Exception {
        topUp("600000.00");
        var before = balances();
        var quote = quoted("receive", "30.00", "USD");
        Callable<Integer> one =
                () -> pay(quote, "{\"type\":\"wallet\"}", MobileApp.newKey()).status();

        int paid = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> one).toList());
            for (var answer : all) {
                int status = answer.get();
                assertThat(status).isIn(201, 409, 503);
                paid += status == 201 ? 1 : 0;
            }
        }

        assertThat(paid).isEqualTo(1);
        assertThat(change(before)).containsEntry("fx-position USD", -30_00L);
        assertThat(pay(quote, "{\"type\":\"wallet\"}", MobileApp.newKey()).text())
                .contains("/problems/quote-used");
    }

    /** What a wallet pays is done at once, and the same entry stores what the bank abroad is told. */
    @Test
    void aWalletPaysAndTheBankAbroadIsTold() throws Exception {
        topUp("600000.00");
        var before = balances();

        var sent = send(quoted("receive", "30.00", "USD"), "{\"type\":\"wallet\"}");

        assertThat(status(sent)).isEqualTo("sent");
        assertThat(transfer(sent).settled()).isEqualTo(usd("30.00"));
        assertThat(change(before))
                .containsEntry("fx-position USD", -30_00L)
                .containsEntry("correspondent:demo-one USD", 30_00L)
                .containsEntry("remittances UZS", 0L);
    }

    @Test
    void theSameRequestAgainHearsTheSame() throws Exception {
        var quote = quoted("receive", "30.00", "USD");
        var key = MobileApp.newKey();

        var first = pay(quote, cardSource(), key);
        var second = pay(quote, cardSource(), key);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(pay(quote, "{\"type\":\"wallet\"}", key).text()).contains("/problems/key-reused");
    }

    @Test
    void aPaymentThatFailsFreesWhatItHadTaken() throws Exception {
        var before = balances();
        var poor = phone.linkCard("8600490000000018", "2030-12", PHONE);

        var sent = pay(
                quoted("receive", "30.00", "USD"), "{\"type\":\"card\",\"card\":\"" + poor + "\"}", MobileApp.newKey());

        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        assertThat(sent.body().path("payment").path("status").asString())
                .as(sent.text())
                .isEqualTo("declined");
        assertThat(status(sent.body())).isEqualTo("not_paid");
        assertThat(change(before).values()).allMatch(it -> it == 0);
    }

    @Test
    void whatNobodySpeaksOfIsLookedForAndNotGuessed() throws Exception {
        var sent = send(quoted("receive", "30.00", "USD"), cardSource());

        threeDaysPass(sent);

        await(() -> shown(sent).path("delayed").asBoolean());
        assertThat(status(sent)).isEqualTo("sent");
        assertThat(staff("GET", "/admin/api/remittances/watched", null).body())
                .contains(sent.path("id").asString(), "nothing was heard of it in time");
        assertThat(said(sent, Stage.CREDITED)).isEqualTo(Heard.APPLIED);
        assertThat(shown(sent).path("delayed").asBoolean()).isFalse();
    }

    @Test
    void whatCannotBeTrueIsForTwoPeople() throws Exception {
        var sent = send(quoted("receive", "30.00", "USD"), cardSource());
        said(sent, Stage.CREDITED);

        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.CONTRADICTION);
        assertThat(said(sent, Stage.REJECTED)).isEqualTo(Heard.CONTRADICTION);

        assertThat(status(sent)).isEqualTo("credited");
        assertThat(shown(sent).path("delayed").asBoolean()).isTrue();
        approve("look-after-remittance", sent.path("id").asString());
        assertThat(shown(sent).path("delayed").asBoolean()).isFalse();
    }

    @Test
    void itsPaymentCannotBeRefundedAlone() throws Exception {
        var sent = send(quoted("receive", "30.00", "USD"), cardSource());
        var payment = sent.path("payment").path("id").asString();

        var refund = phone.post("/v1/payments/" + payment + "/refunds", "{}", MobileApp.newKey());

        assertThat(refund.text()).contains("/problems/payment-not-refundable");
    }
}
