package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest.Kind;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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

/** The rail against the sandbox's Click, and both against its books. */
class ClickProcessorTest extends ClickFixture {

    @Test
    void takesMoneyFromACardThatClickKeeps() {
        var leg = click.debit(click.kept(ClickRig.GOOD), 100_050);

        var outcome = click.send(leg);

        assertThat(outcome).isInstanceOf(Approved.class);
        assertThat(leg.identity().value()).matches("[0-9]{8}-" + leg.request().id());
        assertThat(click.kindsUnder(leg)).containsExactly("DEBIT");
        assertThat(click.inquire(leg)).isEqualTo(new Finding.Done((Approved) outcome));
        // Click counts in so'm: no tiyin is lost on the way.
        assertThat(click.host
                        .books()
                        .orElseThrow()
                        .under(leg.identity().value())
                        .getFirst()
                        .amount())
                .isEqualTo(100_050);
    }

    @ParameterizedTest
    @CsvSource({"100051, -1", "100059, -9"})
    void aNoCountsOnceTheBooksAgree(long minor, String code) {
        var leg = click.debit(click.kept(ClickRig.GOOD), minor);

        assertThat(click.send(leg)).isEqualTo(new Declined(DeclineReason.DO_NOT_HONOUR, code));
        assertThat(click.kindsUnder(leg)).doesNotContain("DEBIT");
    }

    @Test
    void aNoIsNotBelievedWhileTheBooksAreSilent() {
        var leg = click.debit(click.kept(ClickRig.GOOD), 100_059);
        click.always(Fault.RESET_NOT_DONE);

        assertThat(click.send(leg)).isEqualTo(new Unknown("code -9"));
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
        var leg = click.debit(click.kept(ClickRig.GOOD), 100_000 + fault.magic());

        assertThat(click.send(leg)).isInstanceOf(Unknown.class);

        if (fault.done()) {
            assertThat(click.inquire(leg)).isInstanceOf(Finding.Done.class);
            assertThat(click.reverse(leg)).isEqualTo(new Reversal.Reversed("0"));
            assertThat(click.inquire(leg)).isInstanceOf(Finding.Refused.class);
            assertThat(click.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
        } else {
            assertThat(click.inquire(leg)).isEqualTo(new Finding.NotFound());
            assertThat(click.kindsUnder(leg)).isEmpty();
        }
    }

    @Test
    void aPaymentThatWasNamedBeforeMidnightIsFoundOnTheNextDay() {
        var request = ClickRig.request(Kind.DEBIT, click.kept(ClickRig.GOOD), 100_000, null);
        var yesterday = LocalDate.now(ZoneId.of("Asia/Tashkent")).minusDays(1);
        var name = DateTimeFormatter.BASIC_ISO_DATE.format(yesterday) + "-" + request.id();
        var leg = new Leg(request, new MessageIdentity(name), null);

        var outcome = click.send(leg);

        assertThat(click.inquire(leg)).isEqualTo(new Finding.Done((Approved) outcome));
    }

    @Test
    void aMessageSentTwiceMovesMoneyOnce() {
        var leg = click.debit(click.kept(ClickRig.GOOD), 100_000);
        var first = click.send(leg);

        assertThat(click.send(leg)).isEqualTo(first);
        assertThat(click.kindsUnder(leg)).containsExactly("DEBIT");
    }

    @Test
    void givesAllOfAPaymentBackAndNothingLess() {
        var paid = click.approved(click.debit(click.kept(ClickRig.GOOD), 100_000));
        var half = click.refund(paid, 50_000);
        var whole = click.refund(paid, 100_000);
        assertThat(click.inquire(whole)).isEqualTo(new Finding.NotFound());

        assertThat(click.send(half)).isEqualTo(new Declined(DeclineReason.AMOUNT_INVALID, "whole payments only"));
        assertThat(click.send(whole)).isInstanceOf(Approved.class);
        assertThat(click.send(whole)).isInstanceOf(Unknown.class);
        assertThat(click.inquire(whole)).isInstanceOf(Finding.Done.class);
        assertThat(click.reverse(whole)).isInstanceOf(Reversal.Refused.class);
        assertThat(click.kindsUnder(paid)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_DONE", "RESET_NOT_DONE", "DECLINE_FUNDS"})
    void aReversalThatIsNotAnsweredIsTriedAgain(Fault fault) {
        var leg = click.approved(click.debit(click.kept(ClickRig.GOOD), 100_000));
        click.always(fault);

        assertThat(click.reverse(leg)).isInstanceOf(Reversal.Unclear.class);
        assertThat(click.inquire(leg)).isInstanceOf(Finding.Unclear.class);

        click.never();
        assertThat(click.reverse(leg)).isInstanceOf(Reversal.Reversed.class);
        assertThat(click.kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    void nothingIsSentWithoutATokenOrACardAndNobodyIsPaid() {
        var stranger = new gateway.shared.ids.CardId(java.util.UUID.randomUUID());
        var card = click.kept(ClickRig.GOOD);

        assertThat(click.send(click.debit(click.keep(ClickRig.GOOD, null), 1_000)))
                .isInstanceOf(NotSent.class);
        assertThat(click.send(click.debit(stranger, 1_000))).isInstanceOf(NotSent.class);
        assertThat(click.send(click.named(ClickRig.request(Kind.CREDIT, card, 1_000, null))))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void nothingIsSentToAClickThatIsDown() {
        var leg = click.debit(click.kept(ClickRig.GOOD), 1_000);
        click.host.close();

        assertThat(click.send(leg)).isInstanceOfAny(NotSent.class, Unknown.class);
        assertThat(click.send(leg)).isInstanceOf(NotSent.class);
    }

    @Test
    void underASeededPlanOutcomesNeverContradictTheBooks() {
        var card = click.kept(ClickRig.GOOD);
        click.host
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
                                Fault.DECLINE_FRAUD,
                                0.1,
                                Fault.DECLINE_FUNDS,
                                0.1),
                        Map.of()));
        var legs = Stream.generate(() -> click.debit(card, 100_000)).limit(200).toList();

        var outcomes = ClickRig.now(
                Flux.fromIterable(legs).flatMapSequential(click.rail::send, 16).collectList());

        for (int i = 0; i < legs.size(); i++) {
            assertThat(agrees(outcomes.get(i), click.kindsUnder(legs.get(i))))
                    .as("%s", outcomes.get(i))
                    .isTrue();
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(Approved.class).hasAtLeastOneElementOfType(Unknown.class);
    }

    private static boolean agrees(Outcome outcome, List<String> kinds) {
        return switch (outcome) {
            case Approved _ -> kinds.equals(List.of("DEBIT"));
            case Declined _, NotSent _ -> !kinds.contains("DEBIT");
            case Outcome.Waiting _ -> false;
            case Unknown _ -> kinds.isEmpty() || kinds.equals(List.of("DEBIT"));
        };
    }
}
