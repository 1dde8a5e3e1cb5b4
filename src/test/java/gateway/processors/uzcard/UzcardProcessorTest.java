package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** The rail against the sandbox's SVGate, and both against its books. */
class UzcardProcessorTest extends SvgateFixture {

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

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "DELAY",
                "SILENCE_NOT_DONE",
                "SILENCE_DONE",
                "LATE_ANSWER",
                "GARBLED_ANSWER",
                "RESET_NOT_DONE",
                "RESET_DONE",
                "WRONG_NAME"
            })
    void knowsNothingAfterAFaultAndTheBooksTell(Fault fault) {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000 + fault.magic());

        assertThat(svgate.send(leg)).isInstanceOf(Unknown.class);

        if (fault.done()) {
            assertThat(inquire(leg)).isInstanceOf(Finding.Done.class);
            assertThat(reverse(leg)).isEqualTo(new Reversal.Reversed("ROK"));
            assertThat(inquire(leg)).isEqualTo(new Finding.Undone());
            assertThat(svgate.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
        } else {
            assertThat(inquire(leg)).isEqualTo(new Finding.NotFound());
            assertThat(svgate.kindsUnder(leg)).isEmpty();
        }
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
            assertThat(inquireUntilClear(next)).isEqualTo(new Finding.Done(new Approved(tranId, tranId.substring(26))));
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
    void aMessageSentTwiceMovesMoneyOnceAndIsAQuestionForTheBooks() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000);
        var first = svgate.send(leg);

        assertThat(svgate.send(leg)).isEqualTo(new Unknown("code -207"));
        assertThat(inquire(leg)).isEqualTo(new Finding.Done((Approved) first));
        assertThat(svgate.kindsUnder(leg)).containsExactly("DEBIT");
    }

    @Test
    void reversesByTranIdAndSaysSoAgain() {
        var leg = svgate.approved(svgate.debit(svgate.registered(Svgate.GOOD), 100_000));

        assertThat(reverse(leg)).isEqualTo(new Reversal.Reversed("ROK"));
        assertThat(reverse(leg)).isEqualTo(new Reversal.Reversed("-389"));
        assertThat(svgate.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_DONE", "RESET_NOT_DONE", "DECLINE_FUNDS"})
    void aReversalThatIsNotAnsweredIsTriedAgain(Fault fault) {
        var leg = svgate.approved(svgate.debit(svgate.registered(Svgate.GOOD), 100_000));
        svgate.always(fault);

        assertThat(reverse(leg)).isInstanceOf(Reversal.Unclear.class);
        assertThat(inquire(leg)).isInstanceOf(Finding.Unclear.class);

        svgate.gate.faults().set(Plan.NONE);
        assertThat(reverse(leg)).isInstanceOf(Reversal.Reversed.class);
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

    @Test
    void nothingIsSentWithoutATokenOrACard() {
        var unknownToTheVault = svgate.debit(new gateway.shared.ids.CardId(java.util.UUID.randomUUID()), 1_000);

        assertThat(svgate.send(svgate.debit(svgate.unregistered(Svgate.GOOD), 1_000)))
                .isInstanceOf(NotSent.class);
        assertThat(svgate.send(unknownToTheVault)).isInstanceOf(NotSent.class);
    }

    @Test
    void nothingIsSentToAGateThatIsDown() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 1_000);
        svgate.gate.close();

        assertThat(svgate.send(leg)).isInstanceOfAny(NotSent.class, Unknown.class);
        assertThat(svgate.send(svgate.debit(leg.request().card(), 2_000))).isInstanceOf(NotSent.class);
    }

    @Test
    void underASeededPlanOutcomesNeverContradictTheBooks() {
        var card = svgate.registered(Svgate.GOOD);
        svgate.gate
                .faults()
                .set(new Plan(
                        7,
                        Map.of(
                                Fault.RESET_DONE,
                                0.1,
                                Fault.RESET_NOT_DONE,
                                0.1,
                                Fault.GARBLED_ANSWER,
                                0.1,
                                Fault.DUPLICATE_ANSWER,
                                0.1,
                                Fault.CONFLICTING_ANSWER,
                                0.1,
                                Fault.DECLINE_FUNDS,
                                0.1),
                        Map.of()));
        var legs = Stream.generate(() -> svgate.debit(card, 100_000)).limit(300).toList();

        var outcomes = Svgate.now(
                Flux.fromIterable(legs).flatMapSequential(svgate.rail::send, 16).collectList());

        for (int i = 0; i < legs.size(); i++) {
            assertThat(agrees(outcomes.get(i), svgate.kindsUnder(legs.get(i))))
                    .as("%s", outcomes.get(i))
                    .isTrue();
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(Approved.class).hasAtLeastOneElementOfType(Unknown.class);
    }

    private static boolean agrees(Outcome outcome, List<String> kinds) {
        return switch (outcome) {
            case Approved _ -> kinds.equals(List.of("DEBIT"));
            case Declined _ -> kinds.equals(List.of("DECLINE"));
            case NotSent _ -> kinds.isEmpty();
            case Outcome.Waiting _ -> false;
            case Unknown _ -> kinds.isEmpty() || kinds.equals(List.of("DEBIT"));
        };
    }

    private Finding inquireUntilClear(Leg leg) {
        return Svgate.now(svgate.rail
                .inquire(leg)
                .filter(finding -> !(finding instanceof Finding.Unclear))
                .repeatWhenEmpty(20, tries -> tries.delayElements(Duration.ofMillis(50))));
    }

    private Reversal reverse(Leg leg) {
        return Svgate.now(svgate.rail.reverse(leg, 1));
    }
}
