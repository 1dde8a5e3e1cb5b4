package gateway.reconciliation;

import java.util.List;

/**
 * All that the three books say about one movement and what followed from it.
 *
 * @param name our payment or transaction; where we know of none, {@code x:} and what the others call it
 */
public record Item(String name, List<Line> lines) {

    public Item {
        lines = List.copyOf(lines);
    }
}
