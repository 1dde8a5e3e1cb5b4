package gateway.crossborder;

import gateway.crossborder.Remittance.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a node has to look at a remittance without being told; pure. */
final class NextLook {

    private NextLook() {}

    /** Null when nothing is left to do, or people have to do it. */
    static @Nullable Instant at(Remittance it, Instant now) {
        if (it.attention() != null) {
            return null;
        }
        return switch (it.state()) {
            // People have looked at one that is overdue: it has as long again before they have to once more.
            case State.Sent _, State.Accepted _ ->
                now.isBefore(it.finalBy()) ? it.finalBy() : now.plus(it.quote().within());
            case State.GivingBack _ -> now;
            case State.AwaitingPayment _, State.NotPaid _, State.Delivered _, State.GivenBack _ -> null;
        };
    }
}
