package sandbox.operators;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** Two of the bank's staff say that the partner has paid in. */
public final class KitFunds {

    private static final Duration BOOKED_WITHIN = Duration.ofSeconds(3);

    private final OperatorWire wire;
    private final String one;
    private final String other;
    private final String partner;

    public KitFunds(OperatorWire wire, String one, String other, String partner) {
        this.wire = wire;
        this.one = one;
        this.other = other;
        this.partner = partner;
    }

    public void payIn() {
        var content =
                partner + " 500.00 USD debk KIT-" + UUID.randomUUID().toString().substring(0, 18);
        var proposal = "{\"kind\":\"fund-partner\",\"content\":\"%s\",\"reason\":\"The kit\"}".formatted(content);
        var act = post(one, "/admin/api/acts", proposal);
        post(other, "/admin/api/acts/" + act + "/approve", "{\"reason\":\"The kit\"}");
        LockSupport.parkNanos(BOOKED_WITHIN.toNanos());
    }

    private String post(String token, String path, String body) {
        var heard =
                wire.post(path, Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"), body);
        KitFailure.unless(heard.status() / 100 == 2, "the staff heard " + heard.status() + " " + heard.body());
        return JsonMapper.shared().readTree(heard.body()).path("id").asString();
    }
}
