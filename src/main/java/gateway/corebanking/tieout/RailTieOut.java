package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.corebanking.tieout.TieOut.Kind;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares the clearing accounts with the rails, each payment on each rail: what the rail owes us for it, with fees and
 * without refunds, and what it says it moved; pure.
 */
final class RailTieOut {

    private static final String CLEARING = "clearing:";

    private final LocalDate day;
    private final Set<String> told;
    private final Map<Key, Owed> ours = new HashMap<>();
    private final Map<Key, List<Theirs>> theirs = new HashMap<>();
    private final Map<Name, List<Theirs>> strangers = new HashMap<>();
    private final List<Break> breaks = new ArrayList<>();
    private long compared;

    private record Key(String rail, UUID reference) {}

    /** What a rail calls something that we do not know. */
    private record Name(String rail, String reference) {}

    /** What a rail owes us for a payment, by our books; last moved on that day. */
    private record Owed(long minor, Asset asset, LocalDate day) {

        Owed plus(Owed more) {
            return new Owed(Math.addExact(minor, more.minor), asset, day.isAfter(more.day) ? day : more.day);
        }
    }

    /**
     * @param told rails of which there is a statement of the day
     * @param known which payment or refund stands behind a rail and its name for a message
     */
    RailTieOut(LocalDate day, Set<String> told, List<Booked> booked, List<Theirs> lines, Map<String, UUID> known) {
        this.day = day;
        this.told = told;
        for (var it : booked) {
            owe(it, it.debit(), it.minor());
            owe(it, it.credit(), -it.minor());
        }
        for (var it : lines) {
            var reference = known.get(it.account() + "/" + it.reference());
            if (reference == null) {
                strangers
                        .computeIfAbsent(new Name(it.account(), it.reference()), _ -> new ArrayList<>(2))
                        .add(it);
            } else {
                theirs.computeIfAbsent(new Key(it.account(), reference), _ -> new ArrayList<>(2))
                        .add(it);
            }
        }
    }

    private void owe(Booked it, String account, long minor) {
        if (account.startsWith(CLEARING)) {
            ours.merge(
                    new Key(account.substring(CLEARING.length()), it.reference()),
                    new Owed(minor, it.asset(), it.day()),
                    Owed::plus);
        }
    }

    List<Break> breaks() {
        ours.forEach((key, owed) -> {
            if (owed.day().equals(day) && told.contains(key.rail())) {
                compared++;
                compare(key, owed, theirs.getOrDefault(key, List.of()));
            }
        });
        theirs.forEach(this::unknown);
        strangers.values().forEach(this::stranger);
        return breaks;
    }

    long compared() {
        return compared;
    }

    private void compare(Key key, Owed owed, List<Theirs> lines) {
        if (lines.isEmpty()) {
            if (owed.minor() != 0) {
                add(Kind.MISSING, key, owed, 0);
            }
            return;
        }
        long sum = lines.stream().mapToLong(RailTieOut::signed).sum();
        boolean ofToday = lines.stream().anyMatch(it -> it.day().equals(day));
        if (lines.stream().anyMatch(it -> !it.asset().equals(owed.asset()))) {
            add(Kind.CURRENCY, key, owed, sum);
        } else if (sum != owed.minor()) {
            add(isTwin(lines, sum - owed.minor()) ? Kind.DUPLICATE : Kind.AMOUNT, key, owed, sum);
        } else if (!ofToday) {
            add(Kind.TIMING, key, owed, sum);
        }
    }

    // A payment that failed does not keep the name of the message that was undone.
    private void stranger(List<Theirs> lines) {
        boolean undone = isUndone(lines);
        for (var it : lines) {
            if (it.day().equals(day)) {
                compared++;
                if (!undone) {
                    breaks.add(new Break(Kind.EXTRA, it.account(), it.reference(), it.asset(), 0, signed(it)));
                }
            }
        }
    }

    /** Whether the rail has given back what it took, or the other way round, so that nobody owes anything. */
    private static boolean isUndone(List<Theirs> lines) {
        return lines.stream().map(Theirs::asset).distinct().count() == 1
                && lines.stream().mapToLong(RailTieOut::signed).sum() == 0;
    }

    /** Whether the same line stands there twice, and once would be right. */
    private static boolean isTwin(List<Theirs> lines, long tooMuch) {
        var seen = new HashSet<String>();
        Optional<Theirs> twin = lines.stream()
                .filter(it -> !seen.add(it.reference() + it.side() + it.minor()))
                .findFirst();
        return twin.isPresent() && signed(twin.get()) == tooMuch;
    }

    private void unknown(Key key, List<Theirs> lines) {
        var owed = ours.get(key);
        if (owed != null && owed.day().equals(day)) {
            return;
        }
        long today = lines.stream()
                .filter(it -> it.day().equals(day))
                .mapToLong(RailTieOut::signed)
                .sum();
        if (lines.stream().noneMatch(it -> it.day().equals(day))) {
            return;
        }
        compared++;
        if (owed == null && isUndone(lines)) {
            return;
        }
        // Where the rail also moved something on the day of our last movement, that day tells.
        boolean late = owed == null || lines.stream().noneMatch(it -> it.day().equals(owed.day()));
        if (today != 0 && late) {
            add(owed == null ? Kind.EXTRA : Kind.TIMING, key, owed, today, lines.getFirst());
        }
    }

    private void add(Kind kind, Key key, Owed owed, long sum) {
        breaks.add(new Break(kind, key.rail(), key.reference().toString(), owed.asset(), owed.minor(), sum));
    }

    private void add(Kind kind, Key key, @Nullable Owed owed, long sum, Theirs line) {
        breaks.add(new Break(
                kind,
                key.rail(),
                key.reference().toString(),
                owed == null ? Objects.requireNonNull(line).asset() : owed.asset(),
                owed == null ? 0 : owed.minor(),
                sum));
    }

    private static long signed(Theirs it) {
        return it.side() == Side.DEBIT ? it.minor() : -it.minor();
    }
}
