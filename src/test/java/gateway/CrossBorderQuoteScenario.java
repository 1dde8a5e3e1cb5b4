package gateway;

import static gateway.CrossBorderWorld.ABROAD;
import static gateway.CrossBorderWorld.FRIEND;
import static gateway.CrossBorderWorld.approve;
import static gateway.CrossBorderWorld.await;
import static gateway.CrossBorderWorld.bank;
import static gateway.CrossBorderWorld.cardSource;
import static gateway.CrossBorderWorld.cbu;
import static gateway.CrossBorderWorld.created;
import static gateway.CrossBorderWorld.friend;
import static gateway.CrossBorderWorld.order;
import static gateway.CrossBorderWorld.pay;
import static gateway.CrossBorderWorld.phone;
import static gateway.CrossBorderWorld.quote;
import static gateway.CrossBorderWorld.quoted;
import static gateway.CrossBorderWorld.send;
import static gateway.CrossBorderWorld.sql;
import static gateway.CrossBorderWorld.staff;
import static gateway.CrossBorderWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.correspondent.CreditTransfer.Address;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.json.JsonMapper;

/** What cannot be sent, quoted or paid, and how the customer hears it. */
class CrossBorderQuoteScenario {

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

    @ParameterizedTest
    @CsvSource({
        "receive, 20.001, USD, quote-amount-invalid",
        "receive, 0, USD, quote-amount-invalid",
        "receive, -5, USD, quote-amount-invalid",
        "receive, 1e3, USD, quote-amount-invalid",
        "receive, 20, XTS, quote-currency",
        "receive, 20, XAU, quote-currency",
        "receive, 20, EUR, quote-currency",
        "receive, 20, UZS, quote-currency",
        "send, 20, USD, quote-currency",
        "receive, 9.99, USD, quote-amount-too-small",
        "send, 100.00, UZS, quote-amount-too-small",
        "send, 130000.00, UZS, quote-amount-too-small",
        "receive, 500.01, USD, quote-amount-too-large",
        "send, 900000000000.00, UZS, quote-amount-too-large"
    })
    void aSumThatCannotBeQuotedIsRefused(String side, String value, String currency, String problem) {
        assertThat(quote(side, value, currency).text()).contains("/problems/" + problem + "\"");
    }

    @Test
    void exactlyOneSumIsNamed() {
        var sum = "{\"value\":\"20\",\"currency\":\"USD\"}";

        assertThat(phone.post("/v1/quotes", "{\"beneficiary\":\"%s\"}".formatted(friend), MobileApp.newKey())
                        .text())
                .contains("/problems/quote-sides");
        assertThat(phone.post(
                                "/v1/quotes",
                                "{\"beneficiary\":\"%s\",\"send\":%s,\"receive\":%s}".formatted(friend, sum, sum),
                                MobileApp.newKey())
                        .text())
                .contains("/problems/quote-sides");
    }

    @Test
    void aQuoteIsItsCustomersAndEnds() throws Exception {
        var quote = quoted("receive", "30.00", "USD");
        var stranger = bank.phone();
        stranger.signIn("998901112233");

        assertThat(stranger.post("/v1/remittances", order(quote, "{\"type\":\"wallet\"}"), MobileApp.newKey())
                        .text())
                .contains("/problems/quote-not-found");
        assertThat(bank.bean(MeterRegistry.class)
                        .get("oqim_crossborder_foreign_quotes")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(stranger.get("/v1/beneficiaries/" + friend).status()).isEqualTo(404);

        sql("update crossborder.quote set expires_at = now() where id = '%s'", quote.substring(4));
        sql(
                "update crossborder.quote set terms = jsonb_set(terms::jsonb, '{expiresAt}', "
                        + "'\"2026-01-01T00:00:00Z\"')::text where id = '%s'",
                quote.substring(4));
        assertThat(pay(quote, cardSource(), MobileApp.newKey()).text()).contains("/problems/quote-expired");
    }

    @Test
    void aCorrespondentsCapIsNotExceeded() throws Exception {
        // The caps are 600 and 700 dollars.
        send(quoted("receive", "30.00", "USD"), cardSource());
        sql("update crossborder.liquidity set used_minor = used_minor + 55000 where correspondent = '%s'", "demo-one");
        try {
            var sent = send(quoted("receive", "30.00", "USD"), cardSource());
            assertThat(transfer(sent).correspondent()).isEqualTo("demo-two");

            sql(
                    "update crossborder.liquidity set used_minor = used_minor + 65000 where correspondent = '%s'",
                    "demo-two");
            assertThat(quote("receive", "30.00", "USD").text()).contains("/problems/liquidity-exhausted");
            sql(
                    "update crossborder.liquidity set used_minor = used_minor - 65000 where correspondent = '%s'",
                    "demo-two");
        } finally {
            sql(
                    "update crossborder.liquidity set used_minor = used_minor - 55000 where correspondent = '%s'",
                    "demo-one");
        }
    }

    /** Some countries' banks want to know where a sender lives, and say so before anybody asks for a price. */
    @Test
    void whereTheSendersAddressIsWantedItIsToldBeforeTheQuote() throws Exception {
        var fields = new ArrayList<String>();
        phone.get("/v1/corridors")
                .body()
                .path("items")
                .forEach(it -> it.path("senderFields")
                        .forEach(field -> fields.add(it.path("country").asString() + " " + field.asString())));
        assertThat(fields).containsExactly("GB address");
        var there = created(phone.post(
                        "/v1/beneficiaries",
                        "{\"name\":\"Ann Smith\",\"country\":\"GB\",\"currency\":\"USD\",\"town\":\"London\","
                                + "\"iban\":\"GB82 WEST 1234 5698 7654 32\",\"bic\":\"MIDLGB22\"}",
                        MobileApp.newKey()))
                .path("id")
                .asString();
        var question = "{\"beneficiary\":\"%s\",\"receive\":{\"value\":\"20\",\"currency\":\"USD\"}}".formatted(there);

        var without = phone.post("/v1/quotes", question, MobileApp.newKey());
        assertThat(without.status()).as(without.text()).isEqualTo(409);
        assertThat(without.text()).contains("/problems/sender-address-needed\"").contains("\"address\"");
        assertThat(phone.get("/v1/kyc/address").status()).isEqualTo(404);

        var told = phone.send("PUT", "/v1/kyc/address", """
                {"country":"UZ","subdivision":"Тошкент вилояти","town":"Чирчиқ","postalCode":"111700",
                 "street":"Амир Темур кўчаси","building":"12-А"}""", null);
        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(phone.get("/v1/kyc/address").text()).contains("Чирчиқ");
        var quote = created(phone.post("/v1/quotes", question, MobileApp.newKey()))
                .path("id")
                .asString();
        var before = Set.copyOf(ABROAD.sent.keySet());
        send(quote, cardSource());

        assertThat(ABROAD.sent.entrySet())
                .filteredOn(it -> !before.contains(it.getKey()))
                .singleElement()
                .satisfies(it -> assertThat(it.getValue().debtor().address())
                        .isEqualTo(new Address(
                                "UZ", "Chirchiq", "111700", "Amir Temur ko'chasi", "12-A", "Toshkent viloyati")));
    }

    @ParameterizedTest
    @CsvSource({
        "country, Uzbekistan, field-invalid",
        "country, ZZ, address-invalid",
        "town, '', field-invalid",
        "town, '☃', address-invalid",
        "town, 'ЩЩЩЩЩЩЩЩЩ', address-invalid",
        "building, '123456789012345678', address-invalid"
    })
    void anAddressThatNoBankCouldReadIsRefused(String field, String value, String problem) {
        var parts = new TreeMap<>(Map.of("country", "UZ", "town", "Toshkent", "street", "Navoiy"));
        parts.put(field, value);
        var body = parts.entrySet().stream()
                .map(it -> "\"%s\":\"%s\"".formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining(",", "{", "}"));

        var reply = phone.send("PUT", "/v1/kyc/address", body, null);

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.text()).contains("/problems/" + problem + "\"");
    }

