package gateway.compliance.cases;

import java.time.Instant;

/** Until when a case has to be decided. */
@FunctionalInterface
public interface CaseDeadline {

    Instant after(Instant opened);
}
