package gateway.processors.uzum;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** The rail against the sandbox's Uzum, and both against its books. */
class UzumProcessorTest {

    @TempDir
    private Path folder;

    private UzumRig uzum;

    @BeforeEach
    void start() {
        uzum = new UzumRig(folder);
    }

    @AfterEach
    void stop() {
        uzum.close();
    }

    @Test
    void takesMoneyByAShownCode() {
        var leg = uzum.debit(100_000);

        var outcome = uzum.send(leg);

        assertThat(outcome).isEqualTo(new Approved(leg.identity().value(), null));
        assertThat(uzum.kindsUnder(leg)).containsExactly("DEBIT");
        assertThat(uzum.inquire(leg)).isEqualTo(new Finding.Done((Approved) outcome));
    }

    @Test
    void aCodeIsGoodOnce() {
        var code = uzum.code();
        assertThat(uzum.send(uzum.debit(code, 100_000))).isInstanceOf(Approved.class);

        assertThat(uzum.send(uzum.debit(code, 100_000)))
                .isEqualTo(new Declined(DeclineReason.DO_NOT_HONOUR, "400 qr.duplicated"));
    }

    @ParameterizedTest
    @CsvSource({"400, DO_NOT_HONOUR, 400 insufficient.funds", "416, CARD_RESTRICTED, 416 safe.mode"})
    void saysWhyACodeDoesNotPay(String prefix, DeclineReason reason, String code) {
        var leg = uzum.debit(prefix + "0".repeat(37), 100_000);

        assertThat(uzum.send(leg)).isEqualTo(new Declined(reason, code));
        assertThat(uzum.kindsUnder(leg)).isEmpty();
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
    void knowsNothingAfterAFaultAndTheStatusTells(Fault fault) {
        var leg = uzum.debit(100_000 + fault.magic());

        assertThat(uzum.send(leg)).isInstanceOf(Unknown.class);

        if (fault.done()) {
            assertThat(uzum.inquire(leg)).isInstanceOf(Finding.Done.class);
            assertThat(uzum.reverse(leg)).isEqualTo(new Reversal.Reversed("REVERSED"));
            assertThat(uzum.inquire(leg)).isEqualTo(new Finding.Undone());
            assertThat(uzum.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
        } else {
            assertThat(uzum.inquire(leg)).isEqualTo(new Finding.NotFound());
            assertThat(UzumRig.now(uzum.doubting.inquire(leg)))
                    .isEqualTo(new Finding.Unclear("404 operation.not.found"));
            assertThat(uzum.kindsUnder(leg)).isEmpty();
        }
    }

    @Test
    void aMessageSentTwiceMovesMoneyOnceAndIsAQuestionForTheStatus() {
        var leg = uzum.debit(100_000);
        var first = uzum.send(leg);

        assertThat(uzum.send(leg)).isEqualTo(new Unknown("400 transaction.duplicated"));
        assertThat(uzum.inquire(leg)).isEqualTo(new Finding.Done((Approved) first));
        assertThat(uzum.kindsUnder(leg)).containsExactly("DEBIT");
    }

    @Test
    void givesAllOfAPaymentBackAndNothingLess() {
        var paid = uzum.approved(uzum.debit(100_000));
        var half = uzum.refund(paid, 50_000);
        var whole = uzum.refund(paid, 100_000);
        assertThat(uzum.inquire(whole)).isEqualTo(new Finding.NotFound());

        assertThat(uzum.send(half)).isEqualTo(new Declined(DeclineReason.AMOUNT_INVALID, "whole payments only"));
        assertThat(uzum.send(whole)).isInstanceOf(Approved.class);
        assertThat(uzum.send(whole)).isInstanceOf(Unknown.class);
        assertThat(uzum.inquire(whole)).isInstanceOf(Finding.Done.class);
        assertThat(uzum.reverse(whole)).isInstanceOf(Reversal.Refused.class);
        assertThat(uzum.kindsUnder(paid)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_DONE", "RESET_NOT_DONE", "DECLINE_FUNDS"})
    void aReversalThatIsNotAnsweredIsTriedAgain(Fault fault) {
        var leg = uzum.approved(uzum.debit(100_000));
        uzum.always(fault);

        assertThat(uzum.reverse(leg)).isInstanceOf(Reversal.Unclear.class);
        assertThat(uzum.inquire(leg)).isInstanceOf(Finding.Unclear.class);

        uzum.never();
        assertThat(uzum.reverse(leg)).isInstanceOf(Reversal.Reversed.class);
        assertThat(uzum.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    void nothingIsSentWithoutACodeAndNobodyIsPaid() {
        assertThat(uzum.send(uzum.debit("", 1_000))).isInstanceOf(NotSent.class);
        assertThat(uzum.send(uzum.leg(Kind.CREDIT, new Purse.ByCode(uzum.code()), 1_000, null)))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void underASeededPlanOutcomesNeverContradictTheBooks() {
        uzum.host
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
                                Fault.DECLINE_FUNDS,
                                0.1),
                        Map.of()));
        var legs = Stream.generate(() -> uzum.debit(100_000)).limit(200).toList();

        var outcomes = UzumRig.now(
                Flux.fromIterable(legs).flatMapSequential(uzum.rail::send, 16).collectList());

        for (int i = 0; i < legs.size(); i++) {
            assertThat(agrees(outcomes.get(i), uzum.kindsUnder(legs.get(i))))
                    .as("%s", outcomes.get(i))
                    .isTrue();
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(Approved.class).hasAtLeastOneElementOfType(Unknown.class);
    }

    private static boolean agrees(Outcome outcome, List<String> kinds) {
        return switch (outcome) {
            case Approved _ -> kinds.equals(List.of("DEBIT"));
            case Declined _, NotSent _ -> kinds.isEmpty();
            case Outcome.Waiting _ -> false;
            case Unknown _ -> kinds.isEmpty() || kinds.equals(List.of("DEBIT"));
        };
    }
}
