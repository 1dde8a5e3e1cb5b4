package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.Verdict.Match;
import gateway.compliance.cases.CaseFile;
import gateway.compliance.cases.Cases;
import gateway.compliance.cases.DecideCases.Act;
import gateway.compliance.cases.Resolution;
import gateway.shared.ids.CaseId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import sandbox.embedded.Stores;

/** What a case holds of listed ones with whom a customer had to do, in a real database. */
class ListedPartiesModuleTest {

    private static final CustomerId CUSTOMER = new CustomerId(new UUID(1, 5));
    private static final Match MATCH = new Match("ofac", "2026-11-20", "101", "SMITH, John", 970, List.of("same name"));

    private final SetClock clock = new SetClock("2026-11-26T10:00:00Z");
    private Cases cases;
    private RaiseListedParties listed;

    @BeforeEach
    void open() {
        cases = new Cases(Stores.database(), clock);
        listed = new RaiseListedParties(cases.alerts);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    private static PaymentId payment(long n) {
        return new PaymentId(new UUID(n, 5));
    }

    private List<String> texts(String sql) {
        return cases.database
                .sql(sql)
                .map(row -> String.valueOf(row.get(0, String.class)))
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    /** What other alerts hold, on which side they were, and the payment: nothing that anybody has told of them. */
    private static String evidence(String side, String payment) {
        return """
                {"side":"%s","payment":%s,"list":"ofac","version":"2026-11-20","entry":"101","name":"SMITH, John",\
                "score":970,"reasons":["same name"]}""".formatted(side, payment);
    }

    private void decide(Resolution resolution) {
        var id = texts("select id::text from compliance.case_file where state <> 'closed'");
        assertThat(id).hasSize(1);
        var file = new CaseId(UUID.fromString(id.getFirst()));
        cases.files
                .find(file)
                .flatMap(it -> cases.decide.propose(new Act(file, "dilnoza", it.evidence(), "seen"), resolution))
                .flatMap(it -> cases.decide.decide(new Act(file, "rustam", it.evidence(), "agreed"), true))
                .map(CaseFile::id)
                .block();
    }

    @Test
    void howeverOftenAndManyAtOnceTheySendThereIsOneAlert() {
        Flux.range(1, 16)
                .flatMap(n -> listed.sent(CUSTOMER, payment(n), MATCH), 8)
                .blockLast();
        listed.sent(CUSTOMER, payment(17), MATCH).block();

        assertThat(texts("select customer::text || ' ' || key || ' ' || times from compliance.alert"))
                .containsExactly(CUSTOMER.value() + " sender:ofac:101 1");
        assertThat(texts("select pieces::text from compliance.case_file")).containsExactly("1");
        assertThat(texts("select what from compliance.case_event")).containsExactly("evidence");
        assertThat(texts("select body from compliance.evidence"))
                .singleElement()
                .satisfies(body -> assertThat(body.replaceFirst("\"pay_[^\"]*\"", "\"pay_\""))
                        .isEqualTo(evidence("sender", "\"pay_\"")));
    }

    @Test
    void whoIsNamedAndThenPaidIsOneAlertAndWhoSendsIsAnother() {
        listed.tried(CUSTOMER, null, MATCH).block();
        listed.tried(CUSTOMER, null, MATCH).block();
        listed.tried(CUSTOMER, payment(1), MATCH).block();
        assertThat(texts("select body from compliance.evidence")).containsExactly(evidence("payee", "null"));

        listed.sent(CUSTOMER, payment(2), MATCH).block();

        assertThat(texts("select key from compliance.alert order by key"))
                .containsExactly("payee:ofac:101", "sender:ofac:101");
        assertThat(texts("select pieces::text from compliance.case_file")).containsExactly("2");
    }

    /** Otherwise nobody would hear of whoever was reported once. */
    @ParameterizedTest
    @EnumSource(Resolution.class)
    void onceItIsDecidedTheNextTryIsHeardOfAgainOnce(Resolution resolution) {
        listed.sent(CUSTOMER, payment(1), MATCH).block();
        decide(resolution);
        assertThat(texts("select entry_id from compliance.cleared"))
                .as("whatever is decided about the customer clears no sender")
                .isEmpty();

        listed.sent(CUSTOMER, payment(2), MATCH).block();
        listed.sent(CUSTOMER, payment(3), MATCH).block();

        assertThat(texts("select state || ' ' || pieces from compliance.case_file order by state"))
                .containsExactly("closed 1", "open 1");
        assertThat(texts("select state || ' ' || times from compliance.alert")).containsExactly("open 2");
    }

    @Test
    void whatCannotBeStoredAsAWholeIsNotStoredAtAll() {
        cases.database
                .sql("alter table compliance.evidence add constraint full_up check (n < 1)")
                .then()
                .block();

        assertThatThrownBy(() -> listed.sent(CUSTOMER, payment(1), MATCH).block())
                .hasMessageContaining("full_up");

        assertThat(texts("select key from compliance.alert")).isEmpty();
        assertThat(texts("select state from compliance.case_file")).isEmpty();
        assertThat(texts("select what from compliance.case_event")).isEmpty();
    }
}
