package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.canaries.Canaries;
import gateway.platform.crypto.MessageSeal;
import gateway.platform.http.StaffRole;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import sandbox.mobile.MobileApp;
import sandbox.partner.CallSigner;
import tools.jackson.databind.JsonNode;

/**
 * The part of {@link CanaryStory} about what the bank shares with others: secrets of operators, the core banking
 * system, correspondents, the state antifraud and Google; partners' keys; and what a holder is told of a card that we
 * issued.
 */
final class CanaryNeighbours {

    static final String PINFL = CrossBorderWorld.pinfl();
    static final String PASSPORT = "AC7654321";
    private static final String PIN = "482957163058";

    private final Shared shared = Shared.draw();
    private final Canaries secrets = new Canaries();
    private final Canaries told = new Canaries();

    /** What the gateway is configured with, by the name of whoever else knows it. */
    private record Shared(Map<String, String> words, String pinKey, String pushKey) {

        private static final List<String> NAMES = List.of(
                "core",
                "antifraud",
                "correspondent",
                "payme",
                "click",
                "uzum",
                "paynet",
                "our-payme",
                "our-click",
                "our-uzum");

        static Shared draw() {
            var words = new TreeMap<String, String>();
            NAMES.forEach(name -> words.put(name, name + "-" + random(12)));
            return new Shared(words, random(16), key());
        }

        private static String random(int bytes) {
            var drawn = new byte[bytes];
            new SecureRandom().nextBytes(drawn);
            return HexFormat.of().formatHex(drawn);
        }

