package gateway.sessions.policy;

import gateway.rulebook.Operation;
import gateway.sessions.NewDevices;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells how long a device is known from its id, which carries when it was made; so nothing is looked up. */
@Component
final class NewDevicesByAge implements NewDevices {

    private final PolicyInForce policy;

    NewDevicesByAge(PolicyInForce policy) {
        this.policy = policy;
    }

    @Override
    public Optional<Wait> waits(DeviceId device, Operation operation, Instant now) {
        var rule = policy.newDevice(now);
        var until = knownSince(device).plus(rule.says().waits());
        return rule.says().operations().contains(operation) && now.isBefore(until)
                ? Optional.of(new Wait(rule.head(), knownSince(device), until))
                : Optional.empty();
    }

    @Override
    public Instant sees(DeviceId device, Instant now) {
        return switch (policy.newDevice(now).says().history()) {
            case SHOWN -> Instant.EPOCH;
            case HIDDEN -> knownSince(device);
        };
    }

    private static Instant knownSince(DeviceId device) {
        return TimeOrderedIds.timeOf(device.value());
    }
}
