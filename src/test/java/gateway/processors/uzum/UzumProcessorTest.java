package gateway.processors.uzum;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.Unknown;
import gateway.processors.WholeRefundContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.faults.Fault;

/** The rail against the sandbox's Uzum, and both against its books. */
class UzumProcessorTest implements WholeRefundContract {

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

    @Override
    public UzumRig rig() {
        return uzum;
    }

    @Override
    public String reversed() {
        return "REVERSED";
    }

    @Override
    public Outcome again(Outcome first) {
        return new Unknown("400 transaction.duplicated");
    }

    @Override
    public boolean isDeclined(List<String> kinds) {
        return kinds.isEmpty();
    }

    @Override
    public String onlyWhole() {
        return "whole payments only";
    }

    @Override
    public List<Fault> ownFaults() {
        return List.of();
    }

    @Override
    public List<Leg> hopeless() {
        return List.of(uzum.debit("", 1_000), uzum.leg(Kind.CREDIT, new Purse.ByCode(uzum.code()), 1_000, null));
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
    @CsvSource({"400, DO_NOT_HONOUR, 400 operation.failed", "416, CARD_RESTRICTED, 416 apelsin.pay.safe.mode.on"})
    void saysWhyACodeDoesNotPay(String prefix, DeclineReason reason, String code) {
        var leg = uzum.debit(prefix + "0".repeat(37), 100_000);

        assertThat(uzum.send(leg)).isEqualTo(new Declined(reason, code));
        assertThat(uzum.kindsUnder(leg)).isEmpty();
    }

    @Test
    void aRefundOfAnotherPaymentIsNotOurs() {
        var paid = uzum.approved(uzum.debit(100_000));
        var refund = uzum.refund(paid, 100_000);
        uzum.always(Fault.WRONG_NAME);

        assertThat(uzum.send(refund)).isInstanceOf(Unknown.class);
        assertThat(uzum.inquire(refund)).isInstanceOf(Finding.Unclear.class);

        uzum.never();
        assertThat(uzum.inquire(refund)).isInstanceOf(Finding.Done.class);
        assertThat(uzum.kindsUnder(paid)).containsExactly("DEBIT", "REVERSAL");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_NOT_DONE", "RESET_NOT_DONE"})
    void whereAbsenceIsNoProofItStaysUnclear(Fault fault) {
        var leg = uzum.debit(100_000 + fault.magic());
        assertThat(uzum.send(leg)).isInstanceOf(Unknown.class);

        assertThat(UzumRig.now(uzum.doubting.inquire(leg))).isEqualTo(new Finding.Unclear("404 operation.not.found"));
    }
}
