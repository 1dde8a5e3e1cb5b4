package gateway;

import gateway.canaries.Canaries;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sandbox.humo.HumoCards;
import sandbox.mobile.Codes;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/** A day at the bank on which every request carries something secret, and most of them something wrong. */
final class CanaryStory {

    private static final String OWNER = "998901234567";
    private static final String LOSER = "998907771102";
    private static final String EXPIRY = "2030-12";

    /** As a magnetic stripe and a person write it. */
    private static final List<String> SPELLED = List.of(
            "%1$s",
            "%2$s %3$s %4$s %5$s",
            "%2$s-%3$s-%4$s-%5$s",
            ";%1$s=30122010000012300000?",
            "%%B%1$s^CANARY/BIRD^30122010000012300000?");

    private final Bank bank;
    private final Secrets drawn;
    private final CanaryNeighbours neighbours;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Canaries secrets;
    private final Canaries tokens = new Canaries().anyToken();
    private final List<String> problems = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final TreeSet<Integer> statuses = new TreeSet<>();
    private final String uzcard = HumoCards.number("860031771234509");
    private final String humo = HumoCards.number("986031771234509");
    private final String visa = HumoCards.number("431177123450987");
    private final String payee = HumoCards.number("986077123123450");
    private final List<String> strangers = List.of(
            HumoCards.number("860055512345011"),
            HumoCards.number("986055512345011"),
            HumoCards.number("455551234501123"),
            "8600490000000018",
            "8600490000000034");
    private String merchant = "";

    /** What the gateway is configured with. */
    record Secrets(
            String databasePassword, String redisPassword, String smsPassword, String client, List<String> keys) {

        static final String DATABASE_USER = "canary_" + ProcessHandle.current().pid();

        static Secrets draw() {
            return new Secrets(
                    "db-" + random(12),
                    "redis-" + random(12),
                    "sms-" + random(12),
                    "client-" + random(12),
                    List.of(random(32), random(32), random(32)));
        }

        private static String random(int bytes) {
            var drawn = new byte[bytes];
            new SecureRandom().nextBytes(drawn);
            // Keys are Base64; passwords must fit into an address as they are.
            return bytes == 32
                    ? Base64.getEncoder().encodeToString(drawn)
                    : HexFormat.of().formatHex(drawn);
        }

        Map<String, String> settings(URI redis) throws Exception {
            var all = new HashMap<String, String>();
            all.put("spring.r2dbc.username", DATABASE_USER);
            all.put("spring.r2dbc.password", databasePassword);
            all.put("spring.data.redis.url", redis.toString());
            all.put("gateway.crypto.key", keys.get(0));
            all.put("gateway.cards.vault.keys.1", keys.get(1));
            all.put("gateway.cards.vault.index-key", keys.get(2));
            all.put("gateway.notifications.sms.eskiz.password", smsPassword);
            all.put("gateway.notifications.sms.playmobile.password", smsPassword);
            all.put("gateway.sessions.access.clients.canary", sha256(client));
            all.put("gateway.sessions.pack", "classpath:sessions/many-codes.yaml");
            all.put("gateway.cards.most-registrations-per-hour", "100");
            all.put("gateway.cards.most-per-customer", "100");
            all.put("gateway.processors.uzcard.timeout", "500ms");
            all.put("gateway.processors.humo.timeout", "500ms");
            all.put("gateway.processors.visa.timeout", "500ms");
            all.put("gateway.payments.first-check", "300ms");
            return all;
        }

        Canaries canaries() {
            return new Canaries()
                    .text("the database's password", databasePassword)
                    .text("Redis' password", redisPassword)
                    .text("the SMS providers' password", smsPassword)
                    .text("a client's secret", client)
                    .text("the staff's token", Bank.STAFF)
                    .key("the master key", keys.get(0))
                    .key("the vault's key", keys.get(1))
                    .key("the index key", keys.get(2))
                    .text("UZCARD's credentials", "oqim:sandbox")
                    .text("HUMO's credentials", "gateway:sandbox")
                    .shape("a rail's password", Pattern.compile("(?i)(password|token|bearer|secret)\\W{1,4}sandbox"));
        }

        private static String sha256(String text) throws Exception {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        }

        @Override
        public String toString() {
            return "Secrets[]";
        }
    }

