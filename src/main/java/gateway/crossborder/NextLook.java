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
            case State.Sent _, State.Accepted _ -> it.finalBy();
            case State.GivingBack _ -> now;
            case State.AwaitingPayment _, State.NotPaid _, State.Delivered _, State.GivenBack _ -> null;
        };
    }
}
