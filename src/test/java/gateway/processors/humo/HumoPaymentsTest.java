package gateway.processors.humo;

import static gateway.processors.humo.ScriptedPaymentServer.item;
import static gateway.processors.humo.ScriptedPaymentServer.payment;
import static gateway.processors.humo.ScriptedPaymentServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.humo.HumoCards;

/** Every cut between create and confirm, against a server that says exactly what the test wants. */
class HumoPaymentsTest {

    private static final long SUM = 1_000_00;

    private final ScriptedPaymentServer server = new ScriptedPaymentServer();
    private final Leg leg = Humo.debit(SUM);
    private final String ref = leg.identity().value();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void createsThenConfirms() {
        server.says(payment("7", ref, SUM, 4)).says(payment("7", ref, SUM, 10));

        assertThat(send(leg)).isEqualTo(new Outcome.Approved("7", "351175"));
        assertThat(server.heard()).hasSize(2);
        assertThat(server.heard().get(1)).contains("<confirmed>true</confirmed><finished>true</finished>");
    }

    @Test
    void neverConfirmsAfterSilence() {
        server.isSilent();

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    void doesNotKnowWhatAnUnansweredConfirmDid() {
        server.says(payment("7", ref, SUM, 4)).isSilent();

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(2);
    }

    @Test
    void neverConfirmsWhatWasCreatedTooLate() {
        var clock = new SlowClock();
        server.saysAfter(() -> clock.skip(Duration.ofMinutes(1)), payment("7", ref, SUM, 4));
        var settings = Humo.settings(server.port(), 1, Duration.ofSeconds(3));

        var outcome = Humo.processor(settings, HumoCards.GOOD, clock).send(leg).block(Humo.PATIENCE);

        assertThat(outcome).isEqualTo(new Outcome.Unknown("created: too late"));
        assertThat(server.heard()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 10, 11, 1_000_000})
    void neverConfirmsAnotherAction(int action) {
        server.says(payment("7", ref, SUM, action));

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    void neverConfirmsAnotherPaymentOrAnotherAmount() {
        server.says(payment("7", "another", SUM, 4)).says(payment("7", ref, SUM + 1, 4));

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(2);
    }

    @Test
    void neverApprovesWhatAnotherPaymentWasTold() {
        server.says(payment("7", ref, SUM, 4)).says(payment("7", "another", SUM, 10));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says(payment("8", ref, SUM, 10));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says(payment("7", ref, SUM - 1, 10));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says(payment("7", ref, SUM, 4));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void neverApprovesWithADecliningActionCode() {
        var declined = payment("7", ref, SUM, 10).replace("<value>000</value>", "<value>116</value>");
        server.says(payment("7", ref, SUM, 4)).says(declined);

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void neverApprovesAnswersWithABadStatus() {
        server.says(payment("7", ref, SUM, 4)).says(500, ScriptedPaymentServer.envelope(payment("7", ref, SUM, 10)));

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("confirm: HTTP 500"));
    }

    @Test
    void neverApprovesAnswersToOtherQuestions() {
        server.says(status("7", ref, "finished", SUM));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says("<ebppif1:ReturnPaymentResponse/>");
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void dropsAPaymentWhoseConfirmIsDeclined() {
        server.says(payment("7", ref, SUM, 4))
                .faults("116")
                .says(status("7", ref, "active", SUM))
                .says("<ebppif1:CancelRequestResponse/>")
                .says(status("7", ref, "cancelled", SUM));

        assertThat(send(leg)).isEqualTo(new Outcome.Declined(DeclineReason.INSUFFICIENT_FUNDS, "116"));
        assertThat(server.heard().get(3)).contains("CancelRequest");
    }

    @Test
    void believesADeclinedConfirmOnlyWhenThePaymentIsDropped() {
        server.says(payment("7", ref, SUM, 4))
                .faults("116")
                .says(status("7", ref, "active", SUM))
                .faults("909")
                .says(status("7", ref, "active", SUM));

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("confirm refused, not dropped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"911", "909", "913", "914", "-1", "999999"})
    void doesNotKnowWhatAnUnclearConfirmDid(String code) {
        server.says(payment("7", ref, SUM, 4)).faults(code);

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("fault " + code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "{}", "<a/>", "<html><body>502 Bad Gateway</body></html>"})
    void doesNotKnowWhatNonsenseMeans(String body) {
        server.says(200, body).says(payment("7", ref, SUM, 4)).says(502, body);

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void stopsReadingAnEndlessAnswer() {
        server.says(200, ScriptedPaymentServer.envelope("x".repeat(1_000_000)));

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("create: IllegalStateException"));
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
        server.says("<ebppif1:ReturnPaymentResponse/>")
                .says(status("7", ref, "finished", SUM, item("refunded_amount", "30000")));

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
        return Humo.processor(Humo.settings(server.port(), 1, Duration.ofMillis(800)), HumoCards.GOOD);
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

    /** A clock that a test can let jump, as after a long pause of the process. */
    private static final class SlowClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

        void skip(Duration duration) {
            now.updateAndGet(before -> before.plus(duration));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