    CanaryStory(Bank bank, Secrets drawn, CanaryNeighbours neighbours) {
        this.bank = bank;
        this.drawn = drawn;
        this.neighbours = neighbours;
        secrets = drawn.canaries()
                .card("the UZCARD card", uzcard)
                .card("the HUMO card", humo)
                .card("the VISA card", visa)
                .card("the payee's card", payee)
                .text("a security code in words", "cvv-canary-7391")
                .shape("a security code", Pattern.compile("(?i)cvv\\W{0,6}7391"));
        strangers.forEach(pan -> secrets.card("a stranger's card " + pan.substring(pan.length() - 4), pan));
    }

    /** Everything that must be nowhere. */
    Canaries secrets() {
        return secrets.and(neighbours.secrets());
    }

    /** What is told to one client only. */
    Canaries tokens() {
        return tokens.and(neighbours.told());
    }

    /** Whole answers, with their headers, to requests that went wrong. */
    List<String> problems() {
        return problems;
    }

    /** The others. */
    List<String> answers() {
        return answers;
    }

    Collection<Integer> statuses() {
        return statuses;
    }

    void tell() throws Exception {
        merchant = bank.merchant("Kanareyka");
        neighbours.letIn(this, bank, merchant);
        var owner = signIn(OWNER);
        var cards = goodRequests(owner);
        neighbours.hold(this, owner, OWNER);
        neighbours.call(this);
        malformedBodies(owner);
        misplaced(owner);
        wrongCodes(owner);
        deadTokens();
        for (var card : cards) {
            railsRefuse(owner, card);
        }
        servers(owner);
        faults(owner);
    }

    private MobileApp signIn(String phone) {
        var app = bank.phone();
        keep(app.signIn(phone));
        return app;
    }

    private void keep(MobileApp.Tokens told) {
        tokens.text("an access token " + statuses.size() + told.session(), told.access());
        tokens.text(
                "its signature " + told.session(),
                told.access().substring(told.access().lastIndexOf('.') + 1));
        tokens.text("a refresh token " + told.refresh().length() + told.session(), told.refresh());
        tokens.text(
                "its secret " + told.session(),
                told.refresh().substring(told.refresh().length() - 20));
    }

    private List<String> goodRequests(MobileApp owner) {
        var before = owner.tokens();
        keep(owner.refresh());
        // The parent once more, and an older one: a grace and a theft.
        ask(owner, "POST", "/v1/tokens/refresh", "{\"refresh_token\":\"%s\"}".formatted(before.refresh()));
        var cards = new ArrayList<String>();
        for (var pan : List.of(uzcard, humo, visa)) {
            cards.add(owner.linkCard(pan, EXPIRY, OWNER));
            ask(owner, "POST", "/v1/cards", link(pan, EXPIRY));
            ask(owner, "POST", "/v1/payments", pay("1500.00", card(cards.getLast()), toMerchant()));
        }
        ask(owner, "GET", "/v1/cards", null);
        var paid = ask(owner, "POST", "/v1/payments", pay("10.00", card(cards.getFirst()), toCard(payee)));
        ask(owner, "POST", confirmation(paid), "{\"code\":\"%s\"}".formatted(owner.code(OWNER)));
        ask(owner, "POST", confirmation(paid), "{\"code\":\"%s\"}".formatted(owner.code(OWNER)));
        ask(owner, "POST", "/v1/payments", pay("11.00", card(cards.getFirst()), toCard(payee)));
        var topUp = ask(owner, "POST", "/v1/payments", pay("70.00", card(cards.get(2)), "{\"type\":\"wallet\"}"));
        ask(owner, "POST", "/v1/payments/" + topUp.body().path("id").asString() + "/refunds", "{}");
        ask(owner, "GET", "/v1/payments", null);
        return cards;
    }

