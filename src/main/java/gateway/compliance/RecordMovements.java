package gateway.compliance;

import gateway.platform.journal.Part;
import java.util.List;

/**
 * Makes movements known to monitoring, in the entry that makes them true: none is missed and none counts twice. A
 * payment between two customers has one of each.
 */
public record RecordMovements(List<Movement> movements) implements Part {

    public RecordMovements {
        movements = List.copyOf(movements);
    }
}
