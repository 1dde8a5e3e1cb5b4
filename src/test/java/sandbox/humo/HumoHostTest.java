package sandbox.humo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;

/** The stand-in behaves as PaymentServer and the middleware do, and remembers it. */
class HumoHostTest {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private HumoHost host;

    @BeforeEach
    void open() {
        host = new HumoHost(0, 0, folder.resolve("humo.books"));
    }

    @AfterEach
    void close() {
        host.close();
        client.close();
    }

    @Test
    void finishesWhatIsConfirmed() throws Exception {
        var id = id(create("SOAP_SMS", "r1", 100_000));

        assertThat(confirm(id, 100_000)).contains("<action>10</action>", "<paymentRef>r1</paymentRef>");
        assertThat(get("r1")).contains("<status>finished</status>");
        assertThat(kinds("r1")).containsExactly("CREATED", "DEBIT");
    }

    @Test
    void remembersEverythingAfterARestart() throws Exception {
        var waiting = id(create("SOAP_SMS", "r1", 100_000));
        var finished = id(create("SOAP_SMS", "r2", 100_000));
        confirm(finished, 100_000);
        var partly = id(create("SOAP_SMS", "r3", 100_000));
        confirm(partly, 100_000);
        soap("<p:ReturnPayment><paymentID>" + partly + "</paymentID>" + item("amount", "40000")
                + item("refund_ref", "x:40000") + "</p:ReturnPayment>");
        host.close();

        open();

        assertThat(get("r1")).contains("<status>active</status>", waiting);
        assertThat(get("r2")).contains("<status>finished</status>", finished);
        assertThat(get("r3")).contains("refunded_amount</name><value>40000", "refund_ref</name><value>x:40000");
        assertThat(id(create("SOAP_SMS", "r4", 100_000))).isNotIn(waiting, finished, partly);
        assertThat(confirm(waiting, 100_000)).contains("<action>10</action>");
    }

    @Test
    void refusesToConfirmWhatWasCancelled() throws Exception {
        var id = id(create("SOAP_SMS", "r1", 100_000));

        assertThat(soap("<p:CancelRequest><paymentID>" + id + "</paymentID></p:CancelRequest>"))
                .contains("CancelRequestResponse");

        assertThat(confirm(id, 100_000)).contains("<error>902</error>");
        assertThat(get("r1")).contains("<status>cancelled</status>");
        assertThat(kinds("r1")).containsExactly("CREATED", "CANCELLED");
    }

    @Test
    void refusesToCancelWhatIsFinished() throws Exception {
        var id = id(create("SOAP_SMS", "r1", 100_000));
        confirm(id, 100_000);

        assertThat(soap("<p:CancelRequest><paymentID>" + id + "</paymentID></p:CancelRequest>"))
                .contains("<error>902</error>");
    }

    @Test
    void takesEachReferenceOnce() throws Exception {
        create("SOAP_SMS", "r1", 100_000);

        assertThat(create("SOAP_SMS", "r1", 100_000)).contains("<error>913</error>");
    }

    @Test
    void holdsMayBeConfirmedForLessButPaymentsMayNot() throws Exception {
        var hold = id(create("SOAP_DMS", "r1", 100_000));
        var payment = id(create("SOAP_SMS", "r2", 100_000));

        assertThat(confirm(hold, 90_000)).contains("<action>10</action>");
        assertThat(confirm(payment, 90_000)).contains("<error>110</error>");
        assertThat(entries("r1").getLast().amount()).isEqualTo(90_000);
    }

    @Test
    void movesMoneyBetweenCards() throws Exception {
        var reply = soap("<p:Request><switchingID><value>48</value></switchingID><autoSwitch>1</autoSwitch>"
                + "<paymentRef>p2p</paymentRef><details>" + item("pan", HumoCards.GOOD)
                + item("expiry", HumoCards.EXPIRY) + item("pan2", HumoCards.GOOD_TOO) + item("amount", "100000")
                + "</details></p:Request>");

        assertThat(reply).contains("RequestResponse", "<action>10</action>");
        assertThat(kinds("p2p")).containsExactly("DEBIT", "CREDIT");
    }

    @Test
    void doesNotKnowOthersPayments() throws Exception {
        assertThat(get("nobody")).contains("<error>914</error>");
        assertThat(confirm("1", 1)).contains("<error>914</error>");
    }

