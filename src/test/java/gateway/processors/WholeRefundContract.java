package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome.Approved;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.Unknown;
import org.junit.jupiter.api.Test;

/** What a rail owes that gives back all of a payment or nothing. */
public interface WholeRefundContract extends RailContract {

    /** What it says to a part. */
    String onlyWhole();

    /** How it answers a refund that was made before. */
    default Class<? extends Outcome> refundedAgain() {
        return Unknown.class;
    }

    @Test
    default void givesAllOfAPaymentBackAndNothingLess() {
        var paid = rig().approved(rig().debit(100_000));
        var half = rig().refund(paid, 50_000);
        var whole = rig().refund(paid, 100_000);
        assertThat(rig().inquire(whole)).isEqualTo(new Finding.NotFound());

        assertThat(rig().send(half)).isEqualTo(new Declined(DeclineReason.AMOUNT_INVALID, onlyWhole()));
        var given = rig().send(whole);
        assertThat(given).isInstanceOf(Approved.class);
        assertThat(rig().send(whole)).isInstanceOf(refundedAgain());
        assertThat(rig().inquire(whole)).isEqualTo(new Finding.Done((Approved) given));
        assertThat(rig().reverse(whole)).isInstanceOf(Reversal.Refused.class);
        assertThat(rig().kindsUnder(paid)).containsExactly("DEBIT", "REVERSAL");
    }
}
