package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import sandbox.mobile.MobileApp;
import sandbox.operators.OperatorWire.Heard;
import sandbox.partner.CallSigner;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of {@link PermissionMatrixScenario} that partners call with keys and signatures of their own, each with
 * what opens it, and two partners to call them: one with a transfer and events, and one with nothing.
 */
final class PartnerLines {

    /** Settings with which nothing is refused for being asked often. */
    static final Map<String, String> SETTINGS = Map.of(
            "gateway.webhooks.reach.loopback", "true",
            "gateway.inbound.per-second.lookups", "1000",
            "gateway.inbound.per-second.checks", "1000",
            "gateway.inbound.per-second.registries", "1000");

    private static final String TRANSFERS = "transfers";
    private static final String CARDS = "transfers:cards";
    private static final List<String> SCOPES = List.of("events:read", "events:replay", TRANSFERS, CARDS);

    /**
     * What opens a line, and what another partner hears of things that are not its own.
     *
     * @param others status and, in the partners' protocol, number; null where nothing belongs to anybody
     */
    private record Line(String scope, boolean signed, int others, String says) {}

    private static final Map<String, Line> LINES = Map.ofEntries(
            Map.entry("GET /v1/events", new Line("events:read", false, 200, "\"items\":[]")),
            Map.entry("POST /v1/events/replays", new Line("events:replay", true, 404, "/endpoint-not-found")),
            Map.entry("POST /cbt/v1/transfer/convert", new Line(TRANSFERS, true, 200, "amountTo")),
            Map.entry("POST /cbt/v1/transfer/receiver_banks", new Line(TRANSFERS, true, 200, "OQM")),
            // Under names of its own: a token is sealed for one partner.
            Map.entry("POST /cbt/v1/transfer/card_list", new Line(CARDS, true, 200, "**0000")),
            Map.entry("POST /cbt/v1/transfer/card", new Line(CARDS, true, 200, "**0000")),
            // A name is the partner's own: the same one is another transfer.
            Map.entry("POST /cbt/v1/transfer/check_credit", new Line(TRANSFERS, true, 200, "APPROVED")),
            Map.entry("POST /cbt/v1/transfer/confirm_credit", new Line(TRANSFERS, true, 400, "10212")),
            Map.entry("POST /cbt/v1/transfer/status", new Line(TRANSFERS, true, 400, "10212")),
            Map.entry("POST /cbt/v1/transfer/transfer_list", new Line(TRANSFERS, true, 200, "\"totalRecords\":0")),
            Map.entry("GET /cbt/v1/account/operations", new Line(TRANSFERS, true, 400, "11001")),
            Map.entry("GET /cbt/v1/account/closing_balance", new Line(TRANSFERS, true, 400, "11001")));

    /** Without a key. */
    static final Map<String, Integer> ANYBODY =
            LINES.keySet().stream().collect(Collectors.toMap(line -> line, _ -> 401));

    private final Bank bank;
    private final PartnerAbroad one;
    private final String all;
    private final String ended;
    private final String endpoint;
    private final String transfer = UUID.randomUUID().toString();

    private PartnerLines(Bank bank) throws Exception {
        this.bank = bank;
        this.one = PartnerAbroad.letIn(bank);
        this.all = one.keyFor(SCOPES);
        this.ended = one.endedKey(SCOPES);
        this.endpoint = one.endpoint("http://127.0.0.1:1/hooks/nobody");
    }

    static PartnerLines open(Bank bank) throws Exception {
        var lines = new PartnerLines(bank);
        lines.one.fund("FT-MATRIX");
        fine(lines.asked("POST /cbt/v1/transfer/check_credit", lines.transfer));
        fine(lines.asked("POST /cbt/v1/transfer/confirm_credit", lines.transfer));
        lines.one.awaitEvent(lines.all, "arrival.completed");
        return lines;
    }

    /** With everything as it should be but for one thing, and then with that as well. */
    void wantTheirKeyItsScopeAndASignature(String line, MobileApp customer) throws Exception {
        var needed = needed(line);
        var others = new ArrayList<>(SCOPES);
        others.remove(needed.scope());

        assertThat(ask(line, one.keyFor(others), one.signer()).status())
                .as("every other scope")
                .isEqualTo(403);
        for (var wrong : List.of(
                all + "x",
                all.substring(0, all.length() - 1),
                all.substring(4),
                ended,
                "oqk_",
                Bank.STAFF,
                customer.tokens().access())) {
            assertThat(ask(line, wrong, one.signer()).status()).as("key").isEqualTo(401);
        }
        if (needed.signed()) {
            var foreign = PartnerAbroad.letIn(bank);
            assertThat(ask(line, all, null).status()).as("unsigned").isEqualTo(401);
            assertThat(ask(line, all, foreign.signer()).status())
                    .as("signed by another partner")
                    .isEqualTo(401);
            assertThat(ask(line, foreign.keyFor(SCOPES), one.signer()).status())
                    .as("signed for another partner")
                    .isEqualTo(401);
            signedOnceAndForThis(line);
        }
        // The control: in the same way, with nothing wrong, and with no more than is needed.
        fine(ask(line, one.keyFor(List.of(needed.scope())), one.signer()));
    }

