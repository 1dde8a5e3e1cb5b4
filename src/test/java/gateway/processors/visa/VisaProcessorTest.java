package gateway.processors.visa;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;

/** What becomes of money when everything that can happen on the wire happens. */
class VisaProcessorTest {

    private VisaRig visa;

    @BeforeEach
    void start(@TempDir Path folder) {
        visa = VisaRig.started(folder);
    }

    @AfterEach
    void close() {
        visa.close();
    }

    @ParameterizedTest
    @EnumSource
    void movesMoney(Kind kind) {
        var leg = visa.leg(kind, 1_500_00, VisaRig.GOOD);

        var outcome = visa.send(leg);

        var identity = VisaIdentity.parse(leg.identity());
        assertThat(outcome).isEqualTo(new Outcome.Approved(identity.reference(), identity.trace()));
        assertThat(visa.entries(leg)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(kind.name());
            assertThat(entry.amount()).isEqualTo(1_500_00);
            assertThat(entry.currency()).isEqualTo("UZS");
            assertThat(entry.card()).isEqualTo("411111******1111");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000051, DO_NOT_HONOUR,      05",
        "4000000000000143, CARD_NOT_FOUND,     14",
        "4000000000000416, CARD_LOST_OR_STOLEN, 41",
        "4000000000000515, INSUFFICIENT_FUNDS, 51",
        "4000000000000549, CARD_EXPIRED,       54",
        "4000000000000598, SUSPECTED_FRAUD,    59",
        "4000000000000614, LIMIT_EXCEEDED,     61",
        "4000000000000622, CARD_RESTRICTED,    62",
        "4000000000000911, ISSUER_UNAVAILABLE, 91",
        "4000000000000960, RAIL_FAILURE,       96"
    })
    void saysWhyTheIssuerDeclined(String pan, DeclineReason reason, String code) {
        var leg = visa.leg(Kind.DEBIT, 1000, pan);

        assertThat(visa.send(leg)).isEqualTo(new Outcome.Declined(reason, code));
        assertThat(visa.booked(leg)).containsExactly("DECLINE");
    }

