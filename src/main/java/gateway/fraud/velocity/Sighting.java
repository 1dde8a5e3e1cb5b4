package gateway.fraud.velocity;

import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import java.util.Map;
import java.util.UUID;

/** A payment that was opened, and whose it was. */
record Sighting(Seen seen, Map<Per, UUID> subjects) {}
