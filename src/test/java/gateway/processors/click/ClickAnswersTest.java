package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Outcome.Waiting;
import gateway.processors.Reversal;
import gateway.processors.click.ClickMessage.Pay;
import gateway.processors.click.ClickMessage.Reply;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickAnswersTest {

    private static final String PAID = "{'error_code':0,'error_note':'','payment_id':17,'payment_status':2}";
    private static final Approved APPROVED = new Approved("17", null);

    private final ClickWire wire = new ClickWire();

    @Test
    void aPaymentInStateTwoIsPaid() {
        assertThat(ClickAnswers.paid(ok(PAID))).isEqualTo(APPROVED);
        assertThat(ClickAnswers.standing(17, ok(PAID))).isEqualTo(new Finding.Done(APPROVED));
        assertThat(ClickAnswers.standing(18, ok(PAID))).isInstanceOf(Finding.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'error_code':0 | 'error_code':'0'",
                "'error_code':0 | 'error_code':0.0",
                "'error_code' | 'code'",
                "'payment_id':17 | 'payment_id':0",
                "'payment_id':17 | 'payment_id':'17'",
                "'payment_id':17 | 'payment_id':17.5",
                "'payment_status':2 | 'payment_status':1",
                "'payment_status':2 | 'payment_status':0",
                "'payment_status':2 | 'payment_status':3",
                "'payment_status':2 | 'payment_status':'2'",
                "} | } {}"
            })
    void nothingElseIs(String from, String to) {
        var spoilt = PAID.replace(from.strip(), to.strip());

        assertThat(spoilt).isNotEqualTo(PAID);
        assertThat(ClickAnswers.paid(ok(spoilt))).isInstanceOf(Unknown.class);
        assertThat(ClickAnswers.standing(17, ok(spoilt))).isInstanceOf(Finding.Unclear.class);
    }

    @Property(tries = 100)
    void aNegativeStateIsOver(@ForAll @IntRange(min = -100, max = -1) int state) {
        var reply = ok(PAID.replace("status':2", "status':" + state));

        assertThat(ClickAnswers.paid(reply))
                .isEqualTo(new Declined(DeclineReason.DO_NOT_HONOUR, String.valueOf(state)));
    }

    @Property(tries = 300)
    void noTiyinIsLostOnTheWayToSoms(@ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long tiyin) {
        var written = new String(wire.write(1001, new Pay("x", "t", tiyin)), StandardCharsets.US_ASCII);

        assertThat(written).contains("\"amount\":%d.%02d,".formatted(tiyin / 100, tiyin % 100));
    }

    @Test
    void aBillHasANumberOrWeDoNotKnow() {
        assertThat(ClickAnswers.shown(ok("{'error_code':0,'invoice_id':17}"))).isEqualTo(new Waiting("17"));
        assertThat(ClickAnswers.shown(ok("{'error_code':0}"))).isInstanceOf(Unknown.class);
        assertThat(ClickAnswers.shown(ok("{'error_code':0,'invoice_id':'17'}"))).isInstanceOf(Unknown.class);
        assertThat(ClickAnswers.shown(ok("{'error_code':-1}")))
                .isEqualTo(new Declined(DeclineReason.DO_NOT_HONOUR, "-1"));
        assertThat(ClickAnswers.shown(said(404, "{'error_code':-1}")))
                .isEqualTo(new Declined(DeclineReason.DO_NOT_HONOUR, "404"));
        assertThat(ClickAnswers.shown(said(404, "<html>"))).isInstanceOf(Unknown.class);
        assertThat(ClickAnswers.shown(wire.read(502, new byte[0]))).isInstanceOf(Unknown.class);
        assertThat(ClickAnswers.shown(new Reply.NotSent("down"))).isInstanceOf(NotSent.class);
    }

    /** Whatever Click says of a bill, a payment counts; without one only a bill that is over is a no. */
    @Property(tries = 300)
    void aBillIsJudgedByItsPayment(@ForAll @IntRange(min = -100, max = 3) int state) {
        var bill = ClickAnswers.billState(ok("{'error_code':0,'invoice_status':" + state + "}"));
        var failed = new Finding.Refused(new Declined(DeclineReason.DO_NOT_HONOUR, "-5"));

        assertThat(ClickAnswers.ofBill(bill, new Finding.Done(APPROVED))).isEqualTo(new Finding.Done(APPROVED));
        assertThat(ClickAnswers.ofBill(bill, new Finding.Unclear("x"))).isEqualTo(new Finding.Unclear("x"));
        assertThat(ClickAnswers.ofBill(bill, new Finding.NotFound()))
                .isInstanceOf(
                        state < 0 ? Finding.Refused.class : state > 0 ? Finding.Unclear.class : Finding.NotFound.class);
        assertThat(ClickAnswers.ofBill(bill, failed)).isEqualTo(state < 0 ? failed : new Finding.NotFound());
    }

    @Test
    void aBillOfUnknownStateStands() {
        assertThat(ClickAnswers.billState(ok("{'error_code':0,'status':-99}"))).isEqualTo(OptionalLong.of(-99));
        assertThat(ClickAnswers.billState(ok("{'error_code':0,'invoice_status':'-99'}")))
                .isEmpty();
        assertThat(ClickAnswers.billState(new Reply.Absent())).isEmpty();
        assertThat(ClickAnswers.ofBill(OptionalLong.empty(), new Finding.NotFound()))
                .isEqualTo(new Finding.NotFound());
    }

    @Test
    void aPaymentIsFoundOnlyUnderItsName() {
        var found = ok("{'error_code':0,'payment_id':17,'merchant_trans_id':'a'}");

        assertThat(ClickAnswers.numberOf("a", found)).isEqualTo(OptionalLong.of(17));
        assertThat(ClickAnswers.numberOf("b", found)).isEmpty();
    }

    @Test
    void aNoIsCertainOnlyWhenTheBooksHaveNothingPaid() {
        assertThat(ClickAnswers.refused(-9, new Finding.NotFound()))
                .isEqualTo(new Declined(DeclineReason.DO_NOT_HONOUR, "-9"));
        assertThat(ClickAnswers.refused(403, new Finding.NotFound()))
                .isEqualTo(new Declined(DeclineReason.RAIL_FAILURE, "403"));
        assertThat(ClickAnswers.refused(-9, new Finding.Done(APPROVED))).isEqualTo(APPROVED);
        assertThat(ClickAnswers.refused(-9, new Finding.Unclear("silent"))).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 302})
    void whatIsNoAnswerToTheQuestionIsUnusable(int status) {
        assertThat(wire.read(status, new byte[0])).isInstanceOf(Reply.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><h1>404 Not Found</h1></html>",
                "[]",
                "'error_code'",
                "{}",
                "{'message':'no Route matched with those values'}",
                "{'error_code':'-1'}",
                "{'error_code':-1.0}",
                "{'error_code':0}",
                "{'error_code':-1"
            })
    void aNoThatIsNotInClicksOwnWordsIsUnusable(String body) {
        assertThat(said(404, body)).isInstanceOf(Reply.Unusable.class);
        assertThat(said(403, body)).isInstanceOf(Reply.Unusable.class);
    }

    @Test
    void clicksOwnNoIsBelieved() {
        assertThat(said(404, "{'error_code':-1}")).isEqualTo(new Reply.Absent());
        assertThat(said(403, "{'error_code':-1}")).isEqualTo(new Reply.Failed(403));
        assertThat(said(502, "{'error_code':-1}")).isInstanceOf(Reply.Unusable.class);
    }

    @Test
    void onlyThePaymentThatWasAskedAboutIsReversed() {
        assertThat(ClickAnswers.isReversed(17, ok(PAID))).isTrue();
        assertThat(ClickAnswers.isReversed(18, ok(PAID))).isFalse();
        assertThat(ClickAnswers.isReversed(17, new Reply.Failed(-10))).isFalse();
    }

    @Test
    void whatClickWillNotReverseWaitsForAPerson() {
        var paid = new Finding.Done(APPROVED);

        assertThat(ClickAnswers.reversal(new Reply.Failed(-10), paid)).isEqualTo(new Reversal.Refused("-10"));
        assertThat(ClickAnswers.reversal(new Reply.Unusable("x"), paid)).isInstanceOf(Reversal.Unclear.class);
        assertThat(ClickAnswers.reversal(new Reply.Failed(-10), new Finding.Unclear("x")))
                .isInstanceOf(Reversal.Unclear.class);
    }

    private Reply ok(String text) {
        return said(200, text);
    }

    private Reply said(int status, String text) {
        return wire.read(status, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
