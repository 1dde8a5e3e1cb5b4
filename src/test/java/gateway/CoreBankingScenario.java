package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.issuing.network.NetworkServer;
import gateway.platform.crypto.Sha256;
import gateway.rulebook.PackText;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import sandbox.abs.DayStatements;
import sandbox.embedded.Scratch;
import sandbox.mobile.MobileApp;
import sandbox.operators.CrossBorderKit;
import sandbox.operators.HttpWire;
import sandbox.operators.KitWorld;
import sandbox.operators.OperatorKit;
import sandbox.operators.OperatorKits;
import sandbox.operators.PartnerWorld;
import sandbox.rates.CbuHost;
import sandbox.visa.Acquirer;
import tools.jackson.databind.json.JsonMapper;

/** Whoever moves money, the core banking system is told: an operator, a partner abroad, and holders of our cards. */
class CoreBankingScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PHONE = "998901234567";
    private static final String SECRET = "secret-of-the-operator";

    private static final String UNTOLD = """
            select count(*) from ledger.transfer t
             where t.kind in (1, 3)
               and not exists (select 1 from corebanking.document d where d.id = t.id and d.state = 'accepted')
            """;

    private static final String ONES_OWN =
            "select count(distinct purpose) from corebanking.document where purpose in (%s)";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyMovementIsToldOnceAndTheBooksAgree() throws Exception {
        try (var rates = new CbuHost(0);
                var bank = Bank.open(settings(rates));
                var acquirer = new Acquirer(
                        bank.bean(NetworkServer.class).port(),
                        Scratch.passing("oqim-acquirer").resolve("acquirer.jsonl"))) {
            var phone = bank.phone();
            phone.signIn(PHONE);
            anOperatorBrings(bank);
            aPartnerSends(bank);
            aCardIsUsed(phone, acquirer);

            await().atMost(PATIENCE).until(() -> bank.number(UNTOLD) == 0);

            // What an operator brought and took back; an arrival and what its partner paid in; a purchase and a refund.
            assertThat(bank.number(ONES_OWN.formatted("8, 9"))).isEqualTo(2);
            assertThat(bank.number(ONES_OWN.formatted("41, 42"))).isEqualTo(2);
            assertThat(bank.number(ONES_OWN.formatted("1, 4"))).isEqualTo(2);
            var day = LocalDate.now(ZoneId.of("Asia/Tashkent"));
            try (var entries = bank.abs.books().orElseThrow().entries()) {
                for (var statement : DayStatements.ofAccounts(entries.toList(), day)) {
                    assertThat(staff(bank, "POST", "corebanking/statements", statement.csv()))
                            .contains("\"known\":false");
                }
            }
            assertThat(staff(bank, "GET", "tie-outs/" + day, ""))
                    .contains("\"breaks\":[]", "\"accuracy\":1000000", "\"silent\":[\"visa-issuing\"]");
        }
    }

    private static Map<String, String> settings(CbuHost rates) throws Exception {
        var hash = HexFormat.of().formatHex(Sha256.of(SECRET));
        var settings = new TreeMap<>(PartnerAbroad.rates(rates));
        settings.put("gateway.operators.paynet.sources", "127.0.0.1,::1");
        settings.put("gateway.operators.paynet.password-sha256", hash);
        settings.put("gateway.issuing.network.port", "0");
        // However busy the machine is.
        settings.put("gateway.issuing.network.deadline", "30s");
        settings.put("gateway.issuing.hsm.zone-pin-key", Acquirer.ZONE_PIN_KEY);
        var map = Scratch.passing("oqim-map").resolve("map.yaml");
        var nostro = """
            accounts:
              - {account: "nostro:demo-one", currency: USD, number: "10501840900000009001", from: 2020-01-01}""";
        Files.writeString(
                map,
                PackText.load(new ClassPathResource("corebanking/sample.yaml")).replace("accounts:", nostro));
        settings.put("gateway.corebanking.pack", map.toUri().toString());
        return settings;
    }

    private static void anOperatorBrings(Bank bank) {
        var world = new KitWorld(
                new HttpWire(bank.url()), PHONE, "998909999999", SECRET, Optional.empty(), Optional.empty());
        assertThat(OperatorKits.of("paynet", world).play()).allMatch(OperatorKit.Result::passed);
    }

    private static void aPartnerSends(Bank bank) throws Exception {
        var partner = PartnerAbroad.letIn(bank);
        var world = new PartnerWorld(
                bank.url(),
                PHONE,
                "998909999999",
                partner.key(),
                partner.signer(),
                () -> partner.fund("FT-1"),
                Optional.empty());
        assertThat(new CrossBorderKit(world).play()).allMatch(OperatorKit.Result::passed);
    }

    /** From the wallet, beyond what is in it, and back. */
    private static void aCardIsUsed(MobileApp phone, Acquirer acquirer) {
        var card = phone.post("/v1/issued-cards", "{\"form\":\"virtual\",\"currency\":\"UZS\"}", MobileApp.newKey())
                .body()
                .path("id")
                .asString();
        var sent = phone.post("/v1/issued-cards/" + card + "/number", "{}", MobileApp.newKey());
        var printed = phone.post(
                        "/v1/issued-cards/" + card + "/number",
                        "{\"challengeId\":\"%s\",\"code\":\"%s\"}"
                                .formatted(sent.body().path("challengeId").asString(), phone.code(PHONE)),
                        MobileApp.newKey())
                .body();
        var pan = printed.path("number").asString();
        var bought = network(
                acquirer,
                "authorise",
                "{\"pan\":\"%s\",\"expiry\":\"%s\",\"amount\":\"100\",\"channel\":\"ECOM\",\"code\":\"%s\"}"
                        .formatted(
                                pan,
                                printed.path("expiry").asString(),
                                printed.path("securityCode").asString()));
        assertThat(bought.code()).isEqualTo("00");
        var clear = "{\"transaction\":\"%s\",\"amount\":\"%d\"}";
        assertThat(network(acquirer, "clear", clear.formatted(bought.transaction(), 100))
                        .code())
                .isEqualTo("00");
        for (var beyond : new String[] {"900000000\"", "1000\",\"refund\":true"}) {
            assertThat(network(acquirer, "clear", "{\"pan\":\"%s\",\"amount\":\"%s}".formatted(pan, beyond))
                            .code())
                    .isEqualTo("00");
        }
    }

    private static Acquirer.Reply network(Acquirer acquirer, String act, String words) {
        return (Acquirer.Reply)
                acquirer.act(act, JsonMapper.shared().readTree(words)).join();
    }

    private String staff(Bank bank, String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(bank.url().resolve("/admin/api/" + path))
                .header("Authorization", "Bearer " + Bank.STAFF)
                .header("Content-Type", "text/csv")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