    private void malformedBodies(MobileApp owner) {
        for (var pan : List.of(uzcard, visa, strangers.getFirst())) {
            for (var form : SPELLED) {
                var spelled = form.formatted(
                        pan, pan.substring(0, 4), pan.substring(4, 8), pan.substring(8, 12), pan.substring(12));
                for (var body : List.of(
                        link(spelled, EXPIRY),
                        link(spelled, "2020-01"),
                        link(EXPIRY, spelled),
                        "{\"pan\":\"" + spelled,
                        "\"" + spelled + "\"",
                        "{\"" + spelled + "\":1}",
                        "[" + spelled + "]",
                        "{\"pan\":[\"%s\"]}".formatted(spelled),
                        spelled,
                        "{\"pan\":\"%1$s\",\"pan\":\"%1$s\"}".formatted(spelled))) {
                    ask(owner, "POST", "/v1/cards", body);
                }
                ask(owner, "POST", "/v1/payments", pay(spelled, card(spelled), toCard(spelled)));
                ask(owner, "POST", "/v1/payments", pay("1.00", card(spelled), toCard(spelled)));
                ask(owner, "POST", "/v1/payments", pay("1.00", "{\"type\":\"wallet\"}", toCard(spelled)));
            }
        }
        ask(owner, "POST", "/v1/cards", "{\"pan\":%s,\"expiry\":\"%s\"}".formatted(humo, EXPIRY));
        for (var cvv : List.of("7391", "cvv-canary-7391")) {
            ask(
                    owner,
                    "POST",
                    "/v1/cards",
                    "{\"pan\":\"%s\",\"expiry\":\"%s\",\"cvv\":\"%s\"}".formatted(humo, EXPIRY, cvv));
            ask(owner, "POST", "/v1/cards", "{\"expiry\":\"%s\",\"pan\":\"cvv=%s\"}".formatted(EXPIRY, cvv));
        }
    }

    /** A secret where a client should never have put it. */
    private void misplaced(MobileApp owner) throws Exception {
        var told = owner.tokens();
        for (var secret : List.of(uzcard, told.access(), told.refresh())) {
            for (var path : List.of(
                    "/v1/cards/" + secret,
                    "/v1/payments/" + secret,
                    "/v1/payments?after=" + secret,
                    "/v1/sessions/" + secret,
                    "/problems/" + secret,
                    "/" + secret,
                    "/v1/cards?" + secret + "=1",
                    "/v1/payments?status=" + secret,
                    "/v1/wallet/statement?from=" + secret)) {
                ask(owner, "GET", path, null);
            }
            for (var header : List.of(
                    "Accept-Language",
                    "traceparent",
                    "User-Agent",
                    "Accept",
                    "Content-Type",
                    "X-Forwarded-For",
                    "Origin",
                    "Cookie",
                    "Authorization",
                    "DPoP",
                    "Baggage",
                    "X-Request-Id")) {
                raw("POST", "/v1/payments", "{}", header, secret);
            }
            raw("POST", "/v1/cards", "{}", "Idempotency-Key", secret.repeat(5));
            ask(owner, "POST", "/v1/sign-in", "{\"phone\":\"%s\",\"deviceName\":\"x\"}".formatted(secret));
            ask(
                    owner,
                    "POST",
                    "/v1/sign-in",
                    "{\"phone\":\"998901112233\",\"deviceKey\":{\"kty\":\"%s\"},\"deviceName\":\"x\"}"
                            .formatted(secret));
        }
    }

