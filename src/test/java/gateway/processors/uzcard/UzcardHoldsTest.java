package gateway.processors.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Holds.Release;
import gateway.processors.Inquiry.Finding;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.faults.Fault;
import tools.jackson.databind.json.JsonMapper;

/** Money set aside at the sandbox's SVGate, then taken or freed, and both sides' books. */
class UzcardHoldsTest extends SvgateFixture {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void holdsAndTakesAPartAndGivesItBack() {
        var held = svgate.debit(svgate.registered(Svgate.GOOD), 100_000);
        var hold = held(held);
        var charge = svgate.debit(held.request().card(), 60_000);

        var taken = charge(charge, hold);

        assertThat(taken).isInstanceOf(Approved.class);
        assertThat(svgate.kindsOfHold(hold)).containsExactly("HOLD", "HOLD_CHARGED");
        assertThat(svgate.kindsUnder(charge)).containsExactly("DEBIT");
        assertThat(inquire(charge)).isEqualTo(new Finding.Done((Approved) taken));
        assertThat(Svgate.now(svgate.rail.reverse(charge, 1))).isEqualTo(new Reversal.Reversed("ROK"));
    }

    @ParameterizedTest
    @CsvSource({
        "8600490000000018, INSUFFICIENT_FUNDS, -239",
        "8600490000000042, SUSPECTED_FRAUD, -333",
    })
    void saysWhyNothingIsHeld(String pan, DeclineReason reason, String code) {
        assertThat(hold(svgate.debit(svgate.registered(pan), 100_000), HOUR)).isEqualTo(new Declined(reason, code));
    }

    @Test
    void neverTakesMoreThanIsHeld() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000);
        var hold = held(leg);

        var tooMuch = charge(svgate.debit(leg.request().card(), 100_001), hold);

        assertThat(tooMuch).isEqualTo(new Declined(DeclineReason.INSUFFICIENT_FUNDS, "-239"));
        assertThat(svgate.kindsOfHold(hold)).containsExactly("HOLD");
        assertThat(charge(svgate.debit(leg.request().card(), 100_000), hold)).isInstanceOf(Approved.class);
    }

    @Test
    void freesWhatIsHeldOnce() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000);
        var hold = held(leg);

        assertThat(release(leg, hold)).isEqualTo(new Release.Released());
        assertThat(release(leg, hold)).isEqualTo(new Release.Gone());
        assertThat(svgate.kindsOfHold(hold)).containsExactly("HOLD", "HOLD_DISMISSED");
    }

    /** A freed hold may as well have been charged by a message whose answer was lost: only the books know. */
    @Test
    void aChargeOfNothingIsAQuestionForTheBooks() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000);
        var hold = held(leg);
        release(leg, hold);

        assertThat(charge(leg, hold)).isEqualTo(new Unknown("the hold does not stand"));
        assertThat(inquire(leg)).isEqualTo(new Finding.NotFound());
        assertThat(svgate.kindsUnder(leg)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_NOT_DONE", "SILENCE_DONE", "GARBLED_ANSWER", "RESET_NOT_DONE", "RESET_DONE"})
    void aChargeLostOnTheWayIsFoundAndTakenOnce(Fault fault) {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000 + fault.magic());
        var hold = held(leg);

        assertThat(charge(leg, hold)).isInstanceOf(Unknown.class);
        assertThat(charge(leg, hold)).isInstanceOf(Unknown.class);

        if (fault.done()) {
            assertThat(inquire(leg)).isInstanceOf(Finding.Done.class);
            assertThat(svgate.kindsUnder(leg)).containsExactly("DEBIT");
        } else {
            assertThat(inquire(leg)).isEqualTo(new Finding.NotFound());
            assertThat(svgate.kindsUnder(leg)).isEmpty();
        }
    }

    @Test
    void nothingIsSentThatMakesNoSense() {
        var good = svgate.registered(Svgate.GOOD);
        var leg = svgate.debit(good, 100_000);
        var dollars = new Leg(
                new LegRequest(
                        leg.request().id(),
                        LegRequest.Kind.DEBIT,
                        new Money(100, Asset.USD),
                        good,
                        leg.request().payee(),
                        null),
                leg.identity(),
                null);

        assertThat(hold(svgate.debit(svgate.unregistered(Svgate.GOOD), 1_000), HOUR))
                .isInstanceOf(NotSent.class);
        assertThat(hold(dollars, HOUR)).isInstanceOf(NotSent.class);
        assertThat(charge(dollars, "1")).isInstanceOf(NotSent.class);
        assertThat(hold(leg, Duration.ZERO)).isInstanceOf(NotSent.class);
        assertThat(hold(leg, Duration.ofDays(31))).isInstanceOf(NotSent.class);
        assertThat(charge(leg, "8156315C")).isInstanceOf(NotSent.class);
        assertThat(release(leg, "8156315C")).isEqualTo(new Release.Gone());
    }

    @Test
    void aGateThatIsDownHoldsAndFreesNothing() {
        var leg = svgate.debit(svgate.registered(Svgate.GOOD), 100_000);
        svgate.gate.close();

        assertThat(hold(leg, HOUR)).isInstanceOfAny(NotSent.class, Unknown.class);
        assertThat(release(leg, "1")).isInstanceOf(Release.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'id':7}",
                "{'id':7,'status':1}",
                "{'id':7,'status':'0'}",
                "{'id':0,'status':0}",
                "{'id':7.5,'status':0}",
                "{'id':'7','status':0}"
            })
    void whatIsNotTheAnswerProvesNothing(String result) {
        var reply = new Reply.Answered(JsonMapper.shared().readTree(result.replace('\'', '"')));
        var leg = svgate.debit(svgate.unregistered(Svgate.GOOD), 100_000);

        assertThat(UzcardHolds.created(leg, reply)).isInstanceOf(Unknown.class);
        assertThat(UzcardHolds.charged(leg, reply)).isInstanceOf(Unknown.class);
        assertThat(UzcardHolds.dismissed(7, reply)).isInstanceOf(Release.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({"-300, Unclear", "-211, Unclear", "-999, Unclear", "-253, Refused", "-242, Gone"})
    void aCodeThatDecidesNothingIsAskedAgain(int code, String release) {
        assertThat(UzcardHolds.dismissed(7, new Reply.Failed(code)).getClass().getSimpleName())
                .isEqualTo(release);
    }

    private String held(Leg leg) {
        return ((Approved) hold(leg, HOUR)).railReference();
    }

    private Outcome hold(Leg leg, Duration period) {
        return Svgate.now(svgate.rail.hold(leg, period));
    }

    private Outcome charge(Leg leg, String hold) {
        return Svgate.now(svgate.rail.charge(leg, hold));
    }

    private Release release(Leg leg, String hold) {
        return Svgate.now(svgate.rail.release(leg, hold));
    }
}
