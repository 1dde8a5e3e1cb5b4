package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an answer means, without any wire. */
class UzcardAnswersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TRAN = "48DC0000000000000000000000000001";
    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final Leg DEBIT = leg(ID, Kind.DEBIT, 100_000, null);

    private static final String OK = "{'id':'%s','ext':'%s','amount':100000,'resp':0,'respSV':'00',".formatted(TRAN, ID)
            + "'status':'OK','refNum':'033812345678','field38':'123456'}";

    @Test
    void approvesOnlyWhatNamesTheLegAndItsAmount() {
        assertThat(UzcardAnswers.outcome(DEBIT, answer(OK))).isEqualTo(new Approved(TRAN, "123456"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'amount':100000 | 'amount':100001",
                "'amount':100000 | 'amount':'100000'",
                "'amount':100000 | 'amount':100000.5",
                "'amount':100000 | 'x':1",
                "-000000000001' | -000000000002'",
                "'resp':0 | 'resp':1",
                "'resp':0 | 'resp':'0'",
                "'respSV':'00' | 'respSV':'05'",
                "'respSV':'00' | 'respSV':null",
                "'status':'OK' | 'status':'ok'",
                "'status':'OK' | 'status':'ROK'",
                "'status':'OK' | 'status':'PENDING'",
                "'status':'OK' | 'status':null",
                "033812345678 | 000000000000",
                "'id':'48DC0000000000000000000000000001' | 'id':''"
            })
    void neverApprovesAnythingElse(String from, String to) {
        var spoilt = OK.replace(from.strip(), to.strip());

        assertThat(spoilt).isNotEqualTo(OK);
        assertThat(UzcardAnswers.outcome(DEBIT, answer(spoilt))).isInstanceOf(Unknown.class);
        assertThat(UzcardAnswers.finding(DEBIT, answer(spoilt))).isNotInstanceOf(Finding.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "'OK'", "17", "true", "[[]]"})
    void aStrangeResultProvesNothing(String result) {
        assertThat(UzcardAnswers.outcome(DEBIT, answer(result))).isInstanceOf(Unknown.class);
        assertThat(UzcardAnswers.finding(DEBIT, answer(result))).isInstanceOf(Finding.Unclear.class);
        assertThat(UzcardAnswers.reversal(DEBIT, TRAN, answer(result))).isInstanceOf(Reversal.Unclear.class);
    }

    @Test
    void tellsAFailedTransactionByItsZeros() {
        var failed = OK.replace("033812345678", "000000000000")
                .replace("'resp':0", "'resp':-240")
                .replace("'status':'OK'", "'status':'ERR'");

        assertThat(UzcardAnswers.outcome(DEBIT, answer(failed)))
                .isEqualTo(new Declined(DeclineReason.INSUFFICIENT_FUNDS, "-240"));
    }

    @Test
    void findsItsOwnTransactionAmongOthers() {
        var other = OK.replace("-000000000001'", "-000000000002'");

        assertThat(UzcardAnswers.finding(DEBIT, answer("[" + other + "," + OK + "]")))
                .isInstanceOf(Finding.Done.class);
        assertThat(UzcardAnswers.finding(DEBIT, answer("[" + OK + "," + OK + "]")))
                .isInstanceOf(Finding.Unclear.class);
    }

    @Test
    void keepsTheOneDistinctionPaymentsLiveOn() {
        assertThat(UzcardAnswers.outcome(DEBIT, new Reply.NotSent("x"))).isEqualTo(new NotSent("x"));
        assertThat(UzcardAnswers.outcome(DEBIT, new Reply.Unusable("x"))).isEqualTo(new Unknown("x"));
        assertThat(UzcardAnswers.finding(DEBIT, new Reply.NotSent("x"))).isEqualTo(new Finding.Unclear("x"));
        assertThat(UzcardAnswers.finding(DEBIT, new Reply.Failed(-208))).isEqualTo(new Finding.NotFound());
        assertThat(UzcardAnswers.finding(DEBIT, new Reply.Failed(-300))).isInstanceOf(Finding.Unclear.class);
    }

    @Test
    void aReversalCountsOnlyWithItsReceipt() {
        var receipt = OK.replace("'status':'OK'", "'status':'ROK'");

        assertThat(UzcardAnswers.reversal(DEBIT, TRAN, answer(receipt))).isEqualTo(new Reversal.Reversed("ROK"));
        assertThat(UzcardAnswers.reversal(DEBIT, "48DC", answer(receipt))).isInstanceOf(Reversal.Unclear.class);
        assertThat(UzcardAnswers.reversal(DEBIT, TRAN, answer(OK))).isInstanceOf(Reversal.Unclear.class);
        assertThat(UzcardAnswers.reversal(DEBIT, TRAN, new Reply.Failed(-389)))
                .isEqualTo(new Reversal.Reversed("-389"));
        assertThat(UzcardAnswers.reversal(DEBIT, TRAN, new Reply.Failed(-291))).isEqualTo(new Reversal.Refused("-291"));
        assertThat(UzcardAnswers.reversal(DEBIT, TRAN, new Reply.Failed(-307))).isInstanceOf(Reversal.Unclear.class);
    }

    @Test
    void aFullRefundIsNamedByWhatItGivesBack() {
        var paid = new Leg(DEBIT.request(), DEBIT.identity(), TRAN);
        var refund = leg(UUID.randomUUID(), Kind.REFUND, 100_000, paid);
        var receipt = OK.replace("'status':'OK'", "'status':'ROK'");

        assertThat(UzcardAnswers.outcome(refund, answer(receipt))).isInstanceOf(Approved.class);
        assertThat(UzcardAnswers.outcome(refund, answer(OK))).isInstanceOf(Unknown.class);
        assertThat(UzcardAnswers.outcome(refund, answer(receipt.replace("48DC", "48DD"))))
                .isInstanceOf(Unknown.class);
        assertThat(UzcardAnswers.fullRefundFinding(paid, answer(OK))).isEqualTo(new Finding.NotFound());
        assertThat(UzcardAnswers.fullRefundFinding(paid, answer(receipt))).isInstanceOf(Finding.Done.class);
    }

    private static Reply answer(String json) {
        JsonNode node = JSON.readTree(json.replace('\'', '"'));
        return new Reply.Answered(node);
    }

    private static Leg leg(UUID id, Kind kind, long minor, @org.jspecify.annotations.Nullable Leg original) {
        var request = new LegRequest(
                id, kind, new Money(minor, Asset.UZS), new CardId(id), new Payee("Non", "5411"), original);
        return new Leg(request, new MessageIdentity(id.toString()), null);
    }
}
