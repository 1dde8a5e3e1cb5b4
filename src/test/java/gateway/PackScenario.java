package gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.rulebook.PackText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bank's staff puts packs of rules in force, two at a time. */
class PackScenario {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    // Whatever the zone of the bank: it has not begun yet.
    private static final LocalDate SOON = LocalDate.now(ZoneOffset.UTC).plusDays(3);

    private static KeyPair signer;
    private static Bank bank;

    @BeforeAll
    static void open() throws Exception {
        signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        bank = Bank.open(Map.of(
                "gateway.packs.signers.dilnoza",
                Base64.getEncoder().encodeToString(signer.getPublic().getEncoded())));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    /** What the staff hears. */
    private record Answer(int status, JsonNode body) {

        String problem() {
            return body.path("type").asString("").replaceAll(".*/", "");
        }
    }

    @Test
    void aPackIsInForceOnceAColleagueHasApprovedIt() throws Exception {
        long before = activated();
        await().atMost(Duration.ofSeconds(1)).until(() -> number() == before);
        var proposed = propose(pack("a", 500), signature(pack("a", 500)));
        assertThat(proposed.status()).as(proposed.body().toString()).isEqualTo(201);
        var act = proposed.body().path("act").asString();

        assertThat(decide(act, "approve", Bank.STAFF).problem()).isEqualTo("act-own");
        assertThat(number()).isEqualTo(before);
        var approved = decide(act, "approve", Bank.COLLEAGUE);

        assertThat(approved.status()).as(approved.body().toString()).isEqualTo(200);
        assertThat(approved.body().path("verdict").path("by").asString()).isEqualTo("colleague");
        await().atMost(Duration.ofSeconds(1)).until(() -> number() == before + 1);
        assertThat(decide(act, "approve", Bank.COLLEAGUE).status()).isEqualTo(200);
        assertThat(decide(act, "refuse", Bank.COLLEAGUE).problem()).isEqualTo("act-decided");
        var kept = get("/admin/api/acts/" + act).body();
        assertThat(JSON.readTree(kept.path("content").asString()).path("pack").asString())
                .isEqualTo(pack("a", 500));
        assertThat(kept.path("proposedBy").asString()).isEqualTo("staff");
    }

    @Test
    void aBadPackIsRefusedWholeWithLineAndReason() throws Exception {
        var bad = pack("b", 500).replace("measure: single", "measure: often");

        var refused = propose(bad, signature(bad));

        assertThat(refused.problem()).isEqualTo("pack-unfit");
        assertThat(refused.body().path("line").asInt()).isEqualTo(15);
        assertThat(refused.body().path("detail").asString()).contains("limits[0].measure");
        var past = pack("b", 500).replace(SOON.toString(), "2026-01-01");
        assertThat(propose(past, signature(past)).body().path("detail").asString())
                .contains("would begin in the past");
    }

    /** Every version stays in its pack, so packs grow. */
    @Test
    void aPackMayBeALongText() throws Exception {
        var much = pack("long", 500) + "# Qonun shunday: так велит закон\n".repeat(3_000);
        var tooMuch = pack("long", 500) + "# so the law has it\n".repeat(100_000);

        var proposed = propose(much, signature(much));
        var refused = propose(tooMuch, signature(tooMuch));

        assertThat(much.getBytes(UTF_8)).hasSizeGreaterThan(100 * 1024);
        assertThat(proposed.status()).as(proposed.body().toString()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("body-too-large");
    }

    @Test
    void nobodyProposesWhatIsNotSigned() throws Exception {
        var other = signature(pack("c", 501));

        assertThat(propose(pack("c", 500), other).problem()).isEqualTo("pack-unsigned");
        assertThat(propose(pack("c", 500), "nonsense").problem()).isEqualTo("pack-unsigned");
    }

    @Test
    void whatWasProposedBeforeAnotherPackIsLookedAtAgain() throws Exception {
        var one = propose(pack("d", 500), signature(pack("d", 500)));
        var changed =
                pack("d", 500).replace("measure: single", "measure: count").replace("max: \"500.00\"", "max: 5")
                        + "    window: {calendar: day}\n";
        var other = propose(changed, signature(changed));
        assertThat(other.status()).as(other.body().toString()).isEqualTo(201);
        assertThat(decide(one.body().path("act").asString(), "approve", Bank.COLLEAGUE)
                        .status())
                .isEqualTo(200);

        var refused = decide(other.body().path("act").asString(), "approve", Bank.COLLEAGUE);

        assertThat(refused.problem()).as(refused.body().toString()).isEqualTo("pack-unfit");
        assertThat(get("/admin/api/acts/" + other.body().path("act").asString())
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("proposed");
    }

    @Test
    void ofSixtyFourWhoDecideAtOnceOneDoes() throws Exception {
        long before = activated();
        var act = propose(pack("e", 500), signature(pack("e", 500)))
                .body()
                .path("act")
                .asString();
        Callable<Integer> approving =
                () -> decide(act, "approve", Bank.COLLEAGUE).status();
        Callable<Integer> refusing =
                () -> decide(act, "refuse", Bank.staffWithOnly(gateway.platform.http.StaffRole.POLICY))
                        .status();

        int approved = 0;
        int refused = 0;
        try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = staff.invokeAll(IntStream.range(0, 64)
                    .mapToObj(n -> n % 2 == 0 ? approving : refusing)
                    .toList());
            for (int n = 0; n < all.size(); n++) {
                int status = all.get(n).get();
                assertThat(status).isIn(200, 409);
                approved += n % 2 == 0 && status == 200 ? 1 : 0;
                refused += n % 2 == 1 && status == 200 ? 1 : 0;
            }
        }

        // Whoever repeats their own decision hears it again; the other side hears that it is too late.
        assertThat(java.util.List.of(approved, refused)).containsExactlyInAnyOrder(32, 0);
        assertThat(activated()).isEqualTo(before + (approved(act) ? 1 : 0));
        await().atMost(Duration.ofSeconds(1)).until(() -> number() == activated());
    }

    @Test
    void capsOfMicroloansArePutInForceLikeAnyOtherPack() throws Exception {
        var shipped = PackText.load(new ClassPathResource("rulebook/uz/microloans.yaml"));
        assertThat(number("microloans")).isZero();
        var bad = shipped.replace("months: 36", "months: 0");
        var changed = shipped.replace("months: 36", "months: 35");
        var better = shipped.replace("    kind: term", "    until: %s\n    kind: term".formatted(SOON));

        assertThat(propose("microloans", bad, signature(bad))
                        .body()
                        .path("line")
                        .asInt())
                .isEqualTo(71);
        assertThat(propose("microloans", changed, signature(changed))
                        .body()
                        .path("detail")
                        .asString())
                .contains("microloan-term version 1", "cannot be changed");
        assertThat(propose("microloans", better, signature(shipped)).problem()).isEqualTo("pack-unsigned");
        var proposed = propose("microloans", better, signature(better));
        assertThat(proposed.status()).as(proposed.body().toString()).isEqualTo(201);
        var act = proposed.body().path("act").asString();
        assertThat(decide(act, "approve", Bank.STAFF).problem()).isEqualTo("act-own");
        assertThat(number("microloans")).isZero();

        assertThat(decide(act, "approve", Bank.COLLEAGUE).status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10)).until(() -> number("microloans") > 0);
    }

    private static long activated() {
        return DatabaseClient.create(bank.database.connections())
                .sql("select coalesce(max(number), 0) from packs.activation")
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private static boolean approved(String act) throws Exception {
        return get("/admin/api/acts/" + act).body().path("state").asString().equals("approved");
    }

    private static String pack(String id, int max) {
        return """
                format: 1
                pack: ours
                limits:
                  - id: single-%s
                    version: 1
                    decided: 2026-11-01
                    from: %s
                    source: "the bank's own"
                    confidence: sample
                    text:
                      uz: "Bitta to‘lov"
                      ru: "Один платёж"
                      en: "One payment"

                    measure: single
                    currency: UZS
                    max: "%d.00"
                """.formatted(id, SOON, max);
    }

    private static long number() throws Exception {
        return number("limits");
    }

    private static long number(String kind) throws Exception {
        for (var pack : get("/admin/api/packs").body().path("packs")) {
            if (pack.path("kind").asString().equals(kind)) {
                return pack.path("number").asLong();
            }
        }
        throw new AssertionError("No pack of " + kind);
    }

    private static String signature(String text) throws Exception {
        var signing = Signature.getInstance("Ed25519");
        signing.initSign(signer.getPrivate());
        signing.update(text.getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(signing.sign());
    }

    private static Answer propose(String text, String signature) throws Exception {
        return propose("limits", text, signature);
    }

    private static Answer propose(String kind, String text, String signature) throws Exception {
        return send(HttpRequest.newBuilder(at("/admin/api/packs/" + kind + "?reason=because"))
                .header("Content-Type", "application/yaml")
                .header("Pack-Signer", "dilnoza")
                .header("Pack-Signature", signature)
                .header("Authorization", "Bearer " + Bank.STAFF)
                .POST(BodyPublishers.ofString(text)));
    }

    private static Answer decide(String act, String how, String token) throws Exception {
        return send(HttpRequest.newBuilder(at("/admin/api/acts/" + act + "/" + how))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"reason\":\"looked at it\"}")));
    }

    private static Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + Bank.STAFF));
    }

    private static Answer send(HttpRequest.Builder request) throws Exception {
        var reply = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(reply.statusCode(), JSON.readTree(reply.body()));
    }

    private static URI at(String path) {
        return bank.url().resolve(path);
    }
}
