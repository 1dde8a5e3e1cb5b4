package gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gateway.platform.http.StaffRole;
import gateway.sessions.tokens.ForgedTokens;
import gateway.sessions.tokens.SigningKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;

/** Who may call what: every endpoint with every kind of caller. An endpoint without a line here fails. */
class PermissionMatrixScenario {

    private static final Path DESCRIPTION = Path.of("src/main/resources/static/docs/openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String NOBODYS = "00000000-0000-7000-8000-000000000000";

    /** Without credentials: nothing is asked for here, or something else than a token. */
    private static final Map<String, Integer> ANYBODY = new TreeMap<>(Map.of(
            "POST /antifraud/orders", 401,
            "GET /.well-known/jwks.json", 200,
            "GET /problems/{slug}", 404,
            "POST /notifications/eskiz/{message}", 404,
            "POST /oauth/introspect", 401,
            "POST /oauth/revoke", 401,
            "POST /v1/sign-in", 422,
            "POST /v1/sign-in/confirm", 422,
            "POST /v1/tokens/refresh", 422));

    /** What staff with the right role hear of an empty request, or of an id that there is not. */
    private static final Object[] ALLOWED_STAFF = {200, 400, 404, 415, 422};

    private static final Map<String, Set<StaffRole>> STAFF = new TreeMap<>(StaffLines.ALL);

    /** With a customer's token; where there is an id, it is that of another customer's object. */
    private static final Map<String, Integer> CUSTOMER = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /v1/cards", 200),
            Map.entry("POST /v1/cards", 422),
            Map.entry("POST /v1/cards/registrations/{id}/confirm", 404),
            Map.entry("GET /v1/cards/{id}", 404),
            Map.entry("DELETE /v1/cards/{id}", 404),
            Map.entry("POST /v1/cards/{id}/freeze", 404),
            Map.entry("POST /v1/cards/{id}/unfreeze", 404),
            Map.entry("PUT /v1/cards/{id}/top-up-code", 404),
            Map.entry("POST /v1/fees/preview", 422),
            Map.entry("GET /v1/kyc", 200),
            Map.entry("POST /v1/kyc/documents", 422),
            Map.entry("GET /v1/kyc/address", 404),
            Map.entry("PUT /v1/kyc/address", 422),
            Map.entry("GET /v1/limits", 200),
            Map.entry("POST /v1/limits/check", 422),
            Map.entry("GET /v1/notifications/preferences", 200),
            Map.entry("PUT /v1/notifications/preferences", 422),
            Map.entry("PUT /v1/devices/push-token", 422),
            Map.entry("DELETE /v1/devices/push-token", 204),
            Map.entry("GET /v1/payments", 200),
            Map.entry("POST /v1/payments", 422),
            Map.entry("GET /v1/payments/{id}", 404),
            Map.entry("POST /v1/payments/{id}/cancel", 404),
            Map.entry("POST /v1/payments/{id}/confirm", 404),
            Map.entry("GET /v1/payments/{id}/progress", 404),
            Map.entry("GET /v1/payments/{id}/refunds", 404),
            Map.entry("POST /v1/payments/{id}/refunds", 404),
            Map.entry("GET /v1/payments/{id}/refunds/{refund}", 404),
            Map.entry("GET /v1/sessions", 200),
            Map.entry("DELETE /v1/sessions", 204),
            Map.entry("DELETE /v1/sessions/{id}", 404),
            Map.entry("GET /v1/wallet", 200),
            Map.entry("GET /v1/wallet/statement", 200)));

    static {
        STAFF.putAll(IssuedCardLines.STAFF);
        STAFF.putAll(WebhookLines.STAFF);
        CUSTOMER.putAll(IssuedCardLines.CUSTOMER);
        CUSTOMER.putAll(CrossBorderLines.CUSTOMER);
        ANYBODY.putAll(OperatorLines.ANYBODY);
        ANYBODY.putAll(PartnerLines.ANYBODY);
    }

    private static Bank bank;
    private static MobileApp owner;
    private static MobileApp stranger;
    private static MobileApp revoked;
    private static OwnersThings things;
    private static PartnerLines partners;
    private static ForgedTokens forged;

    @BeforeAll
    static void open() throws Exception {
        var settings = new HashMap<>(PartnerLines.SETTINGS);
        settings.put(
                "gateway.sessions.access.clients.shop",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes("shop-secret"))));
        CrossBorderWorld.open(settings);
        bank = CrossBorderWorld.bank;
        forged = new ForgedTokens(bank.bean(SigningKeys.class));
        owner = CrossBorderWorld.phone;
        stranger = signedIn("998901112202");
        revoked = signedIn("998901112203");
        var kept = revoked.tokens();
        revoked.delete("/v1/sessions/" + kept.session());
        things = OwnersThings.make();
        partners = PartnerLines.open(bank);
    }

    @AfterAll
    static void close() {
        CrossBorderWorld.close();
    }

    private static MobileApp signedIn(String phone) {
        var app = bank.phone();
        app.signIn(phone);
        return app;
    }

    static Stream<Arguments> customers() {
        return CUSTOMER.keySet().stream().map(line -> arguments(line));
    }

    static Stream<Arguments> staff() {
        return STAFF.keySet().stream().map(line -> arguments(line));
    }

    static Stream<Arguments> partners() {
        return PartnerLines.ANYBODY.keySet().stream().sorted().map(line -> arguments(line));
    }

    static Stream<Arguments> anybody() {
        return ANYBODY.entrySet().stream().map(line -> arguments(line.getKey(), line.getValue()));
    }

    @Test
    void everyEndpointHasALineAndEveryLineAnEndpoint() {
        var lines = new TreeSet<>(CUSTOMER.keySet());
        lines.addAll(STAFF.keySet());
        lines.addAll(ANYBODY.keySet());

        assertThat(described()).isEqualTo(lines);
        assertThat(running()).isEqualTo(lines);
    }

    @ParameterizedTest
    @MethodSource("anybody")
    void anybodyMayAskTheseAndHearsWhatIsMissing(String line, int status) throws Exception {
        assertThat(ask(line)).isEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("customers")
    void aCustomersEndpointWantsATokenItsProofAndALivingSession(String line) throws Exception {
        var access = stranger.tokens().access();
        var address = address(line);
        var method = method(line);
        var proof = stranger.device().proof(method, address.toString(), access);
        var foreign = Device.fresh().proof(method, address.toString(), access);
        var elsewhere = stranger.device().proof(method, address + "x", access);

        assertThat(ask(line)).as("nobody").isEqualTo(401);
        assertThat(ask(line, "Authorization", "DPoP " + access)).as("no proof").isEqualTo(401);
        assertThat(ask(line, "Authorization", "Bearer " + access, "DPoP", proof))
                .as("bearer")
                .isEqualTo(401);
        assertThat(ask(line, "Authorization", "DPoP " + access + "x", "DPoP", proof))
                .as("forged")
                .isEqualTo(401);
        assertThat(ask(line, "Authorization", "DPoP " + access, "DPoP", foreign))
                .as("other key")
                .isEqualTo(401);
        assertThat(ask(line, "Authorization", "DPoP " + access, "DPoP", elsewhere))
                .as("other place")
                .isEqualTo(401);
        assertThat(ask(line, "Authorization", "Bearer staff-token-of-the-story"))
                .as("staff")
                .isEqualTo(401);
        assertThat(revoked.send(method, address.getPath(), null, null).status())
                .as("revoked")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("customers")
    void aStrangersObjectIsNotThere(String line) {
        // Ends the sessions of whoever asks, so not the stranger's own.
        var asking = line.equals("DELETE /v1/sessions") ? signedIn("998901112204") : stranger;
        var body = Set.of("POST", "PUT").contains(method(line)) ? things.body(line) : null;

        var before = ownersView();
        var reply = asking.send(method(line), address(line).getPath(), body, MobileApp.newKey());

        assertThat(reply.status()).as(line + " " + reply.text()).isEqualTo(CUSTOMER.get(line));
        assertThat(ownersView()).as("what the owner sees afterwards").isEqualTo(before);
    }

    private static List<String> ownersView() {
        return things.paths()
                .map(owner::get)
                .map(reply -> {
                    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                    // The wallet says at which moment its balance was this.
                    return reply.text().replaceAll("\"at\":\"[^\"]*\"", "");
                })
                .toList();
    }

    /** An id in a body opens no more than one in a path. */
    @Test
    void aStrangerMakesNothingOutOfWhatTheOwnerHas() {
        var before = ownersView();

        for (var order : things.orders()) {
            var reply = stranger.post(order.path(), order.body(), MobileApp.newKey());

            assertThat(reply.status()).as(order.path() + " " + reply.text()).isIn(404, 422);
            assertThat(reply.body().path("type").asString()).as(order.path()).endsWith("/" + order.problem());
        }
        assertThat(ownersView()).as("what the owner sees afterwards").isEqualTo(before);
    }

    @Test
    void theOwnersRegistrationIsThere() {
        var reply = owner.post(
                "/v1/cards/registrations/" + things.registration() + "/confirm",
                "{\"code\":\"000000\"}",
                MobileApp.newKey());

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.body().path("type").asString()).endsWith("/code-refused");
    }

    /** Signed with the bank's own key, so that nothing is wrong but the one claim. */
    @ParameterizedTest
    @MethodSource("customers")
    void aCustomersEndpointWantsATokenOfOursForUsAndOfNow(String line) throws Exception {
        var access = stranger.tokens().access();
        var now = Instant.now();

        assertThat(proven(line, forged.like(access, Map.of("exp", Date.from(now.minusSeconds(1))))))
                .as("expired")
                .isEqualTo(401);
        assertThat(proven(line, forged.like(access, Map.of("iss", "https://elsewhere.example"))))
                .as("issuer")
                .isEqualTo(401);
        assertThat(proven(line, forged.like(access, Map.of("aud", "elsewhere"))))
                .as("audience")
                .isEqualTo(401);
        assertThat(proven(line, forged.like(access, Map.of("aud", List.of("oqim", "elsewhere")))))
                .as("audiences")
                .isEqualTo(401);
        assertThat(proven(line, forged.like(access, Map.of("epoch", 0))))
                .as("without an epoch")
                .isEqualTo(401);
        assertThat(proven(
                        line,
                        forged.like(
                                access,
                                Map.of("cnf", Map.of("jkt", Device.fresh().thumbprint())))))
                .as("bound to another key")
                .isEqualTo(401);
        assertThat(proven(line, forged.typed(access, "JWT"))).as("type").isEqualTo(401);
        assertThat(proven(line, forged.byAStranger(access))).as("signer").isEqualTo(401);
        assertThat(proven(line, stranger.tokens().refresh())).as("refresh").isEqualTo(401);
        // The control: in the same way, with nothing wrong.
        if (!line.equals("DELETE /v1/sessions")) {
            assertThat(proven(line, forged.like(access, Map.of("jti", "tok_" + NOBODYS))))
                    .as("as it should be")
                    .isNotIn(401, 403);
        }
    }

    private static int proven(String line, String token) throws Exception {
        var proof = stranger.device().proof(method(line), address(line).toString(), token);
        return ask(line, "Authorization", "DPoP " + token, "DPoP", proof);
    }

    @ParameterizedTest
    @MethodSource("customers")
    void aProofCountsOnce(String line) throws Exception {
        // Ends the sessions of whoever asks, so not the stranger's own.
        boolean ends = line.equals("DELETE /v1/sessions");
        var mine = ends ? signedIn("998901112205") : stranger;
        var access = mine.tokens().access();
        var proof = mine.device().proof(method(line), address(line).toString(), access);

        var first = answer(line, "Authorization", "DPoP " + access, "DPoP", proof);
        var again = answer(line, "Authorization", "DPoP " + access, "DPoP", proof);

        assertThat(first.statusCode()).as(first.body()).isNotIn(401, 403).isLessThan(500);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(401);
        assertThat(again.body()).contains(ends ? "/token-revoked" : "/proof-replayed");
    }

    @ParameterizedTest
    @MethodSource("partners")
    void partnersEndpointsWantTheirKeyItsScopeAndASignature(String line) throws Exception {
        partners.wantTheirKeyItsScopeAndASignature(line, stranger);
    }

    @ParameterizedTest
    @MethodSource("partners")
    void anotherPartnersThingsAreNotThere(String line) throws Exception {
        partners.anotherPartnersThingsAreNotThere(line);
    }

    @ParameterizedTest
    @MethodSource("staff")
    void staffEndpointsWantTheStaffsToken(String line) throws Exception {
        var access = stranger.tokens().access();
        var proof = stranger.device().proof(method(line), address(line).toString(), access);

        assertThat(ask(line)).as("nobody").isEqualTo(401);
        assertThat(ask(line, "Authorization", "DPoP " + access, "DPoP", proof))
                .as("customer")
                .isIn(401, 403);
        assertThat(ask(line, "Authorization", "Bearer " + access, "DPoP", proof))
                .as("customer as bearer")
                .isIn(401, 403);
        for (var wrong : List.of(
                "Bearer wrong",
                "Bearer ",
                "Bearer " + Bank.STAFF + "x",
                "Bearer " + Bank.STAFF.substring(1),
                "Bearer " + Bank.STAFF.toUpperCase(java.util.Locale.ROOT),
                "DPoP " + Bank.STAFF,
                Bank.STAFF,
                basic("staff", Bank.STAFF),
                basic("shop", "shop-secret"))) {
            assertThat(ask(line, "Authorization", wrong)).as(wrong).isIn(401, 403);
        }
        assertThat(ask(line, "Authorization", "Bearer " + Bank.STAFF, "Authorization", "Bearer wrong"))
                .as("two")
                .isIn(401, 403);
        assertThat(ask(line, "Authorization", "Bearer staff-token-of-the-story"))
                .as("staff")
                .isIn(ALLOWED_STAFF);
    }

    @ParameterizedTest
    @MethodSource("staff")
    void staffEndpointsWantARole(String line) throws Exception {
        for (var role : StaffRole.values()) {
            var token = Bank.staffWithOnly(role);
            if (STAFF.getOrDefault(line, Set.of()).contains(role)) {
                assertThat(ask(line, "Authorization", "Bearer " + token))
                        .as("%s", role)
                        .isIn(ALLOWED_STAFF);
            } else {
                assertThat(ask(line, "Authorization", "Bearer " + token))
                        .as("%s", role)
                        .isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /oauth/introspect", "POST /oauth/revoke"})
    void serversEndpointsWantTheServersSecret(String line) throws Exception {
        var access = stranger.tokens().access();
        for (var wrong : List.of(
                basic("shop", "wrong"),
                basic("shop", ""),
                basic("other", "shop-secret"),
                basic("", "shop-secret"),
                "Basic shop:shop-secret",
                "Bearer shop-secret",
                "Bearer " + Bank.STAFF,
                "DPoP " + access)) {
            assertThat(form(line, wrong, "token=none")).as(wrong).isEqualTo(401);
        }
        assertThat(form(line, basic("shop", "shop-secret"), "token=none")).isEqualTo(200);
        assertThat(form(line, basic("shop", "shop-secret"), "token=%zz")).isEqualTo(422);
    }

    private static int form(String line, String authorization, String form) throws Exception {
        var request = HttpRequest.newBuilder(address(line))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(name + ":" + secret));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int ask(String line, String... headers) throws Exception {
        return answer(line, headers).statusCode();
    }

    private static HttpResponse<String> answer(String line, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(address(line));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var body = method(line).equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
        return HttpClient.newHttpClient()
                .send(
                        request.header("Content-Type", type(line))
                                .method(method(line), body)
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String type(String line) {
        return switch (line) {
            case "POST /admin/api/corebanking/statements" -> "text/csv";
            case "POST /admin/api/packs/{kind}" -> "application/yaml";
            default -> line.contains("/oauth/") ? "application/x-www-form-urlencoded" : "application/json";
        };
    }

    private static String method(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    /** The owner's object, where there is one of that kind. */
    private static URI address(String line) {
        var path = line.substring(line.indexOf(' ') + 1);
        var id = things.idIn(path);
        return bank.url()
                .resolve(WebhookLines.named(path)
                        .replace("{id}", id)
                        .replace("{refund}", things.refund())
                        .replace("{customer}", id)
                        .replace("{counterparty}", "humo")
                        .replace("{slug}", "none")
                        .replace("{message}", "none")
                        .replace("{correspondent}", "nobody")
                        .replace("{kind}", "limits")
                        .replace("{operator}", "payme")
                        .replace("{number}", "INV-9")
                        .replace("{date}", "2026-01-31"));
    }

    private static Set<String> described() {
        Map<String, Map<String, Map<String, Object>>> description = new Yaml().load(Sources.text(DESCRIPTION));
        return description.get("paths").entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the running gateway has mapped, but for the pages of the documentation. */
    private static Set<String> running() {
        var lines = new ArrayList<String>();
        bank.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapping.getPatternsCondition()
                                .getPatterns()
                                .forEach(pattern -> lines.add(method + " " + pattern.getPatternString()))));
        return lines.stream()
                .filter(line -> !line.contains("/v3/api-docs") && !line.contains("/swagger-ui"))
                .filter(line -> !List.of("GET /", "GET /docs", "GET /docs/").contains(line))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
