package gateway.operators;

import static gateway.operators.OperatorsRig.balance;
import static gateway.operators.OperatorsRig.here;
import static gateway.operators.OperatorsRig.now;
import static gateway.operators.OperatorsRig.person;
import static gateway.operators.OperatorsRig.spendAll;
import static gateway.operators.OperatorsRig.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.customers.Phone;
import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.operators.OperatorWire.Heard;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Step;
import sandbox.operators.Tellers;
import tools.jackson.databind.json.JsonMapper;

/** What comes through an operator costs whom it is for, once, as it was priced when it was announced. */
class FeesOnTopUpsModuleTest {

    private static final Operator SOMEBODY = new Operator("costly");

    @BeforeAll
    static void start() {
        OperatorsRig.start(
                "gateway.fees.pack=classpath:fees/operators.yaml",
                "gateway.fees.pack=classpath:fees/operators-dear.yaml");
    }

    @AfterAll
    static void stop() {
        OperatorsRig.stop();
    }

    private static TransactionKey key(String id) {
        return new TransactionKey(SOMEBODY, id);
    }

    private static Mono<Outcome> announce(String id, PaidFor what, long minor) {
        var begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return here.bean(TakeTransactions.class)
                .announce(new Announced(
                        key(id),
                        what,
                        "typed",
                        new Money(minor, Asset.UZS),
                        new Bounds(1, 10_000_000),
                        begun,
                        begun.plusSeconds(3600),
                        false));
    }

    private static PaidFor phone(String number) {
        return new PaidFor.PhoneOf(Phone.parse(number).orElseThrow());
    }

    private static TakeTransactions elsewhere() {
        return there.bean(TakeTransactions.class);
    }