    private void wrongCodes(MobileApp owner) throws Exception {
        var waits = ask(owner, "POST", "/v1/payments", pay("12.00", "{\"type\":\"wallet\"}", toCard(strangers.get(1))));
        var right = owner.code(OWNER);
        for (var code : List.of("K9K9K9", right + "1", right.substring(1) + "7", "x".repeat(200) + right)) {
            secrets.word("a wrong code " + code.length(), code);
            ask(owner, "POST", confirmation(waits), "{\"code\":\"%s\"}".formatted(code));
        }
        ask(owner, "POST", confirmation(waits), "{\"code\":\"%s\",\"%s\":1}".formatted(right, right));
        ask(owner, "POST", confirmation(waits), "{\"code\":\"" + right);
        var asked = ask(owner, "POST", "/v1/cards", link(strangers.getFirst(), EXPIRY));
        var registration = asked.body().path("registrationId").asString();
        for (var code : List.of("918273", "9182736455", "{}")) {
            secrets.word("a rail's wrong code " + code.length(), code.equals("{}") ? "918273" : code);
            ask(
                    owner,
                    "POST",
                    "/v1/cards/registrations/" + registration + "/confirm",
                    "{\"code\":\"%s\"}".formatted(code));
        }
        ask(
                bank.phone(),
                "POST",
                "/v1/sign-in/confirm",
                "{\"challengeId\":\"chl_00000000-0000-7000-8000-000000000000\",\"code\":\"%s\"}".formatted(right));
    }

    private void deadTokens() throws Exception {
        var loser = signIn(LOSER);
        var first = loser.tokens();
        keep(loser.refresh());
        keep(loser.refresh());
        // Older than the parent: stolen. The family is dead.
        ask(loser, "POST", "/v1/tokens/refresh", "{\"refresh_token\":\"%s\"}".formatted(first.refresh()));
        ask(loser, "GET", "/v1/wallet", null);
        ask(loser, "POST", "/v1/payments", pay("1.00", card(strangers.getFirst()), toCard(payee)));
        var url = bank.url() + "/v1/wallet";
        var access = loser.tokens().access();
        for (var credentials : List.of(
                "DPoP " + access,
                "Bearer " + access,
                "DPoP " + access + "x",
                "Basic " + access,
                "DPoP " + access.replace('.', ' '),
                "DPoP " + access.substring(0, access.lastIndexOf('.')))) {
            var proof = Device.fresh().proof("GET", url, access);
            tokens.text("a proof of nobody's key " + statuses.size() + credentials.length(), proof);
            raw("GET", "/v1/wallet", null, "Authorization", credentials, "DPoP", proof);
            raw("GET", "/v1/wallet", null, "Authorization", credentials);
        }
    }

    /** Declined, silent, garbled, reset, and answered for somebody else; and cards that do not exist. */
    private void railsRefuse(MobileApp owner, String card) {
        for (var tiyin : List.of("51", "59", "72", "76", "77", "78", "81")) {
            ask(owner, "POST", "/v1/payments", pay("20." + tiyin, card(card), toMerchant()));
        }
        for (var pan : strangers) {
            ask(owner, "POST", "/v1/cards", link(pan, EXPIRY));
            ask(owner, "POST", "/v1/payments", pay("21.76", card(card), toCard(pan)));
        }
    }

