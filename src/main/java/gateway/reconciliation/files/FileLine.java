package gateway.reconciliation.files;

import gateway.reconciliation.Line.Status;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A movement as a file tells it.
 *
 * @param line of the file; in XML and JSON, which may have one only, the number of the entry
 * @param turn 1, or 2 for what the same row says was given back
 * @param own the name that we gave it; null where the file has none
 * @param keys other names of it, the most telling first: {@code rrn:…}, {@code trace:…}, {@code their:…}
 * @param debit whether the counterparty owes us for it
 * @param at by the counterparty's clock, null where only the day is told
 */
public record FileLine(
        long line,
        int turn,
        @Nullable String own,
        List<String> keys,
        boolean debit,
        long minor,
        Asset asset,
        @Nullable Long fee,
        Status status,
        LocalDate day,
        @Nullable LocalTime at) {

    public FileLine {
        keys = List.copyOf(keys);
    }

    /** As whoever stands on the other side of the same account says it. */
    public FileLine mirrored() {
        return new FileLine(line, turn, own, keys, !debit, minor, asset, fee, status, day, at);
    }

    /** What it is called where nothing else is known of it. */
    public String name() {
        if (own != null) {
            return own;
        }
        return keys.isEmpty() ? "line " + line : keys.getFirst();
    }
}