    @Test
    void withoutARateNothingIsQuoted() {
        var reply = phone.post(
                "/v1/beneficiaries",
                "{\"name\":\"Erika Muster\",\"country\":\"DE\",\"currency\":\"EUR\",\"town\":\"Koeln\","
                        + "\"iban\":\"DE89 3704 0044 0532 0130 00\",\"bic\":\"COBADEFF\"}",
                MobileApp.newKey());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        cbu.say("EUR", "0");

        // The rate that was in force before stays until it is stale; a zero takes nobody's place.
        var quote = phone.post(
                "/v1/quotes",
                "{\"beneficiary\":\"%s\",\"receive\":{\"value\":\"20\",\"currency\":\"EUR\"}}"
                        .formatted(reply.body().path("id").asString()),
                MobileApp.newKey());

        assertThat(quote.status()).as(quote.text()).isEqualTo(201);
        assertThat(quote.body().path("sums").path("rate").path("value").asString())
                .isEqualTo("14118.03756");
    }

    @Test
    void whileAJumpWaitsNothingIsQuotedUntilTwoDecide() throws Exception {
        // Ten minutes after the rate of today, which says that a dollar costs 12021.22.
        sql(
                "insert into crossborder.rate (provider, currency, as_of, bid, ask, seen_at, state, why) "
                        + "select provider, currency, as_of + interval '10 minutes', 12983, 12983, seen_at, 'held', "
                        + "'moved' from crossborder.rate where currency = '%s' and state = 'in_force'",
                "USD");
        await(() -> quote("receive", "20.00", "USD").text().contains("/problems/rate-unavailable\""));

        var held = staff("GET", "/admin/api/fx/held-rates", null).body();
        approve(
                "refuse-rate",
                JsonMapper.shared().readTree(held).at("/items/0/content").asString());

        await(() -> quote("receive", "20.00", "USD").status() == 201);
        assertThat(staff("GET", "/admin/api/fx/held-rates", null).body()).contains("\"items\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"town\":\"New York\",|''|beneficiary-incomplete",
                "\"bankTown\":\"Chicago\",|''|beneficiary-incomplete",
                "021000021|021000022|beneficiary-invalid",
                "021000021|02100002|beneficiary-invalid",
                "\"country\":\"US\"|\"country\":\"FR\"|corridor-not-found",
                "\"currency\":\"USD\"|\"currency\":\"XAU\"|corridor-not-found",
                "John Smith|Джон Смит|beneficiary-invalid",
                "FAMI|fami|beneficiary-invalid",
                "000 123 456 789|12_3|beneficiary-invalid"
            })
    void aBeneficiaryThatCannotBePaidIsRefused(String what, String instead, String problem) {
        var reply = phone.post("/v1/beneficiaries", FRIEND.replace(what, instead), MobileApp.newKey());

        assertThat(reply.text()).contains("/problems/" + problem);
    }

    // A rail may answer late; then the resolver finds out.
}
