package gateway.reconciliation.web;

import gateway.reconciliation.Break;
import gateway.reconciliation.BreakId;
import gateway.reconciliation.Breaks.Stored;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A break.
 *
 * @param kind one of the twelve kinds, such as `missing_there`
 * @param against whose book says otherwise: `theirs` or `bank`
 * @param alone which of the three books says something else than both others: `ours`, `theirs` or `bank`; `each` where
 *     no two agree, `unknown` while one has not been told
 * @param item our payment or transaction; `x:` and their name where we know of none
 * @param name what it is called where it is
 * @param day of its first line
 * @param days how old it is
 * @param ours what they owe us for it by our book; below zero we owe them
 * @param correction what an entry would add to our book; zero where none would help
 * @param proposal what to do about it
 * @param state `open`, `repairing`, `repaired` or `explained`
 * @param act by which two people decided it
 * @param closedBy nobody where it closed by itself
 * @param transfer of the ledger that repaired it
 */
record BreakView(
        String id,
        String counterparty,
        String kind,
        String against,
        String alone,
        String item,
        String name,
        LocalDate day,
        long days,
        String currency,
        String ours,
        String theirs,
        String correction,
        String proposal,
        String state,
        Instant foundAt,
        @Nullable UUID act,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String note,
        @Nullable UUID transfer) {

    static BreakView of(Stored it, LocalDate today) {
        var found = it.found();
        return new BreakView(
                BreakId.text(it.id()),
                it.counterparty(),
                found.kind().code(),
                found.against().code(),
                found.alone().code(),
                found.item(),
                found.name(),
                found.day(),
                Math.max(0, ChronoUnit.DAYS.between(found.day(), today)),
                found.asset().code(),
                decimal(found.ours(), found),
                decimal(found.theirs(), found),
                decimal(found.correction(), found),
                found.proposal(),
                it.state().code(),
                it.foundAt(),
                it.act(),
                it.closedAt(),
                it.closedBy(),
                it.note(),
                it.transfer());
    }

    private static String decimal(long minor, Break of) {
        return new Money(minor, of.asset()).toDecimal();
    }
}
