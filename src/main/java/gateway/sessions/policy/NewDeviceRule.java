package gateway.sessions.policy;

import gateway.rulebook.Coded;
import gateway.rulebook.Operation;
import java.time.Duration;
import java.util.Set;

/**
 * What follows when a customer signs in on a device nobody has seen with them.
 *
 * @param waits how long it may not do what has to wait; nothing waits when zero
 * @param operations what has to wait
 */
public record NewDeviceRule(Duration waits, Set<Operation> operations, LinkedCards cards, History history) {

    public NewDeviceRule {
        operations = Set.copyOf(operations);
    }

    /** What becomes of the customer's linked cards. */
    public enum LinkedCards implements Coded {
        KEPT("kept"),
        UNLINKED("unlinked");

        private final String code;

        LinkedCards(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** What the device is shown of the time before it came. */
    public enum History implements Coded {
        SHOWN("shown"),
        HIDDEN("hidden");

        private final String code;

        History(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
