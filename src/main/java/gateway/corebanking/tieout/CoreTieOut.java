package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.corebanking.tieout.TieOut.Kind;
import gateway.corebanking.tieout.TieOut.Theirs;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares our documents with the lines of the core banking system, each by document, account and side; pure. */
final class CoreTieOut {

    private final LocalDate day;
    private final Set<String> told;
    private final Map<Key, Booked> ours = new HashMap<>();
    private final Map<Key, List<Theirs>> theirs = new HashMap<>();
    private final List<Break> breaks = new ArrayList<>();
    private long compared;

    private record Key(String document, String account, Side side) {}

    /** @param told accounts of which there is a statement of the day */
    CoreTieOut(LocalDate day, Set<String> told, List<Booked> booked, List<Theirs> lines) {
        this.day = day;
        this.told = told;
        for (var it : booked) {
            ours.put(new Key(it.document(), it.debitAccount(), Side.DEBIT), it);
            ours.put(new Key(it.document(), it.creditAccount(), Side.CREDIT), it);
        }
        for (var it : lines) {
            theirs.computeIfAbsent(new Key(it.reference(), it.account(), it.side()), _ -> new ArrayList<>(1))
                    .add(it);
        }
    }

    List<Break> breaks() {
        ours.forEach((key, booked) -> {
            if (booked.day().equals(day) && told.contains(key.account())) {
                compare(key, booked, theirs.getOrDefault(key, List.of()));
            }
        });
        theirs.forEach(this::unknown);
        return breaks;
    }

    long compared() {
        return compared;
    }

    private void compare(Key key, Booked booked, List<Theirs> lines) {
        compared++;
        var today = lines.stream().filter(it -> it.day().equals(day)).toList();
        if (today.isEmpty()) {
            add(lines.isEmpty() ? Kind.MISSING : Kind.TIMING, key, booked, lines.isEmpty() ? null : lines.getFirst());
            return;
        }
        var line = today.getFirst();
        if (!line.asset().equals(booked.asset())) {
            add(Kind.CURRENCY, key, booked, line);
        } else if (line.minor() != booked.minor()) {
            add(Kind.AMOUNT, key, booked, line);
        }
        for (var twin : today.subList(1, today.size())) {
            add(Kind.DUPLICATE, key, booked, twin);
        }
    }

    /** Lines of the day that no document of the day explains. */
    private void unknown(Key key, List<Theirs> lines) {
        var booked = ours.get(key);
        if (booked != null && booked.day().equals(day)) {
            return;
        }
        var days = new HashSet<LocalDate>();
        lines.forEach(it -> days.add(it.day()));
        for (var line : lines) {
            if (line.day().equals(day)) {
                compared++;
                if (booked == null) {
                    add(Kind.EXTRA, key, null, line);
                } else {
                    add(days.contains(booked.day()) ? Kind.DUPLICATE : Kind.TIMING, key, booked, line);
                }
            }
        }
    }

    private void add(
            Kind kind,
            Key key,
            @org.jspecify.annotations.Nullable Booked booked,
            @org.jspecify.annotations.Nullable Theirs line) {
        var asset = booked == null ? java.util.Objects.requireNonNull(line).asset() : booked.asset();
        breaks.add(new Break(
                kind,
                key.account(),
                key.document(),
                asset,
                booked == null ? 0 : booked.minor(),
                line == null ? 0 : line.minor()));
    }
}
