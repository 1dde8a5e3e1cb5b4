package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.ledger.VerifyBooks;
import gateway.platform.crypto.Sha256;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.operators.HttpWire;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Meaning;
import sandbox.operators.Teller.Step;
import sandbox.operators.Tellers;
import tools.jackson.databind.JsonNode;

/** Payme tops up customers' cards over the cards' own rails: what the rail did is what card and wallet show. */
class TopUpToCardScenario {

    private static final String SECRET = "secret-of-the-operators";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static Bank bank;
    private static Teller payme;

    @BeforeAll
    static void open() {
        var settings = new HashMap<String, String>();
        settings.put("gateway.operators.payme.sources", "127.0.0.1,::1");
        settings.put("gateway.operators.payme.key-sha256", HexFormat.of().formatHex(Sha256.of(SECRET)));
        settings.put("gateway.operators.onward-lease", "1s");
        settings.put("gateway.payments.lease", "4s");
        settings.put("gateway.payments.first-check", "300ms");
        settings.put("gateway.payments.last-check", "2s");
        settings.put("gateway.processors.uzcard.timeout", "1s");
        settings.put("gateway.processors.humo.timeout", "1s");
        bank = Bank.open(settings);
        payme = Tellers.of("payme", SECRET);
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @AfterEach
    void theBooksAgree() {
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    /** A customer with one card. */
    private record Payee(MobileApp phone, String card, String code) {

        /** @param rail whose number carries the phone of its holder */
        static Payee of(String number, String rail) {
            var pan = HumoCards.number((rail.equals("humo") ? "98600088" : "86000088") + number.substring(5));
            var phone = bank.phone();
            phone.signIn(number);
            var card = phone.linkCard(pan, "2030-12", number);
            var named = phone.send("PUT", "/v1/cards/" + card + "/top-up-code", null, null);
            assertThat(named.status()).as(named.text()).isEqualTo(200);
            return new Payee(phone, card, named.body().path("code").asString());
        }

        String wallet() {
            return phone.get("/v1/wallet")
                    .body()
                    .path("balances")
                    .path(0)
                    .path("available")
                    .path("value")
                    .asString();
        }

        JsonNode payments() {
            return phone.get("/v1/payments").body().path("items");
        }

        /** Of its payments, the newest first. */
        List<String> statuses() {
            return payments()
                    .valueStream()
                    .map(it -> it.path("status").asString())
                    .toList();
        }
    }

    private static Teller.Slip paid(Payee payee, long minor) {
        var slip = payme.slip(payee.code(), minor);
        return tell(Step.PAY, tell(Step.ANNOUNCE, slip));
    }

    private static Teller.Slip tell(Step step, Teller.Slip slip) {
        assertThat(meaning(step, slip)).isEqualTo(Meaning.DONE);
        return slip;
    }

    private static Meaning meaning(Step step, Teller.Slip slip) {
        var message = payme.message(step, slip);
        return payme.meaning(step, new HttpWire(bank.url()).post(message.path(), message.headers(), message.body()));
    }

    /**
     * Whatever happens on the way: silence, a cut connection, a late yes, a no; what never gets there is tried anew.
     */
    @TestFactory
    Stream<DynamicTest> whatTheRailDidIsWhatCardAndWalletShow() {
        return SideBySide.told(Stream.of(
                story("998901000001", "uzcard", 500_000, "completed", 1),
                story("998901000002", "humo", 500_000, "completed", 1),
                story("998901000003", "uzcard", 500_072, "declined", 4),
                story("998901000004", "uzcard", 500_073, "completed", 1),
                story("998901000005", "uzcard", 500_051, "declined", 1),
                story("998901000006", "humo", 500_078, "completed", 1),
                story("998901000007", "humo", 500_051, "declined", 1)));
    }

    private static DynamicTest story(String number, String rail, long minor, String end, int payments) {
        return dynamicTest(
                "%s of %s ends %s".formatted(minor, rail, end), () -> topUp(number, rail, minor, end, payments));
    }

    private static void topUp(String number, String rail, long minor, String end, int payments) {
        var payee = Payee.of(number, rail);

        var slip = paid(payee, minor);

        await().atMost(PATIENCE.multipliedBy(payments))
                .untilAsserted(() -> assertThat(payee.statuses())
                        .hasSizeGreaterThanOrEqualTo(payments)
                        .startsWith(end));
        boolean arrived = end.equals("completed");
        // On a slow machine there may be one before it that did not get there in time.
        assertThat(payee.statuses().stream().skip(1)).allMatch("declined"::equals);
        assertThat(payee.wallet()).isEqualTo(arrived ? "0.00" : "%d.%02d".formatted(minor / 100, minor % 100));
        // Of what stayed in the wallet the operator may have its own back; of what the card has, nothing.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(meaning(Step.UNDO, slip)).isEqualTo(arrived ? Meaning.REFUSED : Meaning.DONE));
        assertThat(payee.wallet()).isEqualTo("0.00");
    }

    @Test
    void aFrozenCardKeepsNothingFromTheOperatorAndEverythingFromTheCard() {
        var payee = Payee.of("998901000011", "uzcard");
        var slip = tell(Step.ANNOUNCE, payme.slip(payee.code(), 500_000));
        payee.phone().post("/v1/cards/" + payee.card() + "/freeze", "", MobileApp.newKey());

        tell(Step.PAY, slip);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meaning(Step.UNDO, slip)).isEqualTo(Meaning.DONE));
        assertThat(payee.payments()).isEmpty();
        assertThat(payee.wallet()).isEqualTo("0.00");
        assertThat(meaning(Step.ANNOUNCE, payme.slip(payee.code(), 500_000))).isEqualTo(Meaning.REFUSED);
    }
}
