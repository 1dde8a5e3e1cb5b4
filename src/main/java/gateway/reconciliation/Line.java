package gateway.reconciliation;

import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A movement between us and a counterparty as one book tells it.
 *
 * @param place where it stands, unique for the counterparty: a transfer, or a file and its row
 * @param name what it is called there
 * @param debit whether the counterparty owes us for it, otherwise we owe the counterparty
 * @param fee in a file, what the counterparty keeps for it, if it says so; of ours, what of the amount is a fee
 * @param late after the counterparty's cut-off: others may book it a day later
 */
public record Line(
        Book book,
        String place,
        String name,
        boolean debit,
        long minor,
        Asset asset,
        @Nullable Long fee,
        Status status,
        LocalDate day,
        boolean late) {

    /** What a counterparty says became of it. What we booked is always done. */
    public enum Status {
        DONE,
        PENDING,
        FAILED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** For codes that came from our own tables. */
        public static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What the counterparty owes us for it. */
    long signed() {
        return debit ? minor : -minor;
    }

    boolean isDone() {
        return status == Status.DONE;
    }

    /** Whether the same thing is said by both. */
    boolean isTwinOf(Line other) {
        return name.equals(other.name)
                && debit == other.debit
                && minor == other.minor
                && asset.equals(other.asset)
                && status == other.status;
    }
}