    private void signedOnceAndForThis(String line) {
        var body = fresh(line);
        var signature = signature(line, one.signer(), body);
        fine(send(line, all, signature, body));

        assertThat(send(line, all, signature, body).status())
                .as("signed before")
                .isEqualTo(401);
        if (!body.isEmpty()) {
            var other = signature(line, one.signer(), body);
            assertThat(send(line, all, other, body + " ").status())
                    .as("another body was signed")
                    .isEqualTo(401);
        }
    }

    /** Rightful in everything, but not the one whose things they are. */
    void anotherPartnersThingsAreNotThere(String line) throws Exception {
        var needed = needed(line);
        var before = view();
        var other = PartnerAbroad.letIn(bank);

        var body = body(line, transfer);
        var heard = send(line, other.keyFor(SCOPES), signature(line, other.signer(), body), body);

        assertThat(heard.status()).as(heard.body()).isEqualTo(needed.others());
        assertThat(heard.body()).contains(needed.says());
        assertThat(view()).isEqualTo(before);
    }

    /** What the one sees; it is there, and says more than another hears. */
    private List<String> view() {
        return List.of(
                fine(asked("GET /v1/events", transfer)),
                fine(asked("POST /cbt/v1/transfer/status", transfer)),
                fine(asked("GET /cbt/v1/account/operations", transfer)),
                fine(asked("GET /cbt/v1/account/closing_balance", transfer)));
    }

    private Heard asked(String line, String transfer) {
        var body = body(line, transfer);
        return send(line, all, signature(line, one.signer(), body), body);
    }

    private Heard ask(String line, String key, @org.jspecify.annotations.Nullable CallSigner signer) {
        var body = fresh(line);
        return send(line, key, signer == null ? Map.of() : signature(line, signer, body), body);
    }

    /** About a transfer that nothing was done with: what moves one on would move it once. */
    private String fresh(String line) {
        var mine = UUID.randomUUID().toString();
        if (line.endsWith("/confirm_credit") || line.endsWith("/status")) {
            fine(asked("POST /cbt/v1/transfer/check_credit", mine));
        }
        return body(line, mine);
    }

    private Heard send(String line, String key, Map<String, String> signature, String body) {
        return PartnerAbroad.call(bank, key, signature, method(line), path(line), body);
    }

    private Map<String, String> signature(String line, CallSigner signer, String body) {
        return signer.headers(method(line), bank.url().resolve(path(line)), body);
    }

    private static String fine(Heard heard) {
        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
        return heard.body();
    }

    private static Line needed(String line) {
        return java.util.Objects.requireNonNull(LINES.get(line), line);
    }

    private static String method(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static String path(String line) {
        var path = line.substring(line.indexOf(' ') + 1);
        var today = local(0).substring(0, 10);
        return switch (path) {
            case "/cbt/v1/account/operations" ->
                path + "?accountNumber=USD&startDate=%s&endDate=%s".formatted(today, today);
            case "/cbt/v1/account/closing_balance" -> path + "?accountNumber=USD";
            default -> path;
        };
    }

    private String body(String line, String transfer) {
        return switch (line.substring(line.lastIndexOf('/') + 1)) {
            case "replays" -> "{\"endpoint\":\"%s\",\"after\":0}".formatted(endpoint);
            case "convert" ->
                "{\"amount\":100,\"currencyFrom\":\"USD\",\"currencyTo\":\"UZS\",\"direction\":\"TO_UZ\"}";
            case "card" -> "{\"cardPan\":\"8600490000000000\"}";
            case "receiver_banks", "card_list" -> "{\"phone\":\"%s\"}".formatted(CrossBorderWorld.PHONE);
            case "check_credit" -> checked(transfer);
            case "confirm_credit", "status" -> "{\"externalTransferId\":\"%s\"}".formatted(transfer);
            case "transfer_list" ->
                "{\"createTime\":{\"from\":\"%s\",\"to\":\"%s\"},\"page\":1,\"limit\":100}"
                        .formatted(local(-3_600), local(3_600));
            default -> "";
        };
    }

    private String checked(String transfer) {
        var rate = JsonMapper.shared()
                .readTree(fine(asked("POST /cbt/v1/transfer/convert", transfer)))
                .path("rate")
                .asString();
        return """
                {"externalTransferId":"%s","senderAccount":"400078******9010","identificationType":"PHONE",
                 "identificationValue":"%s","bankLabel":"OQM","senderAmount":100,"senderCurrencyCode":"USD",
                 "receiverCurrencyCode":"UZS","exchangeRate":"%s","senderCountry":"KZ",
                 "sender":{"personFullName":"TESTOV IVAN","birthday":"2000-04-18"}}
                """.formatted(transfer, CrossBorderWorld.PHONE, rate);
    }

    private static String local(long secondsFromNow) {
        return LocalDateTime.now(ZoneId.of("Asia/Tashkent"))
                .plusSeconds(secondsFromNow)
                .truncatedTo(ChronoUnit.SECONDS)
                .format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS"));
    }
}
