package gateway.processors.click;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Purse;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.Unknown;
import gateway.processors.WholeRefundContract;
import gateway.shared.ids.CardId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.faults.Fault;

/** The rail against the sandbox's Click, and both against its books. */
class ClickProcessorTest extends ClickFixture implements WholeRefundContract {

    @Override
    public ClickRig rig() {
        return click;
    }

    @Override
    public String reversed() {
        return "0";
    }

    @Override
    public boolean isUndone(Finding finding) {
        return finding instanceof Finding.Refused;
    }

    @Override
    public Outcome again(Outcome first) {
        return first;
    }

    @Override
    public boolean isDeclined(List<String> kinds) {
        return !kinds.contains("DEBIT");
    }

    @Override
    public String onlyWhole() {
        return "whole payments only";
    }

    @Override
    public List<Fault> ownFaults() {
        return List.of(Fault.DECLINE_FRAUD);
    }

    @Override
    public List<Leg> hopeless() {
        return List.of(
                click.debit(click.keep(ClickRig.GOOD, null), 1_000),
                click.debit(new CardId(UUID.randomUUID()), 1_000),
                click.credit(click.kept(ClickRig.GOOD), 1_000));
    }

    @Test
    void takesMoneyFromACardThatClickKeeps() {
        var leg = click.debit(click.kept(ClickRig.GOOD), 100_050);

        var outcome = click.send(leg);

        assertThat(outcome).isInstanceOf(Approved.class);
        assertThat(leg.identity().value()).matches("[0-9]{8}-" + leg.request().id());
        assertThat(click.kindsUnder(leg)).containsExactly("DEBIT");
        assertThat(click.inquire(leg)).isEqualTo(new Finding.Done((Approved) outcome));
        // Click counts in so'm: no tiyin is lost on the way.
        assertThat(click.entriesUnder(leg.identity().value()).getFirst().amount())
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

    @Test
    void aPaymentThatWasNamedBeforeMidnightIsFoundOnTheNextDay() {
        var request = ClickRig.request(Kind.DEBIT, new Purse.OnCard(click.kept(ClickRig.GOOD)), 100_000, null);
        var yesterday = LocalDate.now(ZoneId.of("Asia/Tashkent")).minusDays(1);
        var name = DateTimeFormatter.BASIC_ISO_DATE.format(yesterday) + "-" + request.id();
        var leg = new Leg(request, new MessageIdentity(name), null);

        var outcome = click.send(leg);

        assertThat(click.inquire(leg)).isEqualTo(new Finding.Done((Approved) outcome));
    }
}
