package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.corebanking.tieout.TieOut.Kind;
import gateway.corebanking.tieout.TieOut.Payments;
import gateway.corebanking.tieout.TieOut.Place;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the clearing accounts with the rails, each payment on each rail: what the rail owes us for it, with fees and
 * without refunds, and what it says it moved; pure. The day of our last movement tells of the whole payment.
 */
final class RailTieOut {

    private static final String CLEARING = "clearing:";

    private final LocalDate day;
    private final Set<String> told;
    private final Findings findings;

    private record Key(String rail, UUID payment) {}

    /** What a rail owes us for a payment, by our books; and between which days it moved. */
    private record Owed(long minor, Asset asset, LocalDate first, LocalDate last, String lastDocument) {

        static Owed of(Booked it, long minor) {
            return new Owed(minor, it.asset(), it.day(), it.day(), it.document());
        }

        // Of several on the last day, one: whoever reads the day in pieces must meet it once.
        Owed plus(Owed more) {
            int order = more.last.compareTo(last);
            boolean later = order > 0 || (order == 0 && more.lastDocument.compareTo(lastDocument) > 0);
            return new Owed(
                    Math.addExact(minor, more.minor),
                    asset,
                    first.isBefore(more.first) ? first : more.first,
                    later ? more.last : last,
                    later ? more.lastDocument : lastDocument);
        }
    }

    /** @param told rails of which there is a statement of the day */
    RailTieOut(LocalDate day, Set<String> told, Findings findings) {
        this.day = day;
        this.told = told;
        this.findings = findings;
    }

    /** What it moved on the rails that shall be asked for it: credits without debits. */
    static Map<String, Long> moved(Booked it) {
        var moved = new HashMap<String, Long>();
        if (!it.repair()) {
            rail(it.debit()).ifPresent(rail -> moved.merge(rail, -it.minor(), Math::addExact));
            rail(it.credit()).ifPresent(rail -> moved.merge(rail, it.minor(), Math::addExact));
        }
        return moved;
    }

    private static Optional<String> rail(String account) {
        return Optional.of(account).filter(it -> it.startsWith(CLEARING)).map(it -> it.substring(CLEARING.length()));
    }

    /**
     * @param page some movements of the day
     * @param payments all to which they belong
     */
    void movements(List<Booked> page, Payments payments) {
        var here = page.stream().map(Booked::document).collect(Collectors.toSet());
        var theirs = byKey(payments);
        var others = payments.booked().stream().filter(it -> !here.contains(it.document()));
        owed(Stream.concat(page.stream(), others)).forEach((key, owed) -> {
            if (owed.last().equals(day) && here.contains(owed.lastDocument()) && told.contains(key.rail())) {
                findings.countCompared();
                movement(key, owed, theirs.getOrDefault(key, List.of()));
            }
        });
    }

    /**
     * @param page some names of rails, and of what they name, in lines of the day
     * @param payments those that we know behind them
     * @param strangers all lines of those that we do not know
     */
    void lines(Set<Place> page, Payments payments, List<Theirs> strangers) {
        var ours = owed(payments.booked().stream());
        byKey(payments).forEach((key, lines) -> {
            var owed = ours.get(key);
            boolean isAnotherDays = owed == null || !owed.last().equals(day);
            if (isAnotherDays && firstOfToday(lines).filter(page::contains).isPresent()) {
                findings.countCompared();
                ofAnotherDay(key, owed, lines);
            }
        });
        strangers.stream()
                .collect(Collectors.groupingBy(Theirs::place))
                .values()
                .forEach(this::stranger);
    }

    /** One of the names of the day, by which whoever reads in pieces meets the payment once. */
    private Optional<Place> firstOfToday(List<Theirs> lines) {
        return lines.stream()
                .filter(it -> it.day().equals(day))
                .map(Theirs::reference)
                .min(String::compareTo)
                .map(name -> new Place(lines.getFirst().account(), name));
    }

