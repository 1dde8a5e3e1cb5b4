package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.ledger.VerifyBooks;
import gateway.platform.http.StaffRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.mobile.MobileApp;
import sandbox.rates.CbuHost;
import tools.jackson.databind.JsonNode;

/** Somebody abroad is called like somebody on a list: people of the bank look before the customer is credited. */
class ArrivalReviewScenario {

    private static final String PHONE = "998901234567";
    private static final Path LISTS = Path.of("src/test/resources/compliance").toAbsolutePath();

    private static CbuHost rates;
    private static Bank bank;
    private static MobileApp phone;
    private static PartnerAbroad partner;
    private static String alike;

    @BeforeAll
    static void open() throws Exception {
        rates = new CbuHost(0);
        var settings = PartnerAbroad.rates(rates);
        settings.put("gateway.compliance.lists.folder", LISTS.toString());
        settings.put("gateway.compliance.lists.look-every", "1s");
        settings.put("gateway.limits.pack", "classpath:limits/abroad.yaml");
        settings.put("gateway.inbound.expiry-pause", "200ms");
        bank = Bank.open(settings);
        phone = bank.phone();
        phone.signIn(PHONE);
        partner = PartnerAbroad.letIn(bank);
        partner.fund("FT-1");
        alike = alike();
    }

    @AfterAll
    static void close() {
        bank.close();
        rates.close();
    }

    /** A name that the lists find possible, and neither clear nor a hit. */
    private static String alike() throws Exception {
        for (var name : List.of("LADY MARGARITA", "STRELOK ZAPADNY", "KARIMOV UTKIR")) {
            var found = staff(
                    "POST",
                    "/admin/api/screening",
                    "{\"kind\":\"person\",\"name\":\"%s\",\"birthDate\":\"1999-04-18\",\"country\":\"KZ\"}"
                            .formatted(name));
            if (found.path("verdict").asString().equals("possible")) {
                return name;
            }
        }
        throw new AssertionError("Nobody is like anybody");
    }

    private static JsonNode staff(String method, String path, String body) throws Exception {
        return PartnerAbroad.staff(bank, Bank.STAFF, method, path, body);
    }

    private static JsonNode check(String id, String sender) {
        var rate = partner.transfer(
                        "convert",
                        "{\"amount\":100,\"currencyFrom\":\"USD\",\"currencyTo\":\"UZS\",\"direction\":\"TO_UZ\"}")
                .path("rate")
                .asString();
        return partner.transfer("check_credit", """
                {"externalTransferId":"%s","senderAccount":"400078******9010","identificationType":"PHONE",
                 "identificationValue":"%s","bankLabel":"OQM","senderAmount":1000,"senderCurrencyCode":"USD",
                 "receiverCurrencyCode":"UZS","exchangeRate":"%s","senderCountry":"KZ",
                 "sender":{"personFullName":"%s","birthday":"1999-04-18"}}""".formatted(id, PHONE, rate, sender));
    }

    private static JsonNode about(String step, String id) {
        return partner.transfer(step, "{\"externalTransferId\":\"%s\"}".formatted(id));
    }

    private static String pending(String id) throws Exception {
        var checked = check(id, alike);
        assertThat(checked.path("status").asString()).as(checked.toString()).isEqualTo("APPROVED");
        var confirmed = about("confirm_credit", id);
        assertThat(confirmed.path("status").asString()).as(confirmed.toString()).isEqualTo("PENDING");
        assertThat(confirmed.hasNonNull("error")).isFalse();
        assertThat(about("status", id)).isEqualTo(confirmed);
        assertThat(about("confirm_credit", id).path("errorCode").asInt()).isEqualTo(10_220);
        return checked.path("transferId").asString();
    }

    @Test
    void twoLetItGoOneRefusesItAndTheMonthHasAnEnd() throws Exception {
        var first = pending("review-1");
        var listed = staff("GET", "/admin/api/arrivals/reviews", "").path("arrivals");
        assertThat(listed.size()).isOne();
        assertThat(listed.path(0).path("id").asString()).isEqualTo(first);
        assertThat(listed.path(0).path("alike").path(0).path("side").asString()).isEqualTo("sender");
        assertThat(listed.path(0).path("sender").path("name").asString()).isEqualTo(alike);
        assertThat(phone.get("/v1/wallet/statement").text()).doesNotContain("arrival");

        PartnerAbroad.act(bank, StaffRole.COMPLIANCE, "release-arrival", first);

        await().atMost(PartnerAbroad.PATIENCE)
                .until(() ->
                        about("status", "review-1").path("status").asString().equals("SUCCESS"));
        assertThat(phone.get("/v1/wallet/statement").text()).contains("\"kind\":\"arrival\"");

        var second = pending("review-2");
        var refused = staff("POST", "/admin/api/arrivals/" + second + "/refuse", "{\"reason\":\"it is him\"}");
        assertThat(refused.path("status").asString()).isEqualTo("FAILED");
        var told = about("status", "review-2");
        assertThat(told.path("status").asString()).isEqualTo("FAILED");
        assertThat(told.path("error").path("errorCode").asInt()).isEqualTo(10_201);
        assertThat(staff("GET", "/admin/api/arrivals/reviews", "")
                        .path("arrivals")
                        .size())
                .isZero();

        // What was refused is free again; two of ten dollars are all that the month of the pack has room for.
        assertThat(check("month-1", "TESTOV IVAN").path("status").asString()).isEqualTo("APPROVED");
        assertThat(check("month-2", "TESTOV IVAN").path("errorCode").asInt()).isEqualTo(10_210);
        theStaffReadsWhy();
        var report = bank.bean(VerifyBooks.class).verify().block(PartnerAbroad.PATIENCE);
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    /** Of what waited three decisions; of what was refused at its check one, though nothing else of it is kept. */
    private static void theStaffReadsWhy() throws Exception {
        var released = decisions("review-1");
        assertThat(released.valueStream()
                        .map(it -> it.path("step").asString() + " "
                                + it.path("outcome").asString()))
                .containsExactly("reviewed allowed", "confirmed review", "made allowed");
        assertThat(released.path(0).path("about").asString()).isEqualTo("arrival");
        assertThat(released.path(0).path("checks").path(0).path("inputs").has("proposed-by"))
                .isTrue();
        var screened = released.path(1)
                .path("checks")
                .valueStream()
                .filter(it -> it.path("check").asString().equals("screening"))
                .findFirst()
                .orElseThrow();
        assertThat(screened.path("outcome").asString()).isEqualTo("review");
        assertThat(screened.path("rule").asString()).isNotEmpty();
        assertThat(screened.path("inputs").path("payer").asString()).isEqualTo("possible");
        assertThat(released.toString()).doesNotContain(alike).doesNotContain(PHONE);

        var limited = decisions("month-2").path(0).path("checks").valueStream().toList();
        assertThat(limited.getLast().path("check").asString()).isEqualTo("limits");
        assertThat(limited.getLast().path("outcome").asString()).isEqualTo("refused");
        assertThat(limited.getLast().path("version").asInt()).isPositive();
        assertThat(decisions("nobodys")).isEmpty();
    }

    private static JsonNode decisions(String id) throws Exception {
        return staff("GET", "/admin/api/partners/" + partner.id() + "/arrivals/" + id + "/decisions", "")
                .path("decisions");
    }
}
