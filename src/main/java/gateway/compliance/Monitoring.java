package gateway.compliance;

import gateway.platform.journal.Part;
import java.util.List;
import java.util.Optional;

/** Watches what customers move, after the fact: it never holds anything up. */
@FunctionalInterface
public interface Monitoring {

    /**
     * What to put into the entry that makes the movements true, so that none is missed and none counts twice. Empty
     * where there are no rules. From memory.
     */
    Optional<Part> record(List<Movement> movements);
}
