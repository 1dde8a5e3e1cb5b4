package gateway.processors.payme;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest.Kind;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** The rail against the sandbox's Payme, and both against its books. */
class PaymeProcessorTest extends PaymeFixture {

    @Test
    void takesMoneyFromACardThatPaymeKeeps() {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 100_000);

        assertThat(leg.identity().value()).matches("[0-9a-f]{24}");
        assertThat(payme.send(leg)).isEqualTo(new Approved(leg.identity().value(), null));
        assertThat(payme.kindsUnder(leg)).containsExactly("DEBIT");
        assertThat(payme.inquire(leg))
                .isEqualTo(new Finding.Done(new Approved(leg.identity().value(), null)));
    }

    @ParameterizedTest
    @CsvSource({"100051, DO_NOT_HONOUR, -31630", "100059, DO_NOT_HONOUR, -31008"})
    void aNoCountsOnceNobodyCanPayTheReceipt(long minor, DeclineReason reason, String code) {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), minor);

        assertThat(payme.send(leg)).isEqualTo(new Declined(reason, code));
        assertThat(payme.kindsUnder(leg)).containsExactly("CLOSED");
        assertThat(payme.send(leg)).isEqualTo(new Declined(DeclineReason.RAIL_FAILURE, "-31403"));
    }

    @Test
    void aNoWhoseReceiptStaysOpenIsNotBelieved() {
        var leg = payme.debit(payme.kept(PaymeRig.POOR), 100_000);
        payme.always(Fault.RESET_NOT_DONE);

        assertThat(payme.send(leg)).isEqualTo(new Unknown("code -31630"));

        payme.never();
        assertThat(payme.inquire(leg)).isEqualTo(new Finding.Undone());
        assertThat(payme.kindsUnder(leg)).containsExactly("CLOSED");
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
    void knowsNothingAfterAFaultAndTheReceiptTells(Fault fault) {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 100_000 + fault.magic());

        assertThat(payme.send(leg)).isInstanceOf(Unknown.class);

        if (fault.done()) {
            assertThat(payme.inquire(leg)).isInstanceOf(Finding.Done.class);
            assertThat(payme.reverse(leg)).isEqualTo(new Reversal.Reversed("50"));
            assertThat(payme.inquire(leg)).isEqualTo(new Finding.Undone());
            assertThat(payme.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
        } else {
            assertThat(payme.inquire(leg)).isEqualTo(new Finding.Undone());
            assertThat(payme.kindsUnder(leg)).containsExactly("CLOSED");
        }
    }

    @Test
    void whatWasNotPaidWhenWeLookedIsNeverPaidAfterwards() {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 100_000);

        assertThat(payme.inquire(leg)).isEqualTo(new Finding.Undone());

        assertThat(payme.send(leg)).isEqualTo(new Declined(DeclineReason.RAIL_FAILURE, "-31403"));
        assertThat(payme.kindsUnder(leg)).containsExactly("CLOSED");
    }

    @Test
    void aMessageSentTwiceMovesMoneyOnceAndIsAQuestionForTheReceipt() {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 100_000);
        var first = payme.send(leg);

        assertThat(payme.send(leg)).isEqualTo(new Unknown("code -31402"));
        assertThat(payme.inquire(leg)).isEqualTo(new Finding.Done((Approved) first));
        assertThat(payme.kindsUnder(leg)).containsExactly("DEBIT");
    }

    @Test
    void givesAllOfAPaymentBackAndNothingLess() {
        var paid = payme.approved(payme.debit(payme.kept(PaymeRig.GOOD), 100_000));
        var half = payme.refund(paid, 50_000);
        var whole = payme.refund(paid, 100_000);
        assertThat(payme.inquire(whole)).isEqualTo(new Finding.NotFound());

        assertThat(payme.send(half)).isEqualTo(new Declined(DeclineReason.AMOUNT_INVALID, "whole receipts only"));
        // Payme queues it first; the receipt tells when it is done.
        assertThat(payme.send(whole)).isInstanceOf(Approved.class);
        assertThat(payme.inquire(whole))
                .isEqualTo(new Finding.Done(new Approved(paid.identity().value(), null)));
        assertThat(payme.reverse(whole)).isInstanceOf(Reversal.Refused.class);
        assertThat(payme.kindsUnder(paid)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_DONE", "RESET_NOT_DONE", "DECLINE_FUNDS"})
    void aReversalThatIsNotAnsweredIsTriedAgain(Fault fault) {
        var leg = payme.approved(payme.debit(payme.kept(PaymeRig.GOOD), 100_000));
        payme.always(fault);

        assertThat(payme.reverse(leg)).isInstanceOf(Reversal.Unclear.class);
        assertThat(payme.inquire(leg)).isInstanceOf(Finding.Unclear.class);

        payme.never();
        assertThat(payme.reverse(leg)).isInstanceOf(Reversal.Reversed.class);
        assertThat(payme.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_NOT_DONE", "DECLINE_FUNDS"})
    void withoutAReceiptNothingIsSent(Fault fault) {
        var card = payme.kept(PaymeRig.GOOD);
        payme.always(fault);

        var leg = payme.debit(card, 100_000);

        assertThat(leg.identity().value()).startsWith("unnamed-");
        assertThat(payme.send(leg)).isInstanceOf(NotSent.class);
        assertThat(payme.inquire(leg)).isInstanceOf(Finding.Refused.class);
        assertThat(payme.reverse(leg)).isInstanceOf(Reversal.Reversed.class);
    }

    @Test
    void nothingIsSentWithoutATokenOrACardAndNobodyIsPaid() {
        var stranger = new gateway.shared.ids.CardId(java.util.UUID.randomUUID());
        var card = payme.kept(PaymeRig.GOOD);

        assertThat(payme.send(payme.debit(payme.keep(PaymeRig.GOOD, null), 1_000)))
                .isInstanceOf(NotSent.class);
        assertThat(payme.send(payme.debit(stranger, 1_000))).isInstanceOf(NotSent.class);
        assertThat(payme.send(payme.named(PaymeRig.request(Kind.CREDIT, card, 1_000, null))))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void aTokenWithoutItsCodePaysNothing() {
        var sent = (gateway.cards.CardRegistrar.Registration.CodeSent)
                PaymeRig.now(payme.registrar.begin(PaymeRig.pan(PaymeRig.GOOD), PaymeRig.EXPIRY));
        var leg = payme.debit(payme.keep(PaymeRig.GOOD, sent.reference()), 1_000);

        assertThat(payme.send(leg)).isEqualTo(new Declined(DeclineReason.CARD_NOT_FOUND, "-31400"));
    }

    @Test
    void nothingIsSentToAPaymeThatIsDown() {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 1_000);
        payme.host.close();

        assertThat(payme.send(leg)).isInstanceOfAny(NotSent.class, Unknown.class);
        assertThat(payme.send(leg)).isInstanceOf(NotSent.class);
    }

    @Test
    void underASeededPlanOutcomesNeverContradictTheBooks() {
        var card = payme.kept(PaymeRig.GOOD);
        payme.host
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
        var legs = Stream.generate(() -> payme.debit(card, 100_000)).limit(200).toList();

        var outcomes = PaymeRig.now(
                Flux.fromIterable(legs).flatMapSequential(payme.rail::send, 16).collectList());
        var before = legs.stream().map(payme::kindsUnder).toList();
        payme.never();
        for (int i = 0; i < legs.size(); i++) {
            assertThat(agrees(outcomes.get(i), before.get(i), legs.get(i)))
                    .as("%s", outcomes.get(i))
                    .isTrue();
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(Approved.class).hasAtLeastOneElementOfType(Unknown.class);
    }

    private boolean agrees(gateway.processors.Outcome outcome, List<String> kinds, Leg leg) {
        return switch (outcome) {
            case Approved _ -> kinds.equals(List.of("DEBIT"));
            case Declined _ -> kinds.equals(List.of("CLOSED"));
            case NotSent _ -> kinds.isEmpty();
            case Outcome.Waiting _ -> false;
            case Unknown _ ->
                switch (payme.inquireUntilClear(leg)) {
                    case Finding.Done _ -> payme.kindsUnder(leg).equals(List.of("DEBIT"));
                    case Finding.Undone _ ->
                        !payme.kindsUnder(leg).contains("DEBIT")
                                || payme.kindsUnder(leg).contains("REVERSAL");
                    default -> false;
                };
        };
    }
}
