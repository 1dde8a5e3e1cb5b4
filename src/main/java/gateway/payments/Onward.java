package gateway.payments;

import gateway.payments.PassOn.Passed;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far money that somebody brought for a card has come. What is performed is the wallet's; a payment of its own
 * takes it on to the card. One that certainly did not reach it, such as that of a node that died before it asked the
 * rail, is followed by another.
 *
 * <pre>
 *   Announced ──perform──▶ OnItsWay ──▶ Arrived | Kept | Unclear
 * </pre>
 *
 * @param payment the id that the payment has or will have
 * @param lookAt when a node looks after it next; null when nothing is left to do
 * @param undelivered the payments before it, none of which reached the card
 */
public record Onward(
        PaymentId payment, Stage stage, @Nullable Instant lookAt, List<PaymentId> undelivered) {

    /** As many as a customer can bear to see among their payments; a rail that is known to be down costs none. */
    public static final int PAYMENTS = 4;

    public Onward {
        undelivered = List.copyOf(undelivered);
    }

    /** Where its money is. */
    public enum Stage {
        /** With whoever brings it. */
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

    public static Onward announced(PaymentId payment) {
        return new Onward(payment, Stage.ANNOUNCED, null, List.of());
    }

    public Onward performed(Instant now) {
        return at(Stage.ON_ITS_WAY, now);
    }

    /** It was taken back, or never came: nobody has to look after it any more. */
    public Onward ended() {
        return at(stage, null);
    }

    /** Whether the wallet has what may be wanted back. */
    public boolean canComeBack() {
        return stage == Stage.KEPT;
    }

    /** After this news; the same when it changes nothing. */
    public Onward heard(Passed news) {
        return switch (news) {
            case ARRIVED -> at(Stage.ARRIVED, null);
            case STAYED, UNDELIVERED -> at(Stage.KEPT, null);
            case UNCLEAR -> at(Stage.UNCLEAR, null);
            case UNDER_WAY, NOT_NOW -> this;
        };
    }

    /** Whether another payment may follow one that did not reach the card. */
    public boolean mayBeTriedAgain() {
        return undelivered.size() + 1 < PAYMENTS;
    }

    /** By another payment, from that moment on. */
    public Onward again(PaymentId next, Instant from) {
        return new Onward(
                next,
                stage,
                from,
                Stream.concat(undelivered.stream(), Stream.of(payment)).toList());
    }

    private Onward at(Stage next, @Nullable Instant look) {
        return new Onward(payment, next, look, undelivered);
    }
}
