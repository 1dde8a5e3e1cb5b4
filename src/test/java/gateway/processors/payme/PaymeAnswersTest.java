package gateway.processors.payme;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.JsonRpc;
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
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymeAnswersTest {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final String RECEIPT = "2e0b1bc1f1eb50d487ba268d";
    private static final Leg DEBIT = new Leg(
            new LegRequest(
                    ID, Kind.DEBIT, new Money(100_000, Asset.UZS), new CardId(ID), new Payee("Non", "5411"), null),
            new MessageIdentity(RECEIPT),
            null);
    private static final String PAID = "{'receipt':{'_id':'%s','state':4,'amount':100000,".formatted(RECEIPT)
            + "'account':[{'name':'order_id','value':'%s'}]}}".formatted(ID);
    private static final Approved APPROVED = new Approved(RECEIPT, null);

    private final PaymeAnswers answers = new PaymeAnswers("order_id");

    @Test
    void aReceiptThatIsPaidIsTheDebitDone() {
        assertThat(answers.paid(RECEIPT, answer(PAID))).isEqualTo(APPROVED);
        assertThat(answers.debitFinding(DEBIT, answer(PAID))).isEqualTo(new Finding.Done(APPROVED));
        assertThat(answers.refundFinding(DEBIT, answer(PAID))).isEqualTo(new Finding.NotFound());
    }

    @Test
    void theShortAnswerToAPaymentIsEnoughForItAndForNothingElse() {
        var brief = answer("{'receipt':{'_id':'%s','state':4}}".formatted(RECEIPT));

        assertThat(answers.paid(RECEIPT, brief)).isEqualTo(APPROVED);
        assertThat(answers.debitFinding(DEBIT, brief)).isInstanceOf(Finding.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "87ba268d' | 87ba268e'",
                "'state':4 | 'state':'4'",
                "'state':4 | 'state':3",
                "'state':4 | 'state':4.5",
                "'amount':100000 | 'amount':100000.0",
                "'amount':100000 | 'amount':'100000'",
                "'_id' | 'id'",
                "'receipt' | 'receipts'"
            })
    void nothingElseIsPaid(String from, String to) {
        var spoilt = PAID.replace(from.strip(), to.strip());

        assertThat(spoilt).isNotEqualTo(PAID);
        assertThat(answers.paid(RECEIPT, answer(spoilt))).isInstanceOf(Unknown.class);
        assertThat(answers.debitFinding(DEBIT, answer(spoilt))).isInstanceOf(Finding.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'amount':100000 | 'amount':100001",
                "-000000000001' | -000000000002'",
                "'name':'order_id' | 'name':'phone'"
            })
    void aReceiptOfSomethingElseProvesNothing(String from, String to) {
        var other = answer(PAID.replace(from.strip(), to.strip()));

        assertThat(answers.debitFinding(DEBIT, other)).isEqualTo(new Finding.Unclear("not the receipt of the leg"));
        assertThat(answers.reversal(DEBIT, other, other)).isInstanceOf(Reversal.Unclear.class);
        assertThat(PaymeAnswers.isNamed(answers.name(
                        DEBIT.request(),
                        answer(PAID.replace(from.strip(), to.strip()).replace("'state':4", "'state':0")))))
                .isFalse();
    }

    @Property(tries = 200)
    void onlyThreeStatesAreCertain(@ForAll @IntRange(max = 60) int state) {
        var reply = answer(PAID.replace("'state':4", "'state':" + state));

        var finding = answers.debitFinding(DEBIT, reply);

        assertThat(finding)
                .isInstanceOf(
                        switch (state) {
                            case 0 -> Finding.NotFound.class;
                            case 4 -> Finding.Done.class;
                            case 50 -> Finding.Undone.class;
                            default -> Finding.Unclear.class;
                        });
    }

    @Test
    void aNewReceiptIsNamedByPaymeAndOneThatIsNoLongerNewIsNot() {
        var created = answer(PAID.replace("'state':4", "'state':0"));

        assertThat(answers.name(DEBIT.request(), created)).isEqualTo(new MessageIdentity(RECEIPT));
        assertThat(answers.name(DEBIT.request(), answer(PAID))).isEqualTo(new MessageIdentity("unnamed-" + ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{'jsonrpc':'2.0','id':1}",
                "{'jsonrpc':'1.0','id':1,'result':{}}",
                "{'jsonrpc':'2.0','id':2,'result':{}}",
                "{'jsonrpc':'2.0','id':1,'result':{},'error':{'code':1}}",
                "{'jsonrpc':'2.0','id':1,'error':{'code':'x'}}",
                "{'jsonrpc':'2.0','id':1,'id':1,'result':{}}",
                "{'jsonrpc':'2.0','id':1,'result':{}} more"
            })
    void whatDoesNotAnswerOurQuestionIsUnusable(String text) {
        var reply = read(text);

        assertThat(reply).isInstanceOf(Reply.Unusable.class);
        assertThat(answers.paid(RECEIPT, reply)).isInstanceOf(Unknown.class);
    }

    @Test
    void aNoIsCertainOnlyWithACancelledReceipt() {
        var cancelled = answer(PAID.replace("'state':4", "'state':50"));
        var queued = answer(PAID.replace("'state':4", "'state':21"));

        assertThat(answers.refused(DEBIT, -31301, cancelled)).isInstanceOf(Declined.class);
        assertThat(answers.refused(DEBIT, -31301, queued)).isEqualTo(new Unknown("code -31301"));
        assertThat(answers.refused(DEBIT, -31301, new Reply.NotSent("down"))).isInstanceOf(Unknown.class);
        assertThat(answers.paid(RECEIPT, new Reply.NotSent("down"))).isInstanceOf(NotSent.class);
    }

    @Test
    void aRefundThatIsQueuedIsDoneOnceItsReceiptIsCancelled() {
        var queued = answer(PAID.replace("'state':4", "'state':21"));
        var cancelled = answer(PAID.replace("'state':4", "'state':50"));
        var before = answers.givenBack(RECEIPT, queued);

        assertThat(before).isEqualTo(new Unknown("state 21"));
        assertThat(answers.refunded(DEBIT, queued, before)).isEqualTo(before);
        assertThat(answers.refunded(DEBIT, cancelled, before)).isEqualTo(APPROVED);
    }

    @Test
    void whatPaymeWillNotCancelWaitsForAPerson() {
        assertThat(answers.reversal(DEBIT, new Reply.Failed(-31403), answer(PAID)))
                .isEqualTo(new Reversal.Refused("-31403"));
        assertThat(answers.reversal(DEBIT, new Reply.Failed(-31001), answer(PAID)))
                .isInstanceOf(Reversal.Unclear.class);
    }

    private Reply answer(String result) {
        return read("{'jsonrpc':'2.0','id':1,'result':" + result + "}");
    }

    private Reply read(String text) {
        return JsonRpc.read(1, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