        private static String key() {
            try {
                var pairs = KeyPairGenerator.getInstance("RSA");
                pairs.initialize(2048);
                return Base64.getEncoder()
                        .encodeToString(pairs.generateKeyPair().getPrivate().getEncoded());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        String of(String name) {
            return String.valueOf(words.get(name));
        }

        @Override
        public String toString() {
            return "Shared[]";
        }
    }

    CanaryNeighbours() {
        shared.words().forEach((name, word) -> secrets.text("the secret of " + name, word));
        secrets.text("the network's PIN key", shared.pinKey());
        // A key is told from its middle: it begins as all of them do.
        secrets.text("Google's key", shared.pushKey().substring(400, 460));
        secrets.card("the PIN", PIN).card("the personal number", PINFL).text("the passport", PASSPORT);
    }

    /** Everything that must be nowhere. */
    Canaries secrets() {
        return secrets;
    }

    /** What is told to one client only. */
    Canaries told() {
        return told;
    }

    Map<String, String> settings() throws Exception {
        var all = new HashMap<String, String>();
        all.put("gateway.corebanking.secret", shared.of("core"));
        all.put("gateway.fraud.state.secret", shared.of("antifraud"));
        all.put("gateway.correspondents.bic", "OQIMUZ22");
        all.put("gateway.correspondents.links.canary.bic", "DEMOUS33");
        all.put("gateway.correspondents.links.canary.url", "http://127.0.0.1:1/");
        all.put("gateway.correspondents.links.canary.secret", shared.of("correspondent"));
        all.put("gateway.correspondents.links.canary.client-certificates", "0".repeat(64));
        all.put("gateway.operators.payme.key-sha256", sha256(shared.of("payme")));
        all.put("gateway.operators.click.secret", shared.of("click"));
        all.put("gateway.operators.click.service-id", "1");
        all.put("gateway.operators.uzum.password-sha256", sha256(shared.of("uzum")));
        all.put("gateway.operators.paynet.password-sha256", sha256(shared.of("paynet")));
        for (var operator : List.of("payme", "click", "uzum", "paynet")) {
            all.put("gateway.operators." + operator + ".sources", "127.0.0.1/32");
        }
        all.put("gateway.processors.payme.key", shared.of("our-payme"));
        all.put("gateway.processors.click.secret", shared.of("our-click"));
        all.put("gateway.processors.uzum.secret", shared.of("our-uzum"));
        all.put("gateway.issuing.hsm.zone-pin-key", shared.pinKey());
        all.put("gateway.notifications.fcm.url", "http://127.0.0.1:1");
        all.put("gateway.notifications.fcm.token-url", "http://127.0.0.1:1/token");
        all.put("gateway.notifications.fcm.project", "canary");
        all.put("gateway.notifications.fcm.client-email", "canary@example.uz");
        all.put(
                "gateway.notifications.fcm.private-key",
                "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----".formatted(shared.pushKey()));
        all.put("gateway.webhooks.reach.loopback", "true");
        return all;
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Everybody calls with the right secret, with almost the right one, and with nothing that can be read. */
    void call(CanaryStory story) throws Exception {
        for (var operator : List.of("payme", "click", "click/prepare", "uzum/check", "paynet", "paynet-soap")) {
            var word = shared.of(operator.replaceAll("[/-].*", ""));
            for (var login : List.of("Paycom", "uzum", "paynet", "click")) {
                for (var password : List.of(word, word + "x", word.substring(1))) {
                    var basic = "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
                    story.raw("POST", "/operators/" + operator, "{\"id\":", "Authorization", basic);
                    story.raw("POST", "/operators/" + operator, "{}", "Authorization", basic.replace(' ', '-'));
                }
            }
        }
        for (var path : List.of("/antifraud/orders", "/correspondents/canary/messages")) {
            var word = shared.of(path.startsWith("/a") ? "antifraud" : "correspondent");
            var body = "{\"orderId\":\"AF-1\"}";
            var seal =
                    new MessageSeal(word, Clock.systemUTC()).sign("POST", path, body.getBytes(StandardCharsets.UTF_8));
            for (var header : List.of(seal, seal + "0", word, "t=1,v1=" + word)) {
                story.raw("POST", path, body, MessageSeal.HEADER, header, "Content-Type", "application/json");
            }
        }
    }

    /** A holder of a card of ours: shows papers, sees the number once, and chooses a PIN, in good and in bad forms. */
    void hold(CanaryStory story, MobileApp holder, String phone) {
        var document = CrossBorderWorld.DOCUMENT.formatted(PINFL).replace("AA1234567", PASSPORT);
        for (var body : List.of(
                document,
                document,
                document.replace("2036-01-31", "2000-01-31"),
                document.replace("\"UZ\"", "\"" + PINFL + "\""),
                document.substring(0, document.length() - 2))) {
            story.ask(holder, "POST", "/v1/kyc/documents", body);
        }
        story.ask(holder, "GET", "/v1/kyc", null);
        var made = story.ask(holder, "POST", "/v1/issued-cards", "{\"form\":\"virtual\",\"currency\":\"UZS\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var card = "/v1/issued-cards/" + made.body().path("id").asString();
        var code = story.ask(holder, "POST", card + "/number", "{}");
        assertThat(code.status()).as(code.text()).isEqualTo(202);
        var shown = story.ask(
                holder,
                "POST",
                card + "/number",
                "{\"challengeId\":\"%s\",\"code\":\"%s\"}"
                        .formatted(code.body().path("challengeId").asString(), holder.code(phone)));
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        var number = shown.body().path("number").asString();
        var printed = shown.body().path("securityCode").asString();
        told.card("the issued card", number)
                .shape(
                        "the printed code",
                        Pattern.compile("(?i)(cvv2?|security.?code|printed.?code)\\W{0,6}" + Pattern.quote(printed)));
        for (var body : List.of(
                "{\"pin\":\"%s\"}".formatted(PIN),
                "{\"pin\":\"%s1\"}".formatted(PIN),
                "{\"pin\":%s}".formatted(PIN),
                "{\"pin\":\"" + PIN,
                "{\"%s\":\"1\"}".formatted(PIN),
                "{\"pin\":\"%s\"}".formatted(number))) {
            story.ask(holder, "POST", card + "/pin", body);
        }
        story.ask(holder, "GET", card, null);
        story.ask(holder, "GET", "/v1/issued-cards/" + number, null);
    }

    /** A partner is let in with a key, two to sign with and an endpoint where nobody listens. */
    void letIn(CanaryStory story, Bank bank, String merchant) throws Exception {
        var partner = PartnerAbroad.staff(bank, Bank.STAFF, "POST", "/admin/api/partners", "{\"name\":\"Canary\"}");
        var at = "/admin/api/partners/" + partner.path("id").asString();
        approved(bank, at + "/merchants", "{\"merchant\":\"%s\"}".formatted(merchant));
        var endpoint =
                approved(bank, at + "/endpoints", "{\"url\":\"http://127.0.0.1:1/hooks/canary\",\"types\":[\"*\"]}");
        secrets.text(
                "the endpoint's secret",
                unprefixed(endpoint.path("secret").path("secret").asString()));
        var key = approved(bank, at + "/keys", "{\"scopes\":[\"events:read\",\"events:replay\"]}")
                .path("key")
                .asString();
        secrets.text("the partner's key", key);
        var signing = approved(bank, at + "/signature-keys", "{}");
        secrets.text("the partner's key to sign with", signing.path("secret").asString());
        var signer = CallSigner.ofSecret(
                signing.path("id").asString(), signing.path("secret").asString());
        var replays = "/v1/events/replays";
        for (var body : List.of(
                "{\"endpoint\":\"%s\",\"after\":0}"
                        .formatted(endpoint.path("id").asString()),
                "{\"endpoint\":")) {
            var headers = signer.headers("POST", bank.url().resolve(replays), body);
            headers.put("Authorization", "Bearer " + key);
            story.raw("POST", replays, body, flat(headers));
            headers.put("Signature", headers.get("Signature") + "x");
            story.raw("POST", replays, body, flat(headers));
        }
        for (var credentials : List.of("Bearer " + key, "Bearer " + key + "x", "Basic " + key, "DPoP " + key, key)) {
            story.raw("GET", "/v1/events", null, "Authorization", credentials);
            story.raw("GET", "/v1/wallet", null, "Authorization", credentials);
        }
    }

    // What stands before the underscore says what it is, and is no secret.
    private static String unprefixed(String secret) {
        return secret.substring(secret.indexOf('_') + 1);
    }

    private static String[] flat(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(it -> java.util.stream.Stream.of(it.getKey(), it.getValue()))
                .toArray(String[]::new);
    }

    private static JsonNode approved(Bank bank, String path, String body) throws Exception {
        var proposed = PartnerAbroad.staff(bank, Bank.STAFF, "POST", path, body);
        PartnerAbroad.staff(
                bank,
                Bank.staffWithOnly(StaffRole.ADMINISTRATOR),
                "POST",
                "/admin/api/acts/" + proposed.path("act").asString() + "/approve",
                "{\"reason\":\"looked at\"}");
        return proposed;
    }
}