    private void movement(Key key, Owed owed, List<Theirs> lines) {
        if (lines.isEmpty()) {
            if (owed.minor() != 0) {
                add(Kind.MISSING, key, owed, 0);
            }
            return;
        }
        judge(key, owed, lines, lines.stream().noneMatch(it -> it.day().equals(day)));
    }

    // What is wrong and late is wrong.
    private void judge(Key key, Owed owed, List<Theirs> lines, boolean late) {
        long sum = lines.stream().mapToLong(RailTieOut::signed).reduce(0, Math::addExact);
        if (lines.stream().anyMatch(it -> !it.asset().equals(owed.asset()))) {
            add(Kind.CURRENCY, key, owed, sum);
        } else if (sum != owed.minor()) {
            add(isTwin(lines, sum - owed.minor()) ? Kind.DUPLICATE : Kind.AMOUNT, key, owed, sum);
        } else if (late) {
            add(Kind.TIMING, key, owed, sum);
        }
    }

    // A payment that failed does not keep the name of the message that was undone.
    private void stranger(List<Theirs> lines) {
        boolean undone = isUndone(lines);
        for (var it : lines) {
            if (it.day().equals(day)) {
                findings.countCompared();
                if (!undone) {
                    findings.add(new Break(Kind.EXTRA, it.account(), it.reference(), it.asset(), 0, signed(it)));
                }
            }
        }
    }

    private void ofAnotherDay(Key key, @Nullable Owed owed, List<Theirs> lines) {
        long today = ofToday(lines);
        if (owed == null) {
            if (today != 0 && !isUndone(lines)) {
                var asset = lines.getFirst().asset();
                findings.add(new Break(Kind.EXTRA, key.rail(), key.payment().toString(), asset, 0, today));
            }
            return;
        }
        // Where the rail also moved something on the day of our last movement, that day tells; and so it does of what
        // it moved between our first and our last one.
        boolean outside = day.isAfter(owed.last()) || day.isBefore(owed.first());
        if (outside && today != 0 && lines.stream().noneMatch(it -> it.day().equals(owed.last()))) {
            judge(key, owed, lines, /* late= */ true);
        }
    }

    private long ofToday(List<Theirs> lines) {
        return lines.stream()
                .filter(it -> it.day().equals(day))
                .mapToLong(RailTieOut::signed)
                .reduce(0, Math::addExact);
    }

    /** Whether the rail has given back what it took, or the other way round, so that nobody owes anything. */
    private static boolean isUndone(List<Theirs> lines) {
        return lines.stream().map(Theirs::asset).distinct().count() == 1
                && lines.stream().mapToLong(RailTieOut::signed).reduce(0, Math::addExact) == 0;
    }

    /** Whether the same line stands there twice, and once would be right. */
    private static boolean isTwin(List<Theirs> lines, long tooMuch) {
        var seen = new HashSet<String>();
        return lines.stream()
                .filter(it -> !seen.add(it.reference() + it.side() + it.minor()))
                .findFirst()
                .filter(twin -> signed(twin) == tooMuch)
                .isPresent();
    }

    private void add(Kind kind, Key key, Owed owed, long sum) {
        findings.add(new Break(kind, key.rail(), key.payment().toString(), owed.asset(), owed.minor(), sum));
    }

    private static Map<Key, Owed> owed(Stream<Booked> booked) {
        var owed = new HashMap<Key, Owed>();
        booked.forEach(it -> moved(it)
                .forEach((rail, minor) -> owed.merge(new Key(rail, it.reference()), Owed.of(it, -minor), Owed::plus)));
        return owed;
    }

    private static Map<Key, List<Theirs>> byKey(Payments payments) {
        var theirs = new HashMap<Key, List<Theirs>>();
        for (var it : payments.lines()) {
            theirs.computeIfAbsent(new Key(it.line().account(), it.payment()), _ -> new ArrayList<>(2))
                    .add(it.line());
        }
        return theirs;
    }

    private static long signed(Theirs it) {
        return it.side() == Side.DEBIT ? it.minor() : -it.minor();
    }
}
