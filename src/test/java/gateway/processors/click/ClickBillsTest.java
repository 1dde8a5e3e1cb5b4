package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Outcome.Waiting;
import gateway.processors.Reversal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.faults.Fault;

/** Bills at the sandbox's Click, and both against its books. */
class ClickBillsTest extends ClickFixture {

    private static final String PAYS = "998900001000";
    private static final String PAYS_LATER = "998900001004";
    private static final String THROWS_AWAY = "998900002000";
    private static final String HAS_NO_CLICK = "998900003000";
    private static final String NEVER = "998900004000";

    /** The first call of a cold JVM may take longer than a test of silence should wait. */
    @BeforeEach
    void warmUp() {
        click.kept(ClickRig.GOOD);
    }

    @Test
    void aBillThatIsPaidIsFoundUnderItsName() {
        var leg = click.shown(click.bill(PAYS_LATER, 100_050));

        assertThat(click.inquire(leg)).isEqualTo(new Finding.NotFound());
        var paid = done(leg);

        assertThat(click.kindsUnder(leg)).containsExactly("DEBIT");
        assertThat(paid.railReference()).isNotEqualTo(leg.railReference());
        assertThat(click.host
                        .books()
                        .orElseThrow()
                        .under(leg.identity().value())
                        .getFirst()
                        .amount())
                .isEqualTo(100_050);
    }

    @Test
    void aBillThatIsThrownAwayIsRefusedForGood() {
        var leg = click.shown(click.bill(THROWS_AWAY, 100_000));

        await().atMost(ClickRig.PATIENCE)
                .untilAsserted(() -> assertThat(click.inquire(leg))
                        .isEqualTo(new Finding.Refused(new Declined(DeclineReason.NOT_PAID, "-99"))));
        assertThat(click.kindsUnder(leg)).isEmpty();
    }

    @Test
    void whoHasNoClickGetsNone() {
        assertThat(click.send(click.bill(HAS_NO_CLICK, 100_000)))
                .isEqualTo(new Declined(DeclineReason.DO_NOT_HONOUR, "-1"));
        assertThat(click.send(click.bill(PAYS, 100_051))).isInstanceOf(Declined.class);
    }

    /** The customer may see a bill whose number never reached us. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "SILENCE_NOT_DONE", "GARBLED_ANSWER", "RESET_DONE", "RESET_NOT_DONE", "WRONG_NAME"
            })
    void afterSilenceABillIsFoundPaidWithoutItsNumber(Fault fault) {
        var leg = click.bill(PAYS, 100_000 + fault.magic());

        assertThat(click.send(leg)).isInstanceOf(Unknown.class);

        if (fault.done()) {
            done(leg);
        } else {
            assertThat(click.inquire(leg)).isEqualTo(new Finding.NotFound());
        }
    }

    @Test
    void nothingIsKnownWhileClickIsSilent() {
        var leg = click.shown(click.bill(NEVER, 100_000));
        click.always(Fault.RESET_NOT_DONE);

        assertThat(click.inquire(leg)).isInstanceOf(Finding.Unclear.class);

        click.never();
        assertThat(click.inquire(leg)).isEqualTo(new Finding.NotFound());
    }

    @Test
    void whatWasPaidByABillIsReversedOnceAndRefundedAsAWhole() {
        var late = settled(click.shown(click.bill(PAYS, 100_000)));
        var wanted = settled(click.shown(click.bill(PAYS, 200_000)));

        assertThat(click.reverse(late)).isEqualTo(new Reversal.Reversed("0"));
        assertThat(click.reverse(late)).isInstanceOf(Reversal.Reversed.class);
        assertThat(click.kindsUnder(late)).containsExactly("DEBIT", "REVERSAL");
        assertThat(click.send(click.refund(wanted, 200_000))).isInstanceOf(Approved.class);
        assertThat(click.kindsUnder(wanted)).containsExactly("DEBIT", "REVERSAL");
    }

    @Test
    void nobodyIsAskedByAClickThatIsDown() {
        click.host.close();
        click.send(click.bill(PAYS, 1_000));

        assertThat(click.send(click.bill(PAYS, 1_000))).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void theCustomerIsAskedOnceForOneBill() {
        assertThat(click.send(click.bill(NEVER, 1_000))).isInstanceOf(Waiting.class);
        try (var entries = click.host.books().orElseThrow().entries()) {
            assertThat(entries.filter(it -> it.kind().equals("INVOICE"))).hasSize(1);
        }
    }

    private Leg settled(Leg leg) {
        return new Leg(leg.request(), leg.identity(), done(leg).railReference());
    }

    private Approved done(Leg leg) {
        await().atMost(Duration.ofSeconds(20)).until(() -> click.inquire(leg) instanceof Finding.Done);
        return ((Finding.Done) click.inquire(leg)).approved();
    }
}
