package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.Unknown;
import gateway.processors.RailContract;
import gateway.processors.Reversal;
import gateway.shared.ids.CardId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import sandbox.faults.Fault;

/** The rail against the sandbox's SVGate, and both against its books. */
class UzcardProcessorTest extends SvgateFixture implements RailContract {

    @Override
    public Svgate rig() {
        return svgate;
    }

    @Override
    public String reversed() {
        return "ROK";
    }

    @Override
    public Outcome again(Outcome first) {
        return new Unknown("code -207");
    }

    @Override
    public boolean isDeclined(List<String> kinds) {
        return kinds.equals(List.of("DECLINE"));
    }

    @Override
    public List<Fault> ownFaults() {
        return List.of(Fault.CONFLICTING_ANSWER);
    }

    @Override
    public List<Leg> hopeless() {
        return List.of(
                svgate.debit(svgate.unregistered(Svgate.GOOD), 1_000),
                svgate.debit(new CardId(UUID.randomUUID()), 1_000));
    }

    @Test
    void takesMoneyFromARegisteredCard() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000);

        assertThat(svgate.send(leg)).isInstanceOfSatisfying(Approved.class, it -> {
            assertThat(it.railReference()).hasSize(32);
            assertThat(it.approvalCode()).hasSize(6);
        });
        assertThat(svgate.kindsUnder(leg)).containsExactly("DEBIT");
    }

    @ParameterizedTest
    @CsvSource({"8600490000000018, INSUFFICIENT_FUNDS, -240", "8600490000000042, SUSPECTED_FRAUD, -333"})
    void saysWhyACardIsDeclined(String pan, DeclineReason reason, String code) {
        var leg = svgate.debit(svgate.registered(pan), 100_000);

        assertThat(svgate.send(leg)).isEqualTo(new Declined(reason, code));
        assertThat(svgate.kindsUnder(leg)).containsExactly("DECLINE");
        assertThat(inquire(leg)).isEqualTo(new Finding.Refused(new Declined(reason, code)));
        assertThat(reverse(leg)).isEqualTo(new Reversal.Reversed(code));
    }

    @ParameterizedTest
    @CsvSource({"100051, INSUFFICIENT_FUNDS, -240", "100059, SUSPECTED_FRAUD, -333"})
    void saysWhyAnAmountIsDeclined(long minor, DeclineReason reason, String code) {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), minor);

        assertThat(svgate.send(leg)).isEqualTo(new Declined(reason, code));
    }

    @Test
    void anAnswerThatComesTwiceIsTakenOnceAndNeverForAnotherQuestion() {
        var card = svgate.registered(Svgate.GOOD);
        var twice = svgate.debit(card, 100_075);
        assertThat(svgate.send(twice)).isInstanceOf(Approved.class);

        // The second answer may stand on the connection that the next request takes.
        var next = svgate.debit(card, 7_700_000);
        var outcome = svgate.send(next);

        if (outcome instanceof Approved(String tranId, String _)) {
            assertThat(svgate.inquireUntilClear(next))
                    .isEqualTo(new Finding.Done(new Approved(tranId, tranId.substring(26))));
        } else {
            assertThat(outcome).isNotInstanceOf(Declined.class);
        }
    }

    @Test
    void believesThatAMessageIsGoneOnlyAfterAWhile() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_072);
        assertThat(svgate.send(leg)).isInstanceOf(Unknown.class);

        assertThat(reverse(leg)).isInstanceOf(Reversal.Unclear.class);
        Mono.delay(Duration.ofMillis(80)).block();
        assertThat(reverse(leg)).isEqualTo(new Reversal.Reversed("-208"));
    }

    @Test
    void reversesByTranIdAndSaysSoAgain() {
        var leg = svgate.approved(svgate.debit(svgate.registered(Svgate.GOOD), 100_000));

        assertThat(reverse(leg)).isEqualTo(new Reversal.Reversed("ROK"));
        assertThat(reverse(leg)).isEqualTo(new Reversal.Reversed("-389"));
        assertThat(svgate.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    void givesMoneyToARegisteredCardAndToABareNumber() {
        var token = svgate.credit(svgate.registered(Svgate.GOOD), 50_000);
        var number = svgate.credit(svgate.unregistered("5614680000000006"), 60_000);

        assertThat(svgate.send(token)).isInstanceOf(Approved.class);
        assertThat(svgate.send(number)).isInstanceOf(Approved.class);
        assertThat(svgate.kindsUnder(number)).containsExactly("CREDIT");
        assertThat(svgate.send(svgate.credit(svgate.unregistered(Svgate.BLOCKED), 1_000)))
                .isEqualTo(new Declined(DeclineReason.CARD_BLOCKED, "-205"));
    }

    @Test
    void refundsInFullByReversal() {
        var paid = svgate.approved(svgate.debit(svgate.registered(Svgate.GOOD), 100_000));
        var refund = svgate.refund(paid, 100_000);
        assertThat(inquire(refund)).isEqualTo(new Finding.NotFound());

        assertThat(svgate.send(refund)).isInstanceOf(Approved.class);
        assertThat(svgate.send(refund)).isInstanceOf(Unknown.class);
        assertThat(inquire(refund)).isInstanceOf(Finding.Done.class);
        assertThat(svgate.kindsUnder(paid)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    void refundsInPartUnderItsOwnNameAndNeverMoreThanWasPaid() {
        var paid = svgate.approved(svgate.debit(svgate.registered(Svgate.GOOD), 100_000));
        var half = svgate.refund(paid, 50_000);

        assertThat(svgate.send(half)).isInstanceOf(Approved.class);
        assertThat(inquire(half)).isInstanceOf(Finding.Done.class);
        assertThat(svgate.send(svgate.refund(paid, 60_000)))
                .isEqualTo(new Declined(DeclineReason.AMOUNT_INVALID, "-381"));
        assertThat(reverse(half)).isInstanceOf(Reversal.Refused.class);
        assertThat(svgate.kindsUnder(half)).containsExactly("REFUND");
    }

    @Test
    void aRefundLostOnTheWayIsFoundInTheBooks() {
        var paid = svgate.approved(svgate.debit(svgate.registered(Svgate.GOOD), 100_000));
        var refund = svgate.refund(paid, 50_073);

        assertThat(svgate.send(refund)).isInstanceOf(Unknown.class);
        assertThat(inquire(refund)).isInstanceOf(Finding.Done.class);
    }

    private Reversal reverse(Leg leg) {
        return svgate.reverse(leg);
    }
}
