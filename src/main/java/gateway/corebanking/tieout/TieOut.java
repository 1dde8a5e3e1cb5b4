package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Whether ledger, core banking system and rails agree about one day.
 *
 * @param compared how many movements were compared, on every account and rail
 * @param silent accounts and rails of which there is no statement of the day; nothing is said about them
 */
public record TieOut(LocalDate day, List<Total> totals, List<Break> breaks, long compared, List<String> silent) {

    private static final int MILLION = 1_000_000;

    public TieOut {
        totals = List.copyOf(totals);
        breaks = List.copyOf(breaks);
        silent = List.copyOf(silent);
    }

    /** Parts per million that agree. */
    public int accuracy() {
        return compared == 0 ? MILLION : (int) (Math.max(0, compared - breaks.size()) * MILLION / compared);
    }

    /** One account or rail in one currency: what moved by our books and by theirs, credits without debits. */
    public record Total(String account, Asset asset, long ours, long theirs) {}

    /** How two books can disagree. */
    public enum Kind {
        MISSING("send the document again, or ask the rail for it"),
        EXTRA("find who booked it; reverse it there when nobody did here"),
        AMOUNT("correct theirs by the difference"),
        CURRENCY("reverse theirs and send it again"),
        DUPLICATE("reverse one of theirs"),
        TIMING("nothing: it stands in their books of another day");

        private final String repair;

        Kind(String repair) {
            this.repair = repair;
        }

        public String repair() {
            return repair;
        }
    }

    /**
     * One disagreement.
     *
     * @param reference the document, the rail's name for the message, or the payment
     * @param ours minor units; zero where we know nothing of it
     */
    public record Break(Kind kind, String account, String reference, Asset asset, long ours, long theirs) {}

    /**
     * A movement in our ledger, with the core banking accounts it stands for.
     *
     * @param reference the payment, also for a refund of it
     */
    public record Booked(
            String document,
            UUID reference,
            LocalDate day,
            String debitAccount,
            String creditAccount,
            String debit,
            String credit,
            long minor,
            Asset asset) {}

    /** A line of theirs; for a rail with the payment or refund that we know it by. */
    public record Theirs(String account, LocalDate day, String reference, Side side, long minor, Asset asset) {}
}
