package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.ids.CustomerId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer who is like somebody on a list: what the bank's staff do about it, and what the customer sees of it. */
class ComplianceScenario {

    private static final String DOCUMENT = """
            {"pinfl":"%s","fullName":"Soatova Mavluda","birthDate":"1990-03-14","country":"UZ",
             "kind":"id-card","number":"AA1234567","issuer":"IIV 26001","expiresOn":"2036-01-31"}""";
    private static final Path LISTS = Path.of("src/test/resources/compliance");

    @TempDir
    static Path folder;

    private static Bank bank;
    private static MobileApp customer;

    @BeforeAll
    static void open() throws IOException {
        Files.copy(LISTS.resolve("national.csv"), folder.resolve("national.csv"));
        bank = Bank.open(Map.of("gateway.compliance.lists.folder", folder.toString()));
        customer = bank.phone();
        customer.signIn("998901234567");
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    private static String pinfl() {
        return pinfl("100");
    }

    private static String pinfl(String serial) {
        var first = "4140390123" + serial;
        int sum = 0;
        for (int i = 0; i < first.length(); i++) {
            sum += (first.charAt(i) - '0') * new int[] {7, 3, 1}[i % 3];
        }
        return first + sum % 10;
    }

    /** Everything a customer can read. */
    private static List<String> seen() {
        return Stream.of("/v1/kyc", "/v1/cards", "/v1/payments", "/v1/limits", "/v1/wallet", "/v1/wallet/statement")
                .map(customer::get)
                .map(reply -> reply.status() + " " + reply.text().replaceAll("\"at\":\"[^\"]*\"", ""))
                .toList();
    }

    @Test
    void staffDecideAndTheCustomerSeesNothingOfIt() throws Exception {
        var shown = customer.post("/v1/kyc/documents", DOCUMENT.formatted(pinfl()), MobileApp.newKey());
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.body().path("tier").asInt()).isEqualTo(2);
        assertThat(shown.text()).contains("AA*****67").doesNotContain("AA1234567", pinfl());
        var before = seen();
        var id = awaitCase();
        var file = json(staff("GET", "/" + id, Bank.STAFF, null));

        assertThat(file.path("evidence").get(0).path("body").asString()).contains("N-2");
        assertThat(seen()).as("with a case").isEqualTo(before);

        var evidence = file.path("file").path("evidence").asString();
        var proposal =
                "{\"resolution\":\"report\",\"evidence\":\"%s\",\"reason\":\"same <name> & date\"}".formatted(evidence);
        assertThat(staff("POST", "/" + id + "/proposal", Bank.STAFF, proposal).statusCode())
                .isEqualTo(200);
        var decision = "{\"approve\":true,\"evidence\":\"%s\",\"reason\":\"agreed\"}".formatted(evidence);
        assertThat(staff("POST", "/" + id + "/decision", Bank.STAFF, decision).statusCode())
                .as("the same person")
                .isEqualTo(403);
        assertThat(staff("GET", "/" + id + "/report", Bank.STAFF, null).statusCode())
                .isEqualTo(409);
        assertThat(staff("POST", "/" + id + "/decision", Bank.COLLEAGUE, decision)
                        .statusCode())
                .isEqualTo(200);
        assertThat(staff("POST", "/" + id + "/decision", Bank.COLLEAGUE, decision)
                        .statusCode())
                .as("again")
                .isEqualTo(409);

        var report = staff("GET", "/" + id + "/report", Bank.STAFF, null);
        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.body()).contains("<report_code>STR</report_code>", "same &lt;name", pinfl());
        assertThat(seen()).as("reported").isEqualTo(before);
    }

    /** Lists are asked by what memory knows of a customer; the books say when that is no longer true. */
    @Test
    void whoBecomesSomebodyElseOnAnotherNodeIsScreenedAsThatAtTheNextPayment() throws Exception {
        var payer = bank.phone();
        payer.signIn("998907770001");
        payer.linkCard(HumoCards.number("86000088" + "7770001"), "2030-12", "998907770001");
        var merchant = bank.merchant("Kitob olami");
        var known = DOCUMENT.replace("Soatova Mavluda", "Aliyeva Lola").formatted(pinfl("150"));
        assertThat(payer.post("/v1/kyc/documents", known, MobileApp.newKey()).status())
                .isEqualTo(200);
        assertThat(pay(payer, merchant).body().path("status").asString()).isEqualTo("completed");
        assertThat(pay(payer, merchant).body().path("status").asString()).isEqualTo("completed");

        try (var connection = bank.database.jdbc();
                var change = connection.prepareStatement("""
                        update customers.identity
                           set full_name = 'Soatova Mavluda', version = version + 1
                         where customer = ?::uuid
                        """)) {
            change.setString(
                    1,
                    CustomerId.parse(payer.tokens().customer())
                            .orElseThrow()
                            .value()
                            .toString());
            assertThat(change.executeUpdate()).isEqualTo(1);
        }

        var refused = pay(payer, merchant);
        assertThat(refused.status()).as(refused.text()).isNotEqualTo(503);
        assertThat(refused.body().path("status").asString()).as(refused.text()).isNotEqualTo("completed");
    }

    private static MobileApp.Reply pay(MobileApp payer, String merchant) {
        var card =
                payer.get("/v1/cards").body().path("cards").path(0).path("id").asString();
        return payer.post("/v1/payments", """
                {"amount":{"value":"10.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"merchant","merchant":"%s"}}
                """.formatted(card, merchant), MobileApp.newKey());
    }

    private static String awaitCase() throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < until) {
            var cases = json(staff("GET", "", Bank.STAFF, null)).path("cases");
            if (!cases.isEmpty()) {
                return cases.get(0).path("id").asString();
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new AssertionError("No case was opened");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> staff(
            String method, String path, String token, @org.jspecify.annotations.Nullable String body) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/compliance/cases" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
