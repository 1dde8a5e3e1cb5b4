package gateway.operators;

import gateway.payments.PassOn.Passed;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a card's top-up has come. What is performed is the wallet's; a payment of its own takes it on to the card.
 *
 * <pre>
 *   Announced ──perform──▶ OnItsWay ──▶ Arrived | Kept | Unclear
 * </pre>
 *
 * @param payment the id that the payment has or will have
 * @param lookAt when a node looks after it next; null when nothing is left to do
 */
public record Onward(
        PaymentId payment, Stage stage, @Nullable Instant lookAt) {

    /** Where its money is. */
    public enum Stage {
        /** With the operator. */
        ANNOUNCED,
        /** In the wallet, or held there while the card's rail is asked. */
        ON_ITS_WAY,
        /** On the card. */
        ARRIVED,
        /** In the wallet, for good: the card did not take it. */
        KEPT,
        /** People find out. */
        UNCLEAR
    }

    static Onward announced(PaymentId payment) {
        return new Onward(payment, Stage.ANNOUNCED, null);
    }

    Onward performed(Instant now) {
        return new Onward(payment, Stage.ON_ITS_WAY, now);
    }

    /** The operator took it back: nobody has to look after it any more. */
    Onward ended() {
        return new Onward(payment, stage, null);
    }

    /** Whether the wallet has what the operator may want back. */
    boolean canComeBack() {
        return stage == Stage.KEPT;
    }

    /** After this news; the same when it changes nothing. */
    Onward heard(Passed news) {
        return switch (news) {
            case ARRIVED -> new Onward(payment, Stage.ARRIVED, null);
            case STAYED -> new Onward(payment, Stage.KEPT, null);
            case UNCLEAR -> new Onward(payment, Stage.UNCLEAR, null);
            case UNDER_WAY, NOT_NOW -> this;
        };
    }
}