    @Test
    void declinesMagicCardsAndAmounts() throws Exception {
        assertThat(create("SOAP_SMS", "r1", 100_000 + Fault.DECLINE_FUNDS.magic()))
                .contains("<error>116</error>");
        assertThat(create("SOAP_SMS", "r2", 0)).contains("<error>110</error>");
        assertThat(pay("r3", HumoCards.INSUFFICIENT_FUNDS, HumoCards.EXPIRY)).contains("<error>116</error>");
        assertThat(pay("r4", HumoCards.EXPIRED, HumoCards.EXPIRY)).contains("<error>101</error>");
        assertThat(pay("r5", HumoCards.RESTRICTED, HumoCards.EXPIRY)).contains("<error>104</error>");
        assertThat(pay("r6", HumoCards.FRAUD, HumoCards.EXPIRY)).contains("<error>102</error>");
        assertThat(pay("r7", HumoCards.GOOD, "2901")).contains("<error>101</error>");
        assertThat(pay("r8", "8600490744313347", HumoCards.EXPIRY)).contains("<error>111</error>");
        assertThat(kinds("r3")).containsExactly("DECLINE");
        assertThat(entries("r3").getFirst().card()).isEqualTo("986000******1166");
    }

    @Test
    void letsNobodyInWithoutCredentials() throws Exception {
        assertThat(post(host.port(), "/", "Basic eDp5", "").statusCode()).isEqualTo(401);
        assertThat(post(host.middlewarePort(), "/v3/iiacs/card", "Bearer x", "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void showsCards() throws Exception {
        var question = "{\"id\":\"1\",\"params\":{\"primaryAccountNumber\":\"" + HumoCards.GOOD + "\",\"mb_flag\":1}}";

        var reply = post(host.middlewarePort(), "/v3/iiacs/card", "Bearer " + HumoHost.TOKEN, question);

        assertThat(reply.body())
                .contains("\"expiry\":\"3012\"", "\"phone\":\"998901234567\"", "\"actionCode\":\"000\"");
        assertThat(post(host.middlewarePort(), "/v3/other", "Bearer " + HumoHost.TOKEN, question)
                        .statusCode())
                .isEqualTo(404);
    }

    private String create(String service, String ref, long amount) throws Exception {
        return soap(payment(service, ref, HumoCards.GOOD, HumoCards.EXPIRY, amount));
    }

    private String pay(String ref, String pan, String expiry) throws Exception {
        return soap(payment("SOAP_SMS", ref, pan, expiry, 100_000));
    }

    private static String payment(String service, String ref, String pan, String expiry, long amount) {
        return "<p:Payment><billerRef>" + service + "</billerRef><paymentRef>" + ref + "</paymentRef><details>"
                + item("pan", pan) + item("expiry", expiry) + item("amount", Long.toString(amount))
                + "</details></p:Payment>";
    }

    private String confirm(String id, long amount) throws Exception {
        return soap("<p:Payment><paymentID>" + id + "</paymentID><details>" + item("amount", Long.toString(amount))
                + "</details><confirmed>true</confirmed><finished>true</finished></p:Payment>");
    }

    private String get(String ref) throws Exception {
        return soap("<p:GetPayment><paymentRef>" + ref + "</paymentRef><sessionID/></p:GetPayment>");
    }

    private static String id(String reply) {
        return reply.replaceAll("(?s).*<paymentID>([0-9]+)</paymentID>.*", "$1");
    }

    private static String item(String name, String value) {
        return "<item><name>" + name + "</name><value>" + value + "</value></item>";
    }

    private String soap(String payload) throws Exception {
        var basic = HumoHost.USERNAME + ":" + HumoHost.PASSWORD;
        return post(
                        host.port(),
                        "/",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(basic.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'"
                                + " xmlns:p='urn:PaymentServer'><s:Body>"
                                + payload + "</s:Body></s:Envelope>")
                .body();
    }

    private HttpResponse<String> post(int port, String path, String credentials, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", credentials)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private List<String> kinds(String ref) {
        return entries(ref).stream().map(BookEntry::kind).toList();
    }

    private List<BookEntry> entries(String ref) {
        return host.books().orElseThrow().under(ref);
    }
}
