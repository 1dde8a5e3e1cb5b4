package gateway.processors.humo;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.faults.Fault;
import sandbox.humo.HumoCards;
import sandbox.humo.HumoHost;

/** Money given back over real sockets, compared with HUMO's own books. */
class HumoRefundsTest {

    private static final long SUM = 1_000_00;

    @TempDir
    Path folder;

    private HumoHost host;
    private HumoProcessor rail;
    private Leg paid;

    @BeforeEach
    void pay() {
        host = new HumoHost(0, 0, folder.resolve("humo.books"));
        rail = rail(Duration.ofSeconds(20));
        var leg = Humo.debit(SUM);
        var approved = (Outcome.Approved) send(leg);
        paid = Humo.withReference(leg, approved.railReference());
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void givesAllBack() {
        var refund = Humo.refund(SUM, paid);

        assertThat(send(refund)).isEqualTo(new Outcome.Approved(Objects.requireNonNull(paid.railReference()), null));
        assertThat(returned()).isEqualTo(SUM);
        assertThat(inquire(refund)).isInstanceOf(Finding.Done.class);
    }

    @Test
    void givesBackInPartsButNeverMoreThanWasPaid() {
        var first = Humo.refund(300_00, paid);
        var second = Humo.refund(700_00, paid);
        var third = Humo.refund(1_00, paid);

        assertThat(send(first)).isInstanceOf(Outcome.Approved.class);
        assertThat(inquire(second)).isEqualTo(new Finding.NotFound());
        assertThat(send(second)).isInstanceOf(Outcome.Approved.class);
        assertThat(send(third)).isEqualTo(new Outcome.Declined(DeclineReason.RAIL_FAILURE, "902"));
        assertThat(returned()).isEqualTo(SUM);
    }

    @Test
    void declinesMoreThanIsLeft() {
        send(Humo.refund(300_00, paid));

        assertThat(send(Humo.refund(800_00, paid)))
                .isEqualTo(new Outcome.Declined(DeclineReason.AMOUNT_INVALID, "110"));
        assertThat(returned()).isEqualTo(300_00);
    }

    @Test
    void findsTheOriginalWithoutItsPaymentId() {
        assertThat(send(Humo.refund(SUM, Humo.withReference(paid, null)))).isInstanceOf(Outcome.Approved.class);
        assertThat(returned()).isEqualTo(SUM);
    }

    @Test
    void doesNotSendWhenThereIsNoOriginal() {
        assertThat(send(Humo.refund(SUM, Humo.debit(SUM)))).isEqualTo(new Outcome.NotSent("original: fault 914"));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void findsOutWhatBecameOfEveryFaultyPart(Fault fault) {
        send(Humo.refund(100_00, paid));
        rail = rail(Duration.ofSeconds(1));
        var refund = Humo.refund(200_00 + fault.magic(), paid);

        var outcome = send(refund);

        var finding = inquire(refund);
        switch (fault) {
            case DECLINE_FUNDS, DECLINE_FRAUD -> assertThat(outcome).isInstanceOf(Outcome.Declined.class);
            // The receipt names no payment, so it cannot name a wrong one; the status is asked in any case.
            case DUPLICATE_ANSWER, CONFLICTING_ANSWER, OVERTAKEN_ANSWER, WRONG_NAME ->
                assertThat(outcome).isInstanceOf(Outcome.Approved.class);
            default -> assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        }
        assertThat(finding).isInstanceOf(fault.done() ? Finding.Done.class : Finding.NotFound.class);
        assertThat(returned()).isEqualTo(100_00 + (fault.done() ? 200_00 + fault.magic() : 0));
    }

    @Test
    void cannotUndoAReturnButNeedsNotUndoNone() {
        var done = Humo.refund(300_00, paid);
        var never = Humo.refund(200_00, paid);
        send(done);

        assertThat(rail.reverse(done, 1).block(Humo.PATIENCE)).isEqualTo(new Reversal.Refused("returned"));
        assertThat(rail.reverse(never, 1).block(Humo.PATIENCE)).isInstanceOf(Reversal.Unclear.class);
        assertThat(rail.reverse(never, 3).block(Humo.PATIENCE)).isEqualTo(new Reversal.Reversed("none"));
    }

    @Test
    void namesTheRefundInTheBooks() {
        var refund = Humo.refund(300_00, paid);
        send(refund);

        var entry = host.books().orElseThrow().under(paid.identity().value()).getLast();

        assertThat(entry.kind()).isEqualTo("REFUND");
        assertThat(entry.facts()).containsEntry("refund_ref", refund.identity().value() + ":30000");
    }

    private HumoProcessor rail(Duration timeout) {
        return Humo.processor(Humo.settings(host.port(), host.middlewarePort(), timeout), HumoCards.GOOD);
    }

    private Outcome send(Leg leg) {
        return Objects.requireNonNull(rail.send(leg).block(Humo.PATIENCE));
    }

    private Finding inquire(Leg leg) {
        return Objects.requireNonNull(rail.inquire(leg).block(Humo.PATIENCE));
    }

    private long returned() {
        return host.books().orElseThrow().under(paid.identity().value()).stream()
                .filter(entry -> entry.kind().equals("REFUND"))
                .mapToLong(entry -> entry.amount())
                .sum();
    }
}
