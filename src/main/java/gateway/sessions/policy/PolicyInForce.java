package gateway.sessions.policy;

import gateway.packs.InForce;
import gateway.rulebook.Version;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The policy as it holds at a moment. */
@Component
public final class PolicyInForce {

    private final InForce<SessionBook> pack;

    public PolicyInForce(InForce<SessionBook> pack) {
        this.pack = pack;
    }

    public Version<CodePolicy> codes(Instant now) {
        return pack.get().codes().at(now);
    }

    public SessionLives sessions(Instant now) {
        return pack.get().sessions().at(now).says();
    }

    public Version<NewDeviceRule> newDevice(Instant now) {
        return pack.get().newDevice().at(now);
    }
}
