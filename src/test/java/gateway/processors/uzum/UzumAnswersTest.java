package gateway.processors.uzum;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import gateway.processors.uzum.UzumMessage.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UzumAnswersTest {

    private static final String PAID =
            "{'error_code':0,'error_message':null,'payment_id':'a-1','payment_status':'SUCCESS'}";
    private static final Approved APPROVED = new Approved("a-1", null);

    private final UzumAnswers answers = new UzumAnswers(true);
    private final UzumWire wire = new UzumWire();

    @Test
    void successIsPaid() {
        assertThat(UzumAnswers.paid(ok(PAID))).isEqualTo(APPROVED);
        assertThat(answers.standing("a-1", ok(PAID))).isEqualTo(new Finding.Done(APPROVED));
        assertThat(answers.standing("a-2", ok(PAID))).isInstanceOf(Finding.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'error_code':0 | 'error_code':'0'",
                "'error_code' | 'code'",
                "'payment_id':'a-1' | 'payment_id':''",
                "'payment_id':'a-1' | 'payment_id':17",
                "SUCCESS | success",
                "SUCCESS | PROCESSING",
                "'payment_status':'SUCCESS' | 'x':1",
                "} | } {}"
            })
    void nothingElseIs(String from, String to) {
        var spoilt = PAID.replace(from.strip(), to.strip());

        assertThat(spoilt).isNotEqualTo(PAID);
        assertThat(UzumAnswers.paid(ok(spoilt))).isInstanceOf(Unknown.class);
        assertThat(answers.standing("a-1", ok(spoilt))).isInstanceOf(Finding.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({"401, RAIL_FAILURE", "403, RAIL_FAILURE", "416, CARD_RESTRICTED"})
    void aCodeThatStandsForOneThingIsANo(int code, DeclineReason reason) {
        assertThat(UzumAnswers.paid(new Reply.Failed(code, ""))).isEqualTo(new Declined(reason, String.valueOf(code)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, operation.failed, DO_NOT_HONOUR",
        "400, operation.forbidden, DO_NOT_HONOUR",
        "400, limit.was.set, DO_NOT_HONOUR",
        "400, qr.duplicated, DO_NOT_HONOUR",
        "400, receipt.qr.only.yours, DO_NOT_HONOUR",
        "400, apelsin.pay.user.otp.data.expired, DO_NOT_HONOUR",
        "401, apelsin.pay.authorization.error, RAIL_FAILURE",
        "416, apelsin.pay.safe.mode.on, CARD_RESTRICTED",
        "503, operation.forbidden, RAIL_FAILURE"
    })
    void aWordThatSaysThatNothingHappenedIsANo(int code, String message, DeclineReason reason) {
        assertThat(UzumAnswers.paid(new Reply.Failed(code, message)))
                .isEqualTo(new Declined(reason, code + " " + message));
    }

    @ParameterizedTest
    @CsvSource({
        "400, some.new.word",
        "400, external.service.unavailable",
        "400, apelsin.pay.service.not.working",
        "400, operation.not.found",
        "400, OPERATION.FAILED",
        "401, some.new.word",
        "416, some.new.word",
        "503, some.new.word",
        "503, external.service.unavailable",
        "500, operation.failed",
        "404, operation.failed"
    })
    void anyOtherWordLeavesItOpen(int code, String message) {
        assertThat(UzumAnswers.paid(new Reply.Failed(code, message))).isEqualTo(new Unknown(code + " " + message));
        assertThat(UzumAnswers.reversal(new Reply.Failed(code, message), new Finding.Done(APPROVED)))
                .isInstanceOf(Reversal.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503, 1, -1})
    void anyOtherLeavesItOpen(int code) {
        assertThat(UzumAnswers.paid(new Reply.Failed(code, ""))).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operation.is.inProcess", "transaction.duplicated", "order.id.duplicated"})
    void aWordThatSaysThatSomethingIsUnderWayIsNoNo(String message) {
        assertThat(UzumAnswers.paid(new Reply.Failed(400, message))).isInstanceOf(Unknown.class);
    }

    @Test
    void absenceIsBelievedOnlyWhereItIsProof() {
        var absent = new Reply.Failed(404, "");

        assertThat(answers.standing("a-1", absent)).isEqualTo(new Finding.NotFound());
        assertThat(new UzumAnswers(false).standing("a-1", absent)).isEqualTo(new Finding.Unclear("404"));
    }

    @Test
    void whatUzumWillNotReverseWaitsForAPerson() {
        var no = new Reply.Failed(400, "apelsin.pay.reverse.not.allowed");

        assertThat(UzumAnswers.reversal(no, new Finding.Done(APPROVED)))
                .isEqualTo(new Reversal.Refused("400 apelsin.pay.reverse.not.allowed"));
        assertThat(UzumAnswers.reversal(no, new Finding.Undone())).isEqualTo(new Reversal.Reversed("REVERSED"));
        assertThat(UzumAnswers.reversal(no, new Finding.Unclear("x"))).isInstanceOf(Reversal.Unclear.class);
        assertThat(UzumAnswers.givenBack("a-1", no)).isInstanceOf(Unknown.class);
        assertThat(UzumAnswers.givenBack("a-1", new Reply.NotSent("x"))).isInstanceOf(NotSent.class);
    }

    @Test
    void onlyThePaymentThatWasAskedAboutIsGivenBack() {
        var back = PAID.replace("SUCCESS", "REVERSED");

        assertThat(UzumAnswers.givenBack("a-1", ok(back))).isEqualTo(APPROVED);
        assertThat(UzumAnswers.givenBack("a-2", ok(back))).isInstanceOf(Unknown.class);
        assertThat(UzumAnswers.givenBack("a-1", ok(back.replace("'a-1'", "null"))))
                .isInstanceOf(Unknown.class);
    }

    private Reply ok(String text) {
        return wire.read(200, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
