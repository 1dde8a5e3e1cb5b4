package gateway.sessions;

import gateway.rulebook.Operation;
import gateway.rulebook.RuleHead;
import gateway.shared.ids.DeviceId;
import java.time.Instant;
import java.util.Optional;

/** What a device may not do or see while its customer has only just signed in on it. Answers from memory. */
public interface NewDevices {

    /** Empty when the device may do it now. */
    Optional<Wait> waits(DeviceId device, Operation operation, Instant now);

    /** From when on the device is shown what happened. */
    Instant sees(DeviceId device, Instant now);

    /**
     * It may not do it yet.
     *
     * @param since when the device came
     * @param until from then on it may
     */
    record Wait(RuleHead rule, Instant since, Instant until) {}
}
