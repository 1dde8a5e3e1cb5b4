package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Whether ledger, core banking system and rails agree about one day.
 *
 * @param breaks the first 10,000 of them
 * @param found how many there are
 * @param compared how many movements were compared, on every account and rail
 * @param silent accounts and rails of which there is no statement of the day; nothing is said about them
 */
public record TieOut(
        LocalDate day, List<Total> totals, List<Break> breaks, long found, long compared, List<String> silent) {

    private static final int MILLION = 1_000_000;

    public TieOut {
        totals = List.copyOf(totals);
        breaks = List.copyOf(breaks);
        silent = List.copyOf(silent);
    }

    /** Parts per million that agree. */
    public int accuracy() {
        return compared == 0 ? MILLION : (int) (Math.max(0, compared - found) * MILLION / compared);
    }

    /** One account or rail in one currency: what moved by our books and by theirs, credits without debits. */
    public record Total(String account, Asset asset, long ours, long theirs) {}

    /** How two books can disagree. */
    public enum Kind {
        MISSING("send the document again (act tell-again), or ask the rail for it"),
        EXTRA("find who booked it; reverse it (act amend-core) when nobody did here"),
        AMOUNT("amend theirs by the difference (act amend-core)"),
        CURRENCY("reverse theirs and book ours (act amend-core)"),
        DUPLICATE("reverse one of theirs (act amend-core)"),
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
     * @param repair whether it puts right our books or theirs; no rail knows of it
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
            Asset asset,
            boolean repair) {}

    /** A line of theirs. */
    public record Theirs(String account, LocalDate day, String reference, Side side, long minor, Asset asset) {

        public Place place() {
            return new Place(account, reference);
        }
    }

    /** An account or rail, and what it names there. */
    public record Place(String account, String reference) {}

    /** A rail's line, and the payment that we know it by. */
    public record Known(UUID payment, Theirs line) {}

    /** Some payments: all that moved for them and their refunds, and all that rails say of it, whatever the day. */
    public record Payments(List<Booked> booked, List<Known> lines) {}
}