    @ParameterizedTest
    @CsvSource({"4000000000000101, approved in part", "4000000000000994, unknown response code"})
    void takesNoOtherCodeForAnApproval(String pan, String why) {
        var leg = visa.leg(Kind.DEBIT, 1000, pan);

        assertThat(visa.send(leg)).isEqualTo(new Outcome.Unknown(why));
        assertThat(visa.reverse(leg, 1)).isEqualTo(new Reversal.Reversed("00"));
        assertThat(visa.booked(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_DONE", "LATE_ANSWER", "WRONG_NAME"})
    void undoesWhatHappenedInSilence(Fault fault) {
        var leg = visa.debit(1000_00 + fault.magic());

        assertThat(visa.send(leg)).isInstanceOf(Outcome.Unknown.class);
        visa.awaitSignedOn(2);

        assertThat(visa.reverse(leg, 1)).isEqualTo(new Reversal.Reversed("00"));
        assertThat(visa.booked(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENCE_NOT_DONE", "RESET_NOT_DONE"})
    void undoesWhatNeverHappened(Fault fault) {
        var leg = visa.debit(1000_00 + fault.magic());

        assertThat(visa.send(leg)).isInstanceOf(Outcome.Unknown.class);
        visa.awaitSignedOn(2);

        assertThat(visa.reverse(leg, 1)).isEqualTo(new Reversal.Reversed("25"));
        assertThat(visa.entries(leg))
                .singleElement()
                .satisfies(entry -> assertThat(entry.amount()).isZero());
    }

    @Test
    void anOriginalThatArrivesAfterItsReversalMovesNothing() {
        var leg = visa.debit(1000_00);

        assertThat(visa.reverse(leg, 1)).isEqualTo(new Reversal.Reversed("25"));

        assertThat(visa.send(leg)).isEqualTo(new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "79"));
        assertThat(visa.booked(leg)).containsExactly("REVERSAL", "DECLINE");
    }

    @Test
    void reversesOnceHoweverOftenItIsAsked() {
        var leg = visa.debit(1000_00);
        visa.send(leg);

        var reversals = List.of(visa.reverse(leg, 1), visa.reverse(leg, 2), visa.reverse(leg, 3));

        assertThat(reversals)
                .containsExactly(new Reversal.Reversed("00"), new Reversal.Reversed("79"), new Reversal.Reversed("79"));
        assertThat(visa.booked(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    /** The host books what it is told, and not what it remembers. */
    @Test
    void reversesNothingButWhatWasMoved() {
        var leg = visa.debit(1000_00);
        visa.send(leg);
        var it = leg.request();
        var less = new LegRequest(it.id(), it.kind(), new Money(999_99, Asset.UZS), it.purse(), it.payee(), null);

        assertThat(visa.reverse(new Leg(less, leg.identity(), null), 1)).isNotInstanceOf(Reversal.Reversed.class);

        assertThat(visa.booked(leg)).containsExactly("DEBIT");
        assertThat(visa.reverse(leg, 2)).isEqualTo(new Reversal.Reversed("00"));
    }

    @ParameterizedTest
    @CsvSource({"1, 0400", "2, 0420", "3, 0421", "9, 0421"})
    void marksLaterAttemptsAsAdviceAndRepeat(int attempt, String type) {
        var leg = visa.debit(1000_00);
        visa.send(leg);

        assertThat(visa.reverse(leg, attempt)).isEqualTo(new Reversal.Reversed("00"));

        assertThat(visa.entries(leg).getLast().facts()).containsEntry("type", type);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SILENCE_DONE",
                "SILENCE_NOT_DONE",
                "GARBLED_ANSWER",
                "RESET_DONE",
                "RESET_NOT_DONE",
                "DECLINE_FUNDS"
            })
    void asksAgainWhenTheReversalIsNotAnswered(Fault fault) {
        var leg = visa.debit(1000_00);
        visa.send(leg);
        visa.host.faults().set(new FaultPlan.Plan(1, Map.of(), Map.of(fault, 1.0)));

        assertThat(visa.reverse(leg, 1)).isInstanceOf(Reversal.Unclear.class);
        visa.host.faults().set(FaultPlan.Plan.NONE);
        visa.awaitSignedOn(2);

        assertThat(visa.reverse(leg, 2)).isInstanceOf(Reversal.Reversed.class);
        assertThat(visa.booked(leg)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    void repeatingARequestMovesMoneyOnce() {
        var leg = visa.debit(1000_00);

        assertThat(visa.send(leg)).isEqualTo(visa.send(leg));
        assertThat(visa.booked(leg)).containsExactly("DEBIT");
    }

    @Test
    void anotherRequestUnderTheSameNameIsADuplicate() {
        var leg = visa.debit(1000_00);
        visa.send(leg);
        var other = new Leg(visa.debit(2000_00).request(), leg.identity(), null);

        assertThat(visa.send(other)).isEqualTo(new Outcome.Declined(DeclineReason.DUPLICATE, "94"));
        assertThat(visa.booked(leg)).containsExactly("DEBIT");
    }

    @Test
    void countsASecondAnswerAndDeliversOne() {
        var leg = visa.debit(1000_00 + Fault.DUPLICATE_ANSWER.magic());

        assertThat(visa.send(leg)).isInstanceOf(Outcome.Approved.class);
        visa.await(() -> visa.strays(Exchanges.Stray.DUPLICATE) == 1);
        assertThat(visa.booked(leg)).containsExactly("DEBIT");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -100})
    void sendsNothingWithoutAPositiveAmount(long minor) {
        assertThat(visa.send(visa.debit(minor))).isInstanceOf(Outcome.NotSent.class);
        assertThat(visa.host.books().orElseThrow().all()).isEmpty();
    }

    @Test
    void sendsNothingThatDoesNotFit() {
        assertThat(visa.send(visa.debit(1_000_000_000_000L))).isInstanceOf(Outcome.NotSent.class);
        assertThat(visa.host.books().orElseThrow().all()).isEmpty();
    }

    @Test
    void matchesEveryAnswerOfManyAtOnce() {
        var legs = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> visa.debit(i * 100L))
                .toList();

        var outcomes = sendAll(legs, 200);

        for (int i = 0; i < legs.size(); i++) {
            var identity = VisaIdentity.parse(legs.get(i).identity());
            assertThat(outcomes.get(i)).isEqualTo(new Outcome.Approved(identity.reference(), identity.trace()));
            assertThat(visa.entries(legs.get(i)).getFirst().amount()).isEqualTo((i + 1) * 100L);
        }
        assertThat(visa.host.connected()).isEqualTo(2);
        assertThat(new HashSet<>(legs)).hasSize(200);
    }

    @Test
    void staysHonestUnderEveryFaultAtOnce() {
        var rates = Map.of(
                Fault.SILENCE_DONE,
                0.04,
                Fault.SILENCE_NOT_DONE,
                0.04,
                Fault.GARBLED_ANSWER,
                0.1,
                Fault.DUPLICATE_ANSWER,
                0.1,
                Fault.CONFLICTING_ANSWER,
                0.1,
                Fault.OVERTAKEN_ANSWER,
                0.1,
                Fault.RESET_DONE,
                0.02,
                Fault.RESET_NOT_DONE,
                0.02);
        visa.host.faults().set(new FaultPlan.Plan(7, rates, Map.of()));
        var legs =
                IntStream.rangeClosed(1, 400).mapToObj(_ -> visa.debit(100_00)).toList();

        var outcomes = sendAll(legs, 40);

        for (int i = 0; i < legs.size(); i++) {
            var booked = visa.booked(legs.get(i));
            switch (outcomes.get(i)) {
                case Outcome.Approved _ -> assertThat(booked).containsExactly("DEBIT");
                case Outcome.Declined _ -> assertThat(booked).containsExactly("DECLINE");
                case Outcome.NotSent _ -> assertThat(booked).isEmpty();
                case Outcome.Waiting _ -> throw new AssertionError("Nobody is waited for");
                case Outcome.Unknown _ -> assertThat(booked.size()).isLessThanOrEqualTo(1);
            }
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.Unknown.class);
        assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.Approved.class);
    }

    private List<Outcome> sendAll(List<Leg> legs, int together) {
        return VisaRig.get(Flux.fromIterable(legs)
                .flatMapSequential(leg -> visa.processor.send(leg), together)
                .collectList());
    }

    @Test
    void anUnknownCardIsNotSent() {
        var leg = visa.debit(100);
        var request = leg.request();
        var elsewhere = new gateway.processors.LegRequest(
                request.id(), request.kind(), request.amount(), new CardId(UUID.randomUUID()), request.payee(), null);

        assertThat(visa.send(new Leg(elsewhere, leg.identity(), null))).isInstanceOf(Outcome.NotSent.class);
    }
}
