package gateway.payments;

import gateway.sessions.NewDevices.Wait;
import java.time.Instant;

/**
 * A device may not pay so yet.
 *
 * @param rule that says so, and version of that rule
 * @param until from then on it may
 */
record DeviceWait(String rule, int version, Instant until) {

    static DeviceWait of(Wait wait) {
        return new DeviceWait(wait.rule().id(), wait.rule().version(), wait.until());
    }

    /** In one line, to be kept. */
    String text() {
        return "%s %d %s".formatted(rule, version, until);
    }

    static DeviceWait parse(String text) {
        var words = text.split(" ", 3);
        return new DeviceWait(words[0], Integer.parseInt(words[1]), Instant.parse(words[2]));
    }
}
