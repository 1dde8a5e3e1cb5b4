package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** What every rail over HTTP owes: after whatever the other side did it knows no more than the books will bear out. */
public interface RailContract {

    /** A fresh one for each test. */
    RailRig<?> rig();

    /** How the rail says that a debit is undone. */
    String reversed();

    /** What it says of a debit that was undone. */
    default boolean isUndone(Finding finding) {
        return finding.equals(new Finding.Undone());
    }

    /** What it says of a debit that never came. */
    default Finding neverCame() {
        return new Finding.NotFound();
    }

    /** What its books have of that one then. */
    default List<String> nothing() {
        return List.of();
    }

    /** The outcome of a message that was sent before. */
    Outcome again(Outcome first);

    /** Whether this is what the books have of a debit that was declined. */
    boolean isDeclined(List<String> kinds);

    /** Whether the books may have this of a debit whose outcome is unknown. */
    default boolean mayBe(Leg leg, List<String> kinds) {
        return kinds.isEmpty() || kinds.equals(List.of("DEBIT"));
    }

    /** What its other side can do wrong beside the usual. */
    List<Fault> ownFaults();

    /** Legs that lack something which the rail needs, or that it does not do. */
    List<Leg> hopeless();

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
    default void knowsNothingAfterAFaultAndTheBooksTell(Fault fault) {
        var leg = rig().debit(100_000 + fault.magic());

        assertThat(rig().send(leg)).isInstanceOf(Unknown.class);

        if (fault.done()) {
            assertThat(rig().inquire(leg)).isInstanceOf(Finding.Done.class);
            assertThat(rig().reverse(leg)).isEqualTo(new Reversal.Reversed(reversed()));
            assertThat(rig().inquire(leg)).matches(this::isUndone);
            assertThat(rig().kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
        } else {
            assertThat(rig().inquire(leg)).isEqualTo(neverCame());
            assertThat(rig().kindsUnder(leg)).isEqualTo(nothing());
        }
    }

    @Test
    default void aMessageSentTwiceMovesMoneyOnce() {
        var leg = rig().debit(100_000);
        var first = rig().send(leg);

        assertThat(rig().send(leg)).isEqualTo(again(first));
        assertThat(rig().inquire(leg)).isEqualTo(new Finding.Done((Approved) first));
        assertThat(rig().kindsUnder(leg)).containsExactly("DEBIT");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_DONE", "RESET_NOT_DONE", "DECLINE_FUNDS"})
    default void aReversalThatIsNotAnsweredIsTriedAgain(Fault fault) {
        var leg = rig().approved(rig().debit(100_000));
        rig().always(fault);

        assertThat(rig().reverse(leg)).isInstanceOf(Reversal.Unclear.class);
        assertThat(rig().inquire(leg)).isInstanceOf(Finding.Unclear.class);

        rig().never();
        assertThat(rig().reverse(leg)).isInstanceOf(Reversal.Reversed.class);
        assertThat(rig().kindsUnder(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    default void nothingHopelessIsSent() {
        assertThat(hopeless())
                .isNotEmpty()
                .allSatisfy(leg -> assertThat(rig().send(leg)).isInstanceOf(NotSent.class));
    }

    @Test
    default void nothingIsSentToARailThatIsDown() {
        var leg = rig().debit(1_000);
        rig().host().close();

        assertThat(rig().send(leg)).isInstanceOfAny(NotSent.class, Unknown.class);
        assertThat(rig().send(leg)).isInstanceOf(NotSent.class);
    }

    @Test
    default void underASeededPlanOutcomesNeverContradictTheBooks() {
        var legs = Stream.generate(() -> rig().debit(100_000)).limit(300).toList();
        var rates = new HashMap<Fault, Double>();
        var usual = Stream.of(
                Fault.RESET_DONE,
                Fault.RESET_NOT_DONE,
                Fault.GARBLED_ANSWER,
                Fault.DUPLICATE_ANSWER,
                Fault.DECLINE_FUNDS);
        Stream.concat(usual, ownFaults().stream()).forEach(fault -> rates.put(fault, 0.1));
        rig().host().faults().set(new Plan(7, rates, Map.of()));

        var outcomes = RailRig.now(Flux.fromIterable(legs)
                .flatMapSequential(rig().rail()::send, 16)
                .collectList());

        var kinds = legs.stream().map(rig()::kindsUnder).toList();
        rig().never();
        for (int i = 0; i < legs.size(); i++) {
            assertThat(agrees(outcomes.get(i), legs.get(i), kinds.get(i)))
                    .as("%s and %s", outcomes.get(i), kinds.get(i))
                    .isTrue();
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(Approved.class).hasAtLeastOneElementOfType(Unknown.class);
    }

    private boolean agrees(Outcome outcome, Leg leg, List<String> kinds) {
        return switch (outcome) {
            case Approved _ -> kinds.equals(List.of("DEBIT"));
            case NotSent _ -> kinds.isEmpty();
            case Outcome.Waiting _ -> false;
            case Unknown _ -> mayBe(leg, kinds);
            default -> isDeclined(kinds);
        };
    }
}
