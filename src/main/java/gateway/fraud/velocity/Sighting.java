package gateway.fraud.velocity;

import gateway.fraud.Attempt;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** A payment that was opened, and whose it was. */
record Sighting(Seen seen, Map<Per, UUID> subjects) {

    static Sighting of(Attempt attempt) {
        var subjects = new EnumMap<Per, UUID>(Per.class);
        for (var per : Per.values()) {
            per.of(attempt).ifPresent(id -> subjects.put(per, id));
        }
        return new Sighting(Seen.of(attempt), subjects);
    }
}