    /** By beneficiary, over all shards, what this operator's transactions brought. */
    private static Map<String, Long> taken(String id) {
        var transaction = now(here.bean(Transactions.class).find(key(id))).orElseThrow();
        return now(here.bean(DatabaseClient.class)
                .sql("""
                        select a.label,
                               sum(case when a.id = t.credit then t.amount_minor else -t.amount_minor end) as minor
                          from ledger.transfer t
                          join ledger.account a on a.id in (t.debit, t.credit) and a.kind = 3
                         where t.reference = :id
                         group by a.label
                        """)
                .bind("id", transaction.id())
                .map(row -> Map.entry(
                        String.valueOf(row.get("label", String.class)),
                        java.util.Objects.requireNonNull(row.get("minor", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void booksAgree() {
        assertThat(now(here.verify().verify()).text())
                .satisfies(text -> assertThat(now(here.verify().verify()).isClean())
                        .as(text)
                        .isTrue());
    }

    @Test
    void thePayeeBearsTheFeeAndGetsItBackWithTheMoney() {
        var somebody = person("998905550001");

        now(announce("t1", phone(somebody), 500_000));
        assertThat(balance(somebody)).isZero();
        now(elsewhere().perform(key("t1")));

        assertThat(balance(somebody)).isEqualTo(495_000);
        assertThat(taken("t1"))
                .isEqualTo(Map.of(
                        "operator:costly", -500_000L,
                        "fee-income", 2_232L,
                        "partner:operator", 2_232L,
                        "vat-payable", 536L));
        booksAgree();

        now(elsewhere().cancel(key("t1"), 5));
        assertThat(balance(somebody)).isZero();
        assertThat(taken("t1").values()).containsOnly(0L);
        booksAgree();
    }

    @Test
    void manyPerformersAtOnceTakeItOnce() {
        var somebody = person("998905550002");
        now(announce("t2", phone(somebody), 500_000));

        Flux.merge(IntStream.range(0, 16)
                        .mapToObj(i -> (i % 2 == 0 ? here : there)
                                .bean(TakeTransactions.class)
                                .perform(key("t2")))
                        .toList())
                .blockLast();

        assertThat(balance(somebody)).isEqualTo(495_000);
        booksAgree();
    }

    @Test
    void whatCannotBearItsFeeIsAWrongAmount() {
        var somebody = person("998905550003");

        assertThat(now(announce("t3", phone(somebody), 1_000))).isEqualTo(new Outcome.No(Why.AMOUNT_WRONG, null));
        assertThat(now(announce("t4", phone(somebody), 1_500))).isEqualTo(new Outcome.No(Why.AMOUNT_WRONG, null));
        assertThat(now(announce("t5", phone(somebody), 1_501))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatWasSpentStaysWhereItIsWithItsFee() {
        var somebody = person("998905550004");
        now(announce("t6", phone(somebody), 500_000));
        now(elsewhere().perform(key("t6")));
        spendAll(somebody);

        assertThat(now(elsewhere().cancel(key("t6"), 5)))
                .isInstanceOfSatisfying(
                        Outcome.No.class, no -> assertThat(no.why()).isEqualTo(Why.CANNOT_GIVE_BACK));
        assertThat(taken("t6")).containsEntry("fee-income", 2_232L);
        booksAgree();
    }

    @Test
    void aMerchantBearsTheFeeOfItsInvoice() {
        var invoice = OperatorsRig.invoice();
        now(announce("t7", PaidFor.of(invoice.number()), invoice.minor()));
        now(elsewhere().perform(key("t7")));

        assertThat(taken("t7"))
                .isEqualTo(Map.of("operator:costly", -invoice.minor(), "fee-income", invoice.minor() / 200 + 1));
        booksAgree();
    }

    @Test
    void thePayerIsShownWhatComesOfIt() {
        var somebody = person("998905550005");
        var invoice = OperatorsRig.invoice();

        var check = check("phone", somebody, 500_000);
        assertThat(check).contains("\"additional\":{\"fee\":\"50.00\",\"credited\":\"4950.00\"}");
        assertThat(check("invoice", invoice.number(), invoice.minor()))
                .contains("\"allow\":true")
                .doesNotContain("fee");
        assertThat(first("uzum", somebody).body())
                .contains("\"fee\":{\"value\":\"50.00\"},\"credited\":{\"value\":\"4950.00\"}");
        assertThat(first("paynet", somebody).body()).contains("\"fee\":50,\"credited\":4950");
        assertThat(first("paynet-soap", somebody).body())
                .contains("<paramKey>credited</paramKey><paramValue>4950.00</paramValue>");
    }

    /** The fee stays here: what the card gets is what its owner is credited. */
    @Test
    void aCardGetsWhatItsFeeLeaves() {
        var somebody = person("998905550006");
        var card = OperatorsRig.card(somebody);
        now(announce("t8", PaidFor.of(card.code()), 500_000));
        now(elsewhere().perform(key("t8")));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !WatchedCards.payments(card.card()).isEmpty() && balance(somebody) == 0);
        assertThat(WatchedCards.WISHES.stream()
                        .filter(it -> it.card().equals(card.card()))
                        .map(it -> it.amount().minor())
                        .distinct())
                .containsExactly(490_000L);
        assertThat(taken("t8")).isEqualTo(Map.of("operator:costly", -500_000L, "fee-income", 10_000L));
        booksAgree();
    }

    /** Where a question names an amount, its answer names the fee: nobody has confirmed anything by then. */
    @Test
    void thePayerIsShownItBeforeAnythingIsPaid() {
        var somebody = person("998905550007");
        var card = OperatorsRig.card(somebody);
        var invoice = OperatorsRig.invoice();

        assertThat(check("card", card.code(), 500_000))
                .contains("\"additional\":{\"fee\":\"100.00\",\"credited\":\"4900.00\"}");
        assertThat(uzumAsks("\"%s\",\"amount\":500000".formatted(somebody)))
                .contains("\"fee\":{\"value\":\"50.00\"},\"credited\":{\"value\":\"4950.00\"}");
        assertThat(uzumAsks("\"%s\"".formatted(somebody))).contains("\"OK\"").doesNotContain("fee");
        assertThat(uzumAsks("\"%s\"".formatted(invoice.number())))
                .contains("\"amount\":{\"value\":\"12345.00\"}")
                .doesNotContain("fee");
        assertThat(paynetAsks("\"%s\",\"amount\":500000".formatted(card.code())))
                .contains("\"fee\":100,\"credited\":4900");
        assertThat(paynetAsks("\"%s\"".formatted(card.code())))
                .contains("\"result\"")
                .doesNotContain("fee");
        assertThat(soapAsks(somebody)).contains("<paramKey>fee</paramKey><paramValue>50.00</paramValue>");
    }

    private static String uzumAsks(String account) {
        var body = "{\"serviceId\":101202,\"timestamp\":1698361456728,\"params\":{\"account\":%s}}".formatted(account);
        return asked("/operators/uzum/check", "uzum", body);
    }

    private static String paynetAsks(String client) {
        var body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"GetInformation\",\"params\":{\"serviceId\":\"1\","
                + "\"fields\":{\"client_id\":%s}}}";
        return asked("/operators/paynet", "paynet", body.formatted(client));
    }

    private static String soapAsks(String client) {
        var body = """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                 xmlns:u="http://uws.provider.com/"><s:Body>
                <u:GetInformationArguments><username>paynet</username><password>%s</password><serviceId>1</serviceId>
                <parameters><paramKey>client_id</paramKey><paramValue>%s</paramValue></parameters>
                <parameters><paramKey>amount</paramKey><paramValue>500000</paramValue></parameters>
                </u:GetInformationArguments></s:Body></s:Envelope>""".formatted(OperatorsRig.SECRET, client);
        return asked("/operators/paynet-soap", "paynet", body);
    }

    private static String asked(String path, String login, String body) {
        var pair = (login + ":" + OperatorsRig.SECRET).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var basic = "Basic " + java.util.Base64.getEncoder().encodeToString(pair);
        return ofHere().apply(new Teller.Message(path, Map.of("Authorization", basic), body))
                .body();
    }

    private static String check(String field, String account, long minor) {
        var body = """
                {"jsonrpc":"2.0","id":1,"method":"CheckPerformTransaction",
                 "params":{"amount":%d,"account":{"%s":"%s"}}}""".formatted(minor, field, account);
        var login = java.util.Base64.getEncoder()
                .encodeToString(("Paycom:" + OperatorsRig.SECRET).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return JsonMapper.shared()
                .readTree(ofHere().apply(
                                new Teller.Message("/operators/payme", Map.of("Authorization", "Basic " + login), body))
                        .body())
                .toString();
    }

    /** What the operator hears to its first call about 5,000 so'm. */
    private static Heard first(String protocol, String phone) {
        var teller = Tellers.of(protocol, OperatorsRig.SECRET);
        return ofHere().apply(
                        teller.message(teller.announces() ? Step.ANNOUNCE : Step.PAY, teller.slip(phone, 500_000)));
    }

    private static java.util.function.Function<Teller.Message, Heard> ofHere() {
        var node = here.bean(OperatorsRig.Front.class).calledFrom("127.0.0.1");
        return message -> OperatorsRig.send(node, "POST", message.path(), message.headers(), message.body());
    }
}
