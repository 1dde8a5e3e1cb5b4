package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.corebanking.tieout.TieOut.Kind;
import gateway.corebanking.tieout.TieOut.Theirs;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares our documents with the lines of the core banking system, each by document, account and side; pure. One line
 * stands for the document, and is judged by all that is wrong with it: what is wrong and late is wrong. Every other one
 * is there once too often.
 */
final class CoreTieOut {

    private final LocalDate day;
    private final Set<String> told;
    private final Findings findings;

    private record Key(String document, String account, Side side) {}

    /** @param told accounts of which there is a statement of the day */
    CoreTieOut(LocalDate day, Set<String> told, Findings findings) {
        this.day = day;
        this.told = told;
        this.findings = findings;
    }

    /** @param lines all that name one of these documents of the day, whatever their day */
    void documents(List<Booked> booked, List<Theirs> lines) {
        var theirs = byKey(lines);
        byKeyOf(booked).forEach((key, it) -> {
            if (told.contains(key.account())) {
                findings.countCompared();
                document(key, it, theirs.getOrDefault(key, List.of()));
            }
        });
    }

    /**
     * @param lines of some documents on some accounts, on the day and all others
     * @param known those of the documents that we know
     */
    void lines(List<Theirs> lines, List<Booked> known) {
        var ours = byKeyOf(known);
        byKey(lines).forEach((key, all) -> {
            var booked = ours.get(key);
            if (booked == null) {
                ofToday(all).forEach(it -> {
                    findings.countCompared();
                    findings.add(new Break(Kind.EXTRA, key.account(), key.document(), it.asset(), 0, it.minor()));
                });
            } else if (!booked.day().equals(day)) {
                ofAnotherDay(key, booked, all);
            }
        });
    }

    private void document(Key key, Booked booked, List<Theirs> lines) {
        if (lines.isEmpty()) {
            findings.add(new Break(
                    Kind.MISSING, key.account(), key.document(), booked.asset(), booked.minor(), /* theirs= */ 0));
            return;
        }
        var stands = standing(booked, lines);
        judge(key, booked, stands);
        ofToday(without(stands, lines)).forEach(twin -> add(Kind.DUPLICATE, key, booked, twin));
    }

    private void ofAnotherDay(Key key, Booked booked, List<Theirs> lines) {
        var stands = standing(booked, lines);
        if (stands.day().equals(day)) {
            findings.countCompared();
            judge(key, booked, stands);
        }
        ofToday(without(stands, lines)).forEach(twin -> {
            findings.countCompared();
            add(Kind.DUPLICATE, key, booked, twin);
        });
    }

    private static List<Theirs> without(Theirs one, List<Theirs> lines) {
        var others = new ArrayList<>(lines);
        others.remove(one);
        return others;
    }

    private Stream<Theirs> ofToday(List<Theirs> lines) {
        return lines.stream().filter(it -> it.day().equals(day));
    }

    /** The line that stands for the document: of its day before any other, then the right one, then the nearest. */
    private static Theirs standing(Booked booked, List<Theirs> lines) {
        return lines.stream()
                .min(Comparator.comparing((Theirs it) -> !it.day().equals(booked.day()))
                        .thenComparing(it -> !isRight(booked, it))
                        .thenComparingLong(it -> Math.abs(ChronoUnit.DAYS.between(booked.day(), it.day())))
                        .thenComparing(Theirs::day))
                .orElseThrow();
    }

    private static boolean isRight(Booked booked, Theirs it) {
        return it.asset().equals(booked.asset()) && it.minor() == booked.minor();
    }

    private void judge(Key key, Booked booked, Theirs line) {
        if (!line.asset().equals(booked.asset())) {
            add(Kind.CURRENCY, key, booked, line);
        } else if (line.minor() != booked.minor()) {
            add(Kind.AMOUNT, key, booked, line);
        } else if (!line.day().equals(booked.day())) {
            add(Kind.TIMING, key, booked, line);
        }
    }

    private void add(Kind kind, Key key, Booked booked, Theirs line) {
        findings.add(new Break(kind, key.account(), key.document(), booked.asset(), booked.minor(), line.minor()));
    }

    private static Map<Key, Booked> byKeyOf(List<Booked> booked) {
        var ours = new HashMap<Key, Booked>();
        for (var it : booked) {
            ours.put(new Key(it.document(), it.debitAccount(), Side.DEBIT), it);
            ours.put(new Key(it.document(), it.creditAccount(), Side.CREDIT), it);
        }
        return ours;
    }

    private static Map<Key, List<Theirs>> byKey(List<Theirs> lines) {
        var theirs = new HashMap<Key, List<Theirs>>();
        for (var it : lines) {
            theirs.computeIfAbsent(new Key(it.reference(), it.account(), it.side()), _ -> new ArrayList<>(1))
                    .add(it);
        }
        return theirs;
    }
}
