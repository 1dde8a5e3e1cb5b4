package gateway.processors.payme;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.LegRequest.Kind;
import gateway.processors.LegRequest.Payee;
import gateway.processors.LegRequest.Purse;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Reversal;
import gateway.processors.WholeRefundContract;
import gateway.shared.ids.CardId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.faults.Fault;
import tools.jackson.databind.json.JsonMapper;

/** The rail against the sandbox's Payme, and both against its books. */
class PaymeProcessorTest extends PaymeFixture implements WholeRefundContract {

    @Override
    public PaymeRig rig() {
        return payme;
    }

    @Override
    public String reversed() {
        return "50";
    }

    @Override
    public Finding neverCame() {
        return new Finding.Undone();
    }

    @Override
    public List<String> nothing() {
        return List.of("CLOSED");
    }

    @Override
    public Outcome again(Outcome first) {
        return new Unknown("code -31402");
    }

    @Override
    public boolean isDeclined(List<String> kinds) {
        return kinds.equals(List.of("CLOSED"));
    }

    @Override
    public boolean mayBe(Leg leg, List<String> kinds) {
        return switch (payme.inquireUntilClear(leg)) {
            case Finding.Done _ -> payme.kindsUnder(leg).equals(List.of("DEBIT"));
            case Finding.Undone _ ->
                !payme.kindsUnder(leg).contains("DEBIT")
                        || payme.kindsUnder(leg).contains("REVERSAL");
            default -> false;
        };
    }

    @Override
    public String onlyWhole() {
        return "whole receipts only";
    }

    /** It queues a refund, and says so again. */
    @Override
    public Class<? extends Outcome> refundedAgain() {
        return Approved.class;
    }

    @Override
    public List<Fault> ownFaults() {
        return List.of(Fault.CONFLICTING_ANSWER);
    }

    @Override
    public List<Leg> hopeless() {
        return List.of(
                payme.debit(payme.keep(PaymeRig.GOOD, null), 1_000),
                payme.debit(new CardId(UUID.randomUUID()), 1_000),
                payme.credit(payme.kept(PaymeRig.GOOD), 1_000));
    }

    @Test
    void takesMoneyFromACardThatPaymeKeeps() {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 100_000);

        assertThat(leg.identity().value()).matches("[0-9a-f]{24}");
        assertThat(payme.send(leg)).isEqualTo(new Approved(leg.identity().value(), null));
        assertThat(payme.kindsUnder(leg)).containsExactly("DEBIT");
        assertThat(payme.inquire(leg))
                .isEqualTo(new Finding.Done(new Approved(leg.identity().value(), null)));
    }

    @Test
    void aReceiptSaysWhatWasSold() {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 100_000);

        assertThat(JsonMapper.shared().readTree(payme.soldUnder(leg)))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"receipt_type":0,"items":[{"title":"Non va choy","price":100000,"count":1,
                         "code":"01905001001000000","units":796,"vat_percent":12,"package_code":"1500432"}]}
                        """));
    }

    @Test
    void whatNobodySaidIsNotInvented() {
        var purse = new Purse.OnCard(payme.kept(PaymeRig.GOOD));
        var request = new LegRequest(
                UUID.randomUUID(), Kind.DEBIT, new Money(100_000, Asset.UZS), purse, new Payee("Olim", "6012"), null);

        var identity = payme.rail.identify(request).blockOptional().orElseThrow();

        assertThat(payme.soldUnder(new Leg(request, identity, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100051, DO_NOT_HONOUR, -31630", "100059, DO_NOT_HONOUR, -31008"})
    void aNoCountsOnceNobodyCanPayTheReceipt(long minor, DeclineReason reason, String code) {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), minor);

        assertThat(payme.send(leg)).isEqualTo(new Declined(reason, code));
        assertThat(payme.kindsUnder(leg)).containsExactly("CLOSED");
        assertThat(payme.send(leg)).isEqualTo(new Declined(DeclineReason.RAIL_FAILURE, "-31403"));
    }

    @Test
    void aNoWhoseReceiptStaysOpenIsNotBelieved() {
        var leg = payme.debit(payme.kept(PaymeRig.POOR), 100_000);
        payme.always(Fault.RESET_NOT_DONE);

        assertThat(payme.send(leg)).isEqualTo(new Unknown("code -31630"));

        payme.never();
        assertThat(payme.inquire(leg)).isEqualTo(new Finding.Undone());
        assertThat(payme.kindsUnder(leg)).containsExactly("CLOSED");
    }

    @Test
    void whatWasNotPaidWhenWeLookedIsNeverPaidAfterwards() {
        var leg = payme.debit(payme.kept(PaymeRig.GOOD), 100_000);

        assertThat(payme.inquire(leg)).isEqualTo(new Finding.Undone());

        assertThat(payme.send(leg)).isEqualTo(new Declined(DeclineReason.RAIL_FAILURE, "-31403"));
        assertThat(payme.kindsUnder(leg)).containsExactly("CLOSED");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE_DONE", "GARBLED_ANSWER", "RESET_NOT_DONE", "DECLINE_FUNDS"})
    void withoutAReceiptNothingIsSent(Fault fault) {
        var card = payme.kept(PaymeRig.GOOD);
        payme.always(fault);

        var leg = payme.debit(card, 100_000);

        assertThat(leg.identity().value()).startsWith("unnamed-");
        assertThat(payme.send(leg)).isInstanceOf(NotSent.class);
        assertThat(payme.inquire(leg)).isInstanceOf(Finding.Refused.class);
        assertThat(payme.reverse(leg)).isInstanceOf(Reversal.Reversed.class);
    }

    @Test
    void aTokenWithoutItsCodePaysNothing() {
        var sent = (gateway.cards.CardRegistrar.Registration.CodeSent)
                PaymeRig.now(payme.registrar.begin(PaymeRig.pan(PaymeRig.GOOD), PaymeRig.EXPIRY));
        var leg = payme.debit(payme.keep(PaymeRig.GOOD, sent.reference()), 1_000);

        assertThat(payme.send(leg)).isEqualTo(new Declined(DeclineReason.CARD_NOT_FOUND, "-31400"));
    }
}
