package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Payments;
import gateway.corebanking.tieout.TieOut.Place;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOut.Total;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares all books of a day as they are read, piece by piece, and keeps only what it found: pure, and for one reader.
 * First our movements of the day, each with all that others say of it; then what others say of the day, each with what
 * we know of it.
 */
public final class TieOutRules {

    private static final Comparator<Sum> BY_PLACE =
            Comparator.comparing(Sum::account).thenComparing(it -> it.asset().code());

    private final LocalDate day;
    private final Told told;
    private final Findings findings = new Findings();
    private final CoreTieOut core;
    private final RailTieOut rails;
    private final Map<Sum, Long> ours = new TreeMap<>(BY_PLACE);
    private final Map<Sum, Long> theirs = new TreeMap<>(BY_PLACE);

    private record Sum(String account, Asset asset) {}

    /** Accounts of the core banking system, and rails, of which there is a statement of the day. */
    public record Told(Set<String> accounts, Set<String> rails) {}

    public TieOutRules(LocalDate day, Told told) {
        this.day = day;
        this.told = told;
        this.core = new CoreTieOut(day, told.accounts(), findings);
        this.rails = new RailTieOut(day, told.rails(), findings);
    }

    /** Whether a rail of which there is a statement has to be asked for it. */
    public boolean isOnRail(Booked it) {
        return RailTieOut.moved(it).keySet().stream().anyMatch(told.rails()::contains);
    }

    /**
     * Some movements of the day.
     *
     * @param lines all of the core banking system that name them, on their accounts, whatever their day
     * @param payments all to which those belong that are on a rail
     */
    public void movements(List<Booked> page, List<Theirs> lines, Payments payments) {
        page.forEach(this::sum);
        core.documents(page, lines);
        rails.movements(page, payments);
    }

    /**
     * What the core banking system names on the day.
     *
     * @param lines all that name the same on the same account, whatever their day
     * @param known the documents among them that we know
     */
    public void accountLines(List<Theirs> lines, List<Booked> known) {
        core.lines(lines, known);
    }

    /**
     * What rails name on the day.
     *
     * @param payments all that we know behind the names
     * @param strangers all lines with those names behind which we know none
     */
    public void railLines(Set<Place> names, Payments payments, List<Theirs> strangers) {
        rails.lines(names, payments, strangers);
    }

    /** What moved on the day by their books on one side of an account or rail. */
    public void theirs(String account, Asset asset, Side side, long minor) {
        theirs.merge(new Sum(account, asset), side == Side.CREDIT ? minor : -minor, Math::addExact);
    }

    public TieOut result() {
        return new TieOut(day, totals(), findings.breaks(), findings.found(), findings.compared(), silent());
    }

    private void sum(Booked it) {
        ours.merge(new Sum(it.debitAccount(), it.asset()), -it.minor(), Math::addExact);
        ours.merge(new Sum(it.creditAccount(), it.asset()), it.minor(), Math::addExact);
        RailTieOut.moved(it).forEach((rail, minor) -> ours.merge(new Sum(rail, it.asset()), minor, Math::addExact));
    }

    private List<Total> totals() {
        var places = new TreeSet<Sum>(BY_PLACE);
        places.addAll(ours.keySet());
        places.addAll(theirs.keySet());
        return places.stream()
                .map(it -> new Total(it.account(), it.asset(), ours.getOrDefault(it, 0L), theirs.getOrDefault(it, 0L)))
                .toList();
    }

    private List<String> silent() {
        var silent = new TreeSet<String>();
        ours.keySet().forEach(it -> silent.add(it.account()));
        silent.removeAll(told.accounts());
        silent.removeAll(told.rails());
        return List.copyOf(silent);
    }
}
