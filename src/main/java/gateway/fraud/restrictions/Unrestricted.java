package gateway.fraud.restrictions;

import gateway.fraud.Subject;
import gateway.platform.journal.Part;
import java.time.Instant;
import java.util.List;

/**
 * Holds for its entry only when no order stops one of these.
 *
 * @param at the moment that must lie before an order's end
 */
record Unrestricted(List<Subject> subjects, Instant at) implements Part {}