    private void servers(MobileApp owner) throws Exception {
        var basic = "Basic "
                + Base64.getEncoder().encodeToString(("canary:" + drawn.client()).getBytes(StandardCharsets.UTF_8));
        var form = "application/x-www-form-urlencoded";
        for (var token : List.of(owner.tokens().access(), owner.tokens().refresh(), uzcard)) {
            raw("POST", "/oauth/introspect", "token=" + token, "Authorization", basic, "Content-Type", form);
            raw("POST", "/oauth/introspect", "token=" + token, "Authorization", basic + "x", "Content-Type", form);
            raw("POST", "/oauth/introspect", "{\"token\":\"" + token, "Authorization", basic, "Content-Type", "text/x");
        }
        raw(
                "POST",
                "/oauth/revoke",
                "token=" + signIn(LOSER).tokens().access(),
                "Authorization",
                basic,
                "Content-Type",
                form);
        for (var staff : List.of("Bearer " + Bank.STAFF, "Bearer " + Bank.STAFF + "x", "DPoP " + Bank.STAFF)) {
            raw(
                    "POST",
                    "/admin/api/merchants",
                    "{\"name\":{\"" + uzcard,
                    "Authorization",
                    staff,
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    MobileApp.newKey());
            raw(
                    "POST",
                    "/admin/api/revocations",
                    "{\"scope\":\"session\",\"subject\":\"%s\",\"reason\":\"x\"}".formatted(uzcard),
                    "Authorization",
                    staff,
                    "Content-Type",
                    "application/json");
        }
    }

    /** The database refuses what nobody expects it to refuse, and says which row. */
    private void faults(MobileApp owner) throws SQLException {
        for (var table : List.of(
                "cards.registration",
                "cards.card",
                "payments.payment",
                "sessions.challenge",
                "sessions.session",
                "ledger.transfer")) {
            try (var connection = bank.database.jdbc();
                    var statement = connection.createStatement()) {
                statement.execute("alter table %s add constraint canary check (false) not valid".formatted(table));
                ask(owner, "POST", "/v1/cards", link(HumoCards.number("431100000000001"), EXPIRY));
                ask(owner, "POST", "/v1/payments", pay("30.00", "{\"type\":\"wallet\"}", toCard(payee)));
                ask(owner, "POST", "/v1/payments", pay("31.00", "{\"type\":\"wallet\"}", toCard(strangers.getFirst())));
                ask(owner, "POST", "/v1/sign-in", start(LOSER));
                ask(
                        owner,
                        "POST",
                        "/v1/tokens/refresh",
                        "{\"refresh_token\":\"%s\"}".formatted(owner.tokens().refresh()));
                statement.execute("alter table %s drop constraint canary".formatted(table));
            }
        }
    }

    Reply ask(MobileApp app, String method, String path, @Nullable String body) {
        var reply = app.send(method, path, body, method.equals("POST") ? MobileApp.newKey() : null);
        heard(reply.status(), reply.headers() + "\n" + reply.text());
        // Phones keep few messages.
        for (var phone : List.of(OWNER, LOSER)) {
            bank.inbox
                    .of(phone)
                    .forEach(message ->
                            Codes.in(message.text()).ifPresent(code -> secrets.word("the code " + message.at(), code)));
        }
        return reply;
    }

    void raw(String method, String path, @Nullable String body, String... headers) throws Exception {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(bank.url().resolve(path)).method(method, publisher);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        heard(answer.statusCode(), answer.headers() + "\n" + answer.body());
    }

    private void heard(int status, String all) {
        statuses.add(status);
        (status >= 400 ? problems : answers).add(status + " " + all);
    }

    private static String start(String phone) {
        return "{\"phone\":\"%s\",\"deviceKey\":%s,\"deviceName\":\"Canary\"}"
                .formatted(phone, Device.fresh().publicKey());
    }

    private static String link(String pan, String expiry) {
        return "{\"pan\":\"%s\",\"expiry\":\"%s\"}".formatted(pan, expiry);
    }

    private static String pay(String amount, String source, String destination) {
        return "{\"amount\":{\"value\":\"%s\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(amount, source, destination);
    }

    private static String card(String id) {
        return "{\"type\":\"card\",\"card\":\"%s\"}".formatted(id);
    }

    private static String toCard(String pan) {
        return "{\"type\":\"card\",\"pan\":\"%s\"}".formatted(pan);
    }

    private String toMerchant() {
        return "{\"type\":\"merchant\",\"merchant\":\"%s\"}".formatted(merchant);
    }

    private static String confirmation(Reply payment) {
        return "/v1/payments/" + payment.body().path("id").asString() + "/confirm";
    }
}
