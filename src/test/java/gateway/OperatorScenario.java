package gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.VerifyBooks;
import gateway.platform.crypto.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.operators.HttpWire;
import sandbox.operators.KitInvoices;
import sandbox.operators.KitWorld;
import sandbox.operators.OperatorKit;
import sandbox.operators.OperatorKits;
import sandbox.operators.Teller;
import sandbox.operators.Tellers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every payment operator's kit against the whole gateway, over HTTP. */
class OperatorScenario {

    private static final String SECRET = "secret-of-the-operators";
    private static final String PHONE = "998901234567";

    private static Bank bank;
    private static URI gateway;
    private static String merchant;
    private static String code;

    @BeforeAll
    static void open() throws Exception {
        var hash = HexFormat.of().formatHex(Sha256.of(SECRET));
        var settings = new HashMap<String, String>();
        for (var operator : List.of("payme", "click", "uzum", "paynet")) {
            settings.put("gateway.operators." + operator + ".sources", "127.0.0.1,::1");
        }
        // As where it runs, and where Spring Boot would believe what calls say of their way.
        settings.put("spring.main.cloud-platform", "kubernetes");
        // Sixteen calls at once find eight places; how long they may stand in line is not what is played here.
        settings.put("gateway.operators.wire.patience", "30s");
        settings.put("gateway.operators.wire.deadline", "60s");
        settings.put("gateway.operators.payme.key-sha256", hash);
        settings.put("gateway.operators.click.secret", SECRET);
        settings.put("gateway.operators.click.service-id", "2002");
        settings.put("gateway.operators.uzum.password-sha256", hash);
        settings.put("gateway.operators.paynet.password-sha256", hash);
        // As if Uzum wrote a code of its own for this.
        settings.put("gateway.operators.uzum.codes.cannot-confirm", "10099");
        bank = Bank.open(settings);
        gateway = bank.url();
        merchant = bank.merchant("Bookshop");
        var phone = bank.phone();
        phone.signIn(PHONE);
        var card = phone.linkCard("8600490000000000", "2030-12", PHONE);
        code = phone.send("PUT", "/v1/cards/" + card + "/top-up-code", null, null)
                .body()
                .path("code")
                .asString();
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    static List<String> kits() {
        return java.util.List.copyOf(OperatorKits.names());
    }

    @ParameterizedTest
    @MethodSource("kits")
    void everyOperatorsKitPassesAndTheBooksAgree(String operator) {
        var wire = new HttpWire(gateway);
        var world = new KitWorld(
                        wire,
                        PHONE,
                        "998909999999",
                        SECRET,
                        Optional.of(new KitInvoices(wire, merchant, Bank.STAFF)::open),
                        Optional.empty())
                .with(new KitWorld.CardCode(code));

        var results = OperatorKits.of(operator, world).play();

        assertThat(results).hasSizeGreaterThan(7).allMatch(OperatorKit.Result::passed);
        var report = bank.bean(VerifyBooks.class).verify().blockOptional().orElseThrow();
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void whoeverIsNotAtHomeThereOrComesInDisguiseIsNotLetIn() throws Exception {
        var body = "{\"id\":1,\"method\":\"CheckTransaction\",\"params\":{\"id\":\"1\"}}";

        // However the path is written, it leads to the same door.
        assertThat(send("POST", "/operators/%70ayme", body).body()).contains("-32504");
        // What is no call at all is said at the edge, which no disguise gets past.
        for (var path : List.of("/operators/%70ayme", "/operators/payme;x=1", "/operators;x/payme")) {
            assertThat(send("PUT", path, body).body()).as(path).contains("-32300");
        }
        assertThat(send("POST", "/operators/click/prep%61re", "x=1").body()).contains("\"error\":-8");
        assertThat(send("POST", "/operators/nobody", body).statusCode()).isEqualTo(404);
        assertThat(send("PUT", "/operators/payme", body).body()).contains("-32300");
        assertThat(send("POST", "/operators/uzum", body).statusCode()).isEqualTo(400);
    }

    /** Who calls is who holds the connection, whatever a header says: anybody can write one. */
    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 203.0.113.9", "Forwarded, for=203.0.113.9"})
    void noHeaderSaysWhereACallComesFrom(String name, String value) {
        var login = "Basic " + Base64.getEncoder().encodeToString(("Paycom:" + SECRET).getBytes(UTF_8));
        var body = "{\"id\":1,\"method\":\"CheckTransaction\",\"params\":{\"id\":\"1\"}}";

        var heard = new HttpWire(gateway).post("/operators/payme", Map.of("Authorization", login, name, value), body);

        assertThat(heard.body()).contains("-31003");
    }

    /** However its path is written, it is the staff's, and a customer's token opens nothing of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/%61dmin/api/operators/uzum/days/", "/admin;x=1/api/operators/uz%75m/days/"})
    void theStaffsPathsAreTheirsInEveryDisguise(String path) throws Exception {
        var today = LocalDate.now(ZoneId.of("Asia/Tashkent"));

        assertThat(send("GET", path + today, "").body()).contains("Bearer ");
        assertThat(asked("GET", path + today).path("operator").asString()).isEqualTo("uzum");
    }

    @Test
    void anInvoiceIsOpenedShownAndClosedByStaff() throws Exception {
        var number = new KitInvoices(new HttpWire(gateway), merchant, Bank.STAFF)
                .open()
                .number();

        assertThat(asked("GET", "/admin/api/invoices/" + number).path("status").asString())
                .isEqualTo("open");
        assertThat(asked("POST", "/admin/api/invoices/" + number + "/close")
                        .path("status")
                        .asString())
                .isEqualTo("closed");
        assertThat(asked("POST", "/admin/api/invoices/" + number + "/close")
                        .path("type")
                        .asString())
                .endsWith("/invoice-not-open");
        assertThat(asked("GET", "/admin/api/invoices/INV-9").path("type").asString())
                .endsWith("/invoice-not-found");
    }

    @Test
    void anInvoiceSaysWhatItIsForWhereSomebodySaidSo() throws Exception {
        var line = """
                {"title":"Bread","price":"4000.00","count":3,"discount":"2000.00","code":"01905001001000000",\
                "packageCode":"1500432","units":null,"vatPercent":12}""";
        var shipping = "\"shipping\":{\"title\":\"By bicycle\",\"price\":\"500.00\"}";
        var goods = "{\"lines\":[" + line + "]," + shipping + "}";

        var opened = open("10500.00", goods);

        assertThat(opened.path("goods")).isEqualTo(JsonMapper.shared().readTree(goods));
        var number = opened.path("number").asString();
        assertThat(asked("GET", "/admin/api/invoices/" + number).path("goods")).isEqualTo(opened.path("goods"));
        assertThat(checkedAtPayme(number, 1_050_000).path("detail"))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"receipt_type":0,"shipping":{"title":"By bicycle","price":50000},
                         "items":[{"discount":200000,"title":"Bread","price":400000,"count":3,"vat_percent":12,
                                   "code":"01905001001000000","package_code":"1500432"}]}
                        """));
        assertThat(fault(open("10500.01", goods))).isEqualTo("invoice-unfit goods");
        for (var wrong : List.of("2.500", "-1.00", "12000.00", "999999999999999")) {
            assertThat(fault(open("10500.00", goods.replace("2000.00", wrong))))
                    .isEqualTo("invoice-unfit goods.lines[0].discount");
        }
        assertThat(fault(open("10500.00", goods.replace("500.00", "0.00"))))
                .isEqualTo("invoice-unfit goods.shipping.price");
        for (var wrong : List.of("Bread\\n", "\\u0000", "", " ")) {
            assertThat(fault(open("10500.00", goods.replace("Bread", wrong)))).startsWith("field-invalid ");
            assertThat(fault(open("10500.00", goods.replace("By bicycle", wrong))))
                    .startsWith("field-invalid ");
        }
        for (var wrong : List.of("\"count\":0", "\"count\":2.5", "\"count\":\"3\"", "\"count\":1000001")) {
            assertThat(fault(open("10500.00", goods.replace("\"count\":3", wrong))))
                    .startsWith("field-invalid ");
        }
        for (var wrong : List.of("0190500100100000", "019050010010000000", "0190500100100000x", "")) {
            assertThat(fault(open("10500.00", goods.replace("01905001001000000", wrong))))
                    .startsWith("field-invalid ");
        }
        for (var wrong : List.of("-1", "101", "12.5", "null")) {
            assertThat(fault(open("10500.00", goods.replace("\"vatPercent\":12", "\"vatPercent\":" + wrong))))
                    .startsWith("field-");
        }
        assertThat(fault(open("500.00", "{\"lines\":[]," + shipping + "}"))).startsWith("field-invalid ");
    }

    /** As every invoice before. */
    @Test
    void anInvoiceThatDoesNotSayWhatItIsForIsPaidAllTheSame() throws Exception {
        var opened = open("10500.00", "null");

        assertThat(opened.path("status").asString()).isEqualTo("open");
        var allowed = checkedAtPayme(opened.path("number").asString(), 1_050_000);
        assertThat(allowed.path("allow").asBoolean()).isTrue();
        assertThat(allowed.has("detail")).isFalse();
    }

    private static JsonNode open(String amount, String goods) {
        var heard = new HttpWire(gateway)
                .post(
                        "/admin/api/invoices",
                        Map.of("Authorization", "Bearer " + Bank.STAFF, "Content-Type", "application/json"),
                        "{\"merchant\":\"%s\",\"amount\":\"%s\",\"about\":\"Bread\",\"goods\":%s}"
                                .formatted(merchant, amount, goods));
        return JsonMapper.shared().readTree(heard.body());
    }

    private static String fault(JsonNode problem) {
        var type = problem.path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1) + " "
                + problem.path("field").asString("");
    }

    private static JsonNode checkedAtPayme(String number, long minor) {
        return payme(
                "CheckPerformTransaction", "{\"amount\":%d,\"account\":{\"invoice\":\"%s\"}}".formatted(minor, number));
    }

    @Test
    void staffSeeAnOperatorsDay() throws Exception {
        var today = LocalDate.now(ZoneId.of("Asia/Tashkent"));

        var day = asked("GET", "/admin/api/operators/uzum/days/" + today);

        assertThat(day.path("operator").asString()).isEqualTo("uzum");
        assertThat(day.path("owed").isString()).isTrue();
        assertThat(asked("GET", "/admin/api/operators/nobody/days/" + today)
                        .path("type")
                        .asString())
                .endsWith("/operator-not-found");
    }

    /** Whatever its payer calls it: by Click's number, and with the tax office's receipt that Payme passed on. */
    @Test
    void staffFindAPaymentAndItsReceipt() throws Exception {
        var id = "%024x".formatted(System.nanoTime());
        payme("CreateTransaction", """
                {"id":"%s","time":%d,"amount":500000,"account":{"phone":"%s"}}
                """.formatted(id, System.currentTimeMillis(), PHONE));
        payme("PerformTransaction", "{\"id\":\"%s\"}".formatted(id));
        payme("SetFiscalData", """
                {"id":"%s","type":"PERFORM","fiscal_data":{"receipt_id":121,"fiscal_sign":"800031554082"}}
                """.formatted(id));

        var shown = asked("GET", "/admin/api/operators/payme/transactions/" + id);

        assertThat(shown.path("status").asString()).isEqualTo("performed");
        assertThat(shown.path("amount").asString()).isEqualTo("5000.00");
        assertThat(shown.path("account").asString()).contains(PHONE);
        assertThat(shown.path("receipts")).hasSize(1);
        assertThat(shown.path("receipts").path(0).path("kind").asString()).isEqualTo("PERFORM");
        assertThat(shown.path("receipts").path(0).path("document").asString()).contains("800031554082");
        var decided = asked("GET", "/admin/api/operators/payme/transactions/" + id + "/decisions")
                .path("decisions");
        assertThat(decided.valueStream().map(it -> it.path("step").asString())).containsExactly("confirmed", "made");
        assertThat(decided.path(1).path("about").asString()).isEqualTo("operator-top-up");
        assertThat(decided.toString()).doesNotContain(PHONE);
        assertThat(asked("GET", "/admin/api/operators/payme/transactions/none/decisions")
                        .path("type")
                        .asString())
                .endsWith("/operator-transaction-not-found");
        assertThat(asked("GET", "/admin/api/operators/payme/transactions/none")
                        .path("type")
                        .asString())
                .endsWith("/operator-transaction-not-found");

        var teller = Tellers.of("click", SECRET);
        var slip = teller.slip(PHONE, 100_000);
        var message = teller.message(Teller.Step.ANNOUNCE, slip);
        new HttpWire(gateway).post(message.path(), message.headers(), message.body());

        var found = asked("GET", "/admin/api/operators/click/transactions?payersNumber=3003");

        assertThat(found.path("transactions")
                        .valueStream()
                        .map(it -> it.path("id").asString()))
                .contains(slip.id());
    }

    private static JsonNode payme(String method, String params) {
        var login = "Basic " + Base64.getEncoder().encodeToString(("Paycom:" + SECRET).getBytes(UTF_8));
        var body = "{\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
        var heard = new HttpWire(gateway).post("/operators/payme", Map.of("Authorization", login), body);
        assertThat(heard.body()).contains("\"result\"");
        return JsonMapper.shared().readTree(heard.body()).path("result");
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).method(method, BodyPublishers.ofString(body));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode asked(String method, String path) throws IOException, InterruptedException {
        var headers = Map.of("Authorization", "Bearer " + Bank.STAFF, "Content-Type", "application/json");
        var request = HttpRequest.newBuilder(gateway.resolve(path)).method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        return JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(request.build(), BodyHandlers.ofString())
                        .body());
    }
}
