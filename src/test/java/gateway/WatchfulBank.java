package gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sandbox.humo.HumoCards;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bank with fraud rules of a test's own, a merchant, and payers with a card each. */
record WatchfulBank(Bank bank, String merchant) implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String RULE = """
              - id: %1$s
                version: 3
                decided: 2026-01-10
                from: 2026-02-01
                source: "test"
                confidence: sample
                text: {uz: "qoida", ru: "правило", en: "rule"}
                stage: live
                when: "%1$s"
                verdict: %2$s
                reason: %1$s
            """;

    /** @param verdicts by what the payer's device says of itself */
    static WatchfulBank open(Path folder, List<Map.Entry<String, String>> verdicts) throws Exception {
        var rules = verdicts.stream()
                .map(it -> RULE.formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining());
        var pack = Files.writeString(folder.resolve("fraud.yaml"), "format: 1\npack: test\nrules:\n" + rules, UTF_8);
        var bank = Bank.open(Map.of("gateway.fraud.pack", "file:" + pack));
        return new WatchfulBank(bank, bank.merchant("Kitob olami"));
    }

    <T> T bean(Class<T> type) {
        return bank.bean(type);
    }

    /** @param digits the last seven of the phone, and of the card */
    MobileApp payer(String digits) {
        var phone = bank.phone();
        phone.signIn("99890" + digits);
        phone.linkCard(HumoCards.number("86000088" + digits), "2030-12", "99890" + digits);
        return phone;
    }

    /** @param device what it says of itself, as JSON */
    Reply pay(MobileApp payer, String device) {
        var card =
                payer.get("/v1/cards").body().path("cards").path(0).path("id").asString();
        return payer.post("/v1/payments", """
                {"amount":{"value":"10.00","currency":"UZS"},"source":{"type":"card","card":"%s"},
                 "destination":{"type":"merchant","merchant":"%s"},"device":{%s}}
                """.formatted(card, merchant, device), MobileApp.newKey());
    }

    static String status(Reply reply) {
        return reply.body().path("status").asString();
    }

    JsonNode staff(String method, String path, String body, String token) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return JsonMapper.shared()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        bank.close();
    }
}
