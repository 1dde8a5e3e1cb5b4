package gateway.processors.humo;

import static gateway.processors.humo.ScriptedPaymentServer.item;
import static gateway.processors.humo.ScriptedPaymentServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.humo.HumoCards;

/** What is believed of HUMO's word about a payment, against a server that says exactly what the test wants. */
class HumoEvidenceTest {

    private static final long SUM = 1_000_00;

    private final ScriptedPaymentServer server = new ScriptedPaymentServer();
    private final Leg leg = Humo.debit(SUM);
    private final String ref = leg.identity().value();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anEnquiryThatLosesAgainstAConfirmFindsItDone() {
        server.says(status("7", ref, "active", SUM)).faults("902").says(status("7", ref, "finished", SUM));

        assertThat(inquire(leg)).isEqualTo(new Finding.Done(new Outcome.Approved("7", null)));
    }

    @Test
    void anEnquiryThatCannotDropThePaymentIsNotSure() {
        server.says(status("7", ref, "active", SUM))
                .says("<ebppif1:CancelRequestResponse/>")
                .says(status("7", ref, "active", SUM));

        assertThat(inquire(leg)).isEqualTo(new Finding.Unclear("created, not confirmed"));
    }

    @Test
    void asksAgainAfterCancelBecauseItsReceiptNamesNothing() {
        server.says(status("7", ref, "active", SUM))
                .says("<ebppif1:CancelRequestResponse/>")
                .says(status("7", ref, "finished", SUM))
                .says(status("7", ref, "finished", SUM))
                .says("<ebppif1:ReturnPaymentResponse/>")
                .says(status("7", ref, "returned", SUM));

        assertThat(reverse(leg, 1)).isEqualTo(new Reversal.Unclear("heard, but not yet in force"));
        assertThat(reverse(leg, 2)).isEqualTo(new Reversal.Reversed("returned"));
    }

    @Test
    void tellsAPersonWhenTheBankRefusesToReturn() {
        server.says(status("7", ref, "finished", SUM)).faults("116").says(status("7", ref, "finished", SUM));

        assertThat(reverse(leg, 1)).isEqualTo(new Reversal.Refused("116"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"909", "902", "911", "-1"})
    void triesAgainWhenTheReturnFailsTechnically(String code) {
        server.says(status("7", ref, "finished", SUM)).faults(code).says(status("7", ref, "finished", SUM));

        assertThat(reverse(leg, 1)).isEqualTo(new Reversal.Unclear("fault " + code));
    }

    @Test
    void believesNoStatusOfAnotherPayment() {
        server.says(status("7", "another", "cancelled", SUM)).says(status("7", "another", "finished", SUM));

        assertThat(reverse(leg, 9)).isInstanceOf(Reversal.Unclear.class);
        assertThat(inquire(leg)).isInstanceOf(Finding.Unclear.class);
    }

    @Test
    void doesNotTakeAnotherAmountForDone() {
        server.says(status("7", ref, "finished", SUM - 1)).says(status("7", ref, "finished", SUM));

        assertThat(inquire(leg)).isEqualTo(new Finding.Unclear("finished with another amount"));
        assertThat(inquire(leg)).isEqualTo(new Finding.Done(new Outcome.Approved("7", null)));
    }

    @Test
    void knowsBothWaysOfNotKnowingAPayment() {
        server.says(status("", ref, "none", 0)).faults("914").faults("909").says(status("7", ref, "sleeping", SUM));

        assertThat(inquire(leg)).isEqualTo(new Finding.NotFound());
        assertThat(inquire(leg)).isEqualTo(new Finding.NotFound());
        assertThat(inquire(leg)).isEqualTo(new Finding.Unclear("fault 909"));
        assertThat(inquire(leg)).isEqualTo(new Finding.Unclear("unknown status"));
    }

    @Test
    void returnsAPartWithItsReceipt() {
        var original = Humo.withReference(leg, "7");
        var refund = Humo.refund(300_00, original);
        var mine = item("refund_ref", refund.identity().value() + ":30000");
        server.says("<ebppif1:ReturnPaymentResponse/>")
                .says(status("7", ref, "finished", SUM, item("refunded_amount", "30000"), mine));

        assertThat(send(refund)).isEqualTo(new Outcome.Approved("7", null));
        assertThat(server.heard().getFirst())
                .contains(item("amount", "30000"))
                .contains(item("refund_ref", refund.identity().value() + ":30000"));
    }

    @Test
    void doesNotBelieveAReturnThatTheFiguresDoNotShow() {
        var refund = Humo.refund(300_00, Humo.withReference(leg, "7"));
        server.says("<ebppif1:ReturnPaymentResponse/>")
                .says(status("7", ref, "finished", SUM, item("refunded_amount", "0")));

        assertThat(send(refund)).isInstanceOf(Outcome.Unknown.class);
    }

    /** 400.00 came back for another refund; this one was heard, and is not in force. */
    @Test
    void doesNotTakeAnEarlierReturnForThisOne() {
        var refund = Humo.refund(300_00, Humo.withReference(leg, "7"));
        var earlier =
                status("7", ref, "finished", SUM, item("refunded_amount", "40000"), item("refund_ref", "abc:40000"));
        server.says("<ebppif1:ReturnPaymentResponse/>").says(earlier).says(earlier);

        assertThat(send(refund)).isInstanceOf(Outcome.Unknown.class);
        assertThat(inquire(refund)).isEqualTo(new Finding.NotFound());
    }

    @Test
    void findsAPartOnlyWhereTheFiguresLeaveNoDoubt() {
        var refund = Humo.refund(300_00, leg);
        var mine = item("refund_ref", refund.identity().value() + ":30000");
        var other = item("refund_ref", "abc:30000");

        assertThat(found(refund, item("refunded_amount", "0"))).isEqualTo(new Finding.NotFound());
        assertThat(found(refund, item("refunded_amount", "20000"))).isEqualTo(new Finding.NotFound());
        assertThat(found(refund, item("refunded_amount", "30000"))).isInstanceOf(Finding.Unclear.class);
        assertThat(found(refund, item("refunded_amount", "30000"), other)).isEqualTo(new Finding.NotFound());
        assertThat(found(refund, item("refunded_amount", "60000"), other)).isInstanceOf(Finding.Unclear.class);
        assertThat(found(refund, item("refunded_amount", "60000"), other, mine)).isInstanceOf(Finding.Done.class);
        assertThat(found(refund)).isInstanceOf(Finding.Unclear.class);
    }

    private Finding found(Leg refund, String... items) {
        server.says(status("7", ref, "finished", SUM, items));
        return inquire(refund);
    }

    private HumoProcessor rail() {
        return Humo.processor(Humo.settings(server.port(), 1, Humo.PATIENCE), HumoCards.GOOD);
    }

    private Outcome send(Leg leg) {
        return Objects.requireNonNull(rail().send(leg).block(Humo.PATIENCE));
    }

    private Reversal reverse(Leg leg, int attempt) {
        return Objects.requireNonNull(rail().reverse(leg, attempt).block(Humo.PATIENCE));
    }

    private Finding inquire(Leg leg) {
        return Objects.requireNonNull(rail().inquire(leg).block(Humo.PATIENCE));
    }
}
