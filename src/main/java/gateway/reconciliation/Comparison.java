package gateway.reconciliation;

import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our lines of an item beside those of one other book; pure. */
final class Comparison {

    private final String item;
    private final Book against;
    private final Terms terms;
    private final LocalDate lastTold;
    private final List<Line> ours;
    private final List<Line> theirs;
    private final List<Line> done;

    /** @param lastTold the last day of which the other book was seen */
    Comparison(String item, Book against, Terms terms, LocalDate lastTold, List<Line> ours, List<Line> theirs) {
        this.item = item;
        this.against = against;
        this.terms = terms;
        this.lastTold = lastTold;
        this.ours = ours;
        this.theirs = theirs;
        this.done = theirs.stream().filter(Line::isDone).toList();
    }

    /** One at most: the most telling. */
    List<Break> breaks() {
        if (ours.isEmpty() && done.isEmpty()) {
            return List.of();
        }
        var kind = assets().count() > 1 ? BreakKind.CURRENCY : kind();
        return kind == null ? agreed() : List.of(named(kind));
    }

    private @Nullable BreakKind kind() {
        long here = sum(ours);
        long there = sum(done);
        if (here == there) {
            return null;
        }
        if (ours.isEmpty()) {
            return done.stream().allMatch(this::isLateThere) ? BreakKind.TIMING : BreakKind.MISSING_HERE;
        }
        if (theirs.isEmpty()) {
            return ours.stream().allMatch(this::isLateHere) ? BreakKind.TIMING : missing();
        }
        return differing(here, there);
    }

    private BreakKind missing() {
        return against == Book.BANK ? BreakKind.MISSING_AT_BANK : BreakKind.MISSING_THERE;
    }

    private BreakKind differing(long here, long there) {
        if (sum(without(ours, this::isLateHere)) == sum(without(done, this::isLateThere))) {
            return BreakKind.TIMING;
        }
        if (isStatus(here, there)) {
            return BreakKind.STATUS;
        }
        if (tooMuch(done, there - here)) {
            return against == Book.BANK ? BreakKind.DUPLICATE_AT_BANK : BreakKind.DUPLICATE_THERE;
        }
        if (tooMuch(ours, here - there)) {
            return BreakKind.DUPLICATE_HERE;
        }
        if (isFee(there - here)) {
            return BreakKind.FEE;
        }
        return isReversed(here, there) ? BreakKind.REVERSED : BreakKind.AMOUNT;
    }

    /** What is not done there would make it right. */
    private boolean isStatus(long here, long there) {
        var undone = theirs.stream().filter(it -> !it.isDone()).toList();
        return !undone.isEmpty() && there + sum(undone) == here;
    }

    /** Whether a line stands there more often than it should, and that is all that is wrong. */
    private static boolean tooMuch(List<Line> lines, long surplus) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            boolean again = lines.subList(0, i).stream().anyMatch(line::isTwinOf);
            if (again && surplus % line.signed() == 0 && surplus / line.signed() > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isFee(long difference) {
        long fee = ours.stream()
                .filter(it -> Objects.equals(it.fee(), it.minor()))
                .mapToLong(Line::signed)
                .sum();
        return fee != 0 && Math.abs(difference) == Math.abs(fee);
    }

    /** One side gave back what the other did not. */
    private boolean isReversed(long here, long there) {
        long forth = Long.signum(here == 0 ? there : here);
        return here != there
                && sum(without(ours, it -> Long.signum(it.signed()) != forth))
                        == sum(without(done, it -> Long.signum(it.signed()) != forth));
    }

    /** The amounts agree; what the counterparty keeps may not. */
    private List<Break> agreed() {
        return done.stream()
                .filter(it -> it.fee() != null && terms.feeRate() != null)
                .filter(it -> !Objects.equals(terms.fee(it.minor()), it.fee()))
                .map(it -> new Break(
                        item,
                        BreakKind.FEE,
                        against,
                        it.name(),
                        it.day(),
                        it.asset(),
                        Objects.requireNonNullElse(terms.fee(it.minor()), 0L),
                        Objects.requireNonNullElse(it.fee(), 0L),
                        0,
                        Alone.UNKNOWN))
                .limit(1)
                .toList();
    }

    private Break named(BreakKind kind) {
        long here = sum(ours);
        long there = sum(done);
        var first = all().min(Comparator.comparing(Line::day)).orElseThrow();
        boolean posted = against == Book.THEIRS && kind != BreakKind.CURRENCY && kind != BreakKind.TIMING;
        return new Break(
                item,
                kind,
                against,
                Optional.of(theirs)
                        .filter(it -> !it.isEmpty())
                        .orElse(ours)
                        .getFirst()
                        .name(),
                first.day(),
                ours.isEmpty() ? done.getFirst().asset() : ours.getFirst().asset(),
                here,
                there,
                posted ? Math.subtractExact(there, here) : 0,
                Alone.UNKNOWN);
    }

    private Stream<Line> all() {
        return Stream.concat(ours.stream(), theirs.stream());
    }

    private Stream<Asset> assets() {
        return Stream.concat(ours.stream(), done.stream()).map(Line::asset).distinct();
    }

    /** They may still book it tomorrow. */
    private boolean isLateHere(Line line) {
        return line.late() && !line.day().isBefore(lastTold);
    }

    /** We may still book it tomorrow. */
    private boolean isLateThere(Line line) {
        return line.late() && !line.day().isBefore(terms.until());
    }

    private static List<Line> without(List<Line> lines, Predicate<Line> what) {
        return lines.stream().filter(what.negate()).toList();
    }

    private static long sum(List<Line> lines) {
        return BreakRules.net(lines.stream());
    }
}
