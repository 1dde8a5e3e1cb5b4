package gateway.processors.humo;

import static gateway.processors.humo.SandboxedHumo.atEveryStage;
import static gateway.processors.humo.SandboxedHumo.inquire;
import static gateway.processors.humo.SandboxedHumo.reverse;
import static gateway.processors.humo.SandboxedHumo.reverseUntilCertain;
import static gateway.processors.humo.SandboxedHumo.send;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Reversal;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
import sandbox.humo.HumoCards;

/** Enquiry and reversal over real sockets, compared with HUMO's own books. */
class HumoRecoveryTest {

    @TempDir
    Path folder;

    private SandboxedHumo humo;

    @BeforeEach
    void open() {
        humo = new SandboxedHumo(folder);
    }

    @AfterEach
    void close() {
        humo.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DECLINE_FUNDS", "DECLINE_FRAUD"})
    void undoesEveryUnknown(Fault fault) {
        var rail = humo.railFor(fault);
        var legs = atEveryStage(fault, leg -> rail.send(leg).thenReturn(leg));

        for (var leg : legs) {
            assertThat(reverseUntilCertain(rail, leg)).isInstanceOf(Reversal.Reversed.class);
            assertThat(humo.moved(leg)).isZero();
            assertThat(reverse(rail, leg, 9)).isInstanceOf(Reversal.Reversed.class);
            assertThat(humo.moved(leg)).isZero();
        }
    }

    @Test
    void findsWhatWasDone() {
        var leg = Humo.debit(1_000_00 + Fault.SILENCE_DONE.magic());
        var rail = humo.railFor(Fault.SILENCE_DONE);
        send(rail, leg);

        var finding = inquire(rail, leg);

        assertThat(finding).isInstanceOf(Finding.Done.class);
    }

    @Test
    void findsNothingOfWhatNeverArrived() {
        var leg = Humo.debit(999_00 + Fault.SILENCE_NOT_DONE.magic());
        var rail = humo.railFor(Fault.SILENCE_NOT_DONE);
        send(rail, leg);

        var finding = inquire(rail, leg);

        assertThat(finding).isEqualTo(new Finding.NotFound());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 1_001})
    void anEnquiryDropsWhatNobodyWillConfirm(long so) {
        var leg = Humo.debit(so * 100 + Fault.RESET_NOT_DONE.magic());
        var rail = humo.rail(HumoCards.GOOD);
        send(rail, leg);

        var finding = inquire(rail, leg);

        assertThat(finding).isEqualTo(new Finding.Undone());
        assertThat(humo.kinds(leg)).containsExactly("CREATED", "CANCELLED");
    }

    @Test
    void findsWhatWasUndone() {
        var leg = Humo.debit(1_000_00);
        var rail = humo.rail(HumoCards.GOOD);
        send(rail, leg);
        reverseUntilCertain(rail, leg);

        var finding = inquire(rail, leg);

        assertThat(finding).isEqualTo(new Finding.Undone());
        assertThat(humo.kinds(leg)).containsExactly("CREATED", "DEBIT", "REVERSAL");
    }

    @Test
    void believesThatNothingHappenedOnlyAtTheThirdLook() {
        var rail = humo.rail(HumoCards.GOOD);
        var leg = Humo.debit(1_000_00);

        assertThat(reverse(rail, leg, 1)).isInstanceOf(Reversal.Unclear.class);
        assertThat(reverse(rail, leg, 2)).isInstanceOf(Reversal.Unclear.class);
        assertThat(reverse(rail, leg, 3)).isEqualTo(new Reversal.Reversed("none"));
    }

    @Test
    void recoversThroughFaultsOfTheRecoveryItself() {
        var rail = humo.railFor(Fault.SILENCE_DONE);
        var legs = LongStream.range(1_000, 1_012)
                .mapToObj(so -> Humo.debit(so * 100))
                .toList();
        legs.forEach(leg -> send(rail, leg));
        var rates = Map.of(
                Fault.SILENCE_DONE,
                0.1,
                Fault.RESET_NOT_DONE,
                0.1,
                Fault.GARBLED_ANSWER,
                0.1,
                Fault.DECLINE_FUNDS,
                0.1,
                Fault.RESET_DONE,
                0.1);
        humo.host.faults().set(new FaultPlan.Plan(7, Map.of(), rates));

        for (var leg : legs) {
            assertThat(reverseUntilCertain(rail, leg)).isInstanceOf(Reversal.Reversed.class);
            assertThat(humo.moved(leg)).isZero();
        }
    }
}
