package gateway.corebanking.tieout;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Break;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOut.Total;
import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Compares all books of a day; pure. What is booked or told on the days around it says what is merely late. */
public final class TieOutRules {

    private static final String CLEARING = "clearing:";

    private TieOutRules() {}

    /**
     * Everything of the day and of the days around it.
     *
     * @param toldAccounts accounts of which there is a core banking statement of the day
     * @param toldRails rails of which there is one
     * @param known the payment or refund behind {@code rail/name}
     */
    public record Books(
            List<Booked> booked,
            List<Theirs> core,
            List<Theirs> rails,
            Set<String> toldAccounts,
            Set<String> toldRails,
            Map<String, UUID> known) {}

    public static TieOut of(LocalDate day, Books books) {
        var core = new CoreTieOut(day, books.toldAccounts(), books.booked(), books.core());
        var rails = new RailTieOut(day, books.toldRails(), books.booked(), books.rails(), books.known());
        var breaks = new ArrayList<Break>(core.breaks());
        breaks.addAll(rails.breaks());
        breaks.sort(
                Comparator.comparing(Break::kind).thenComparing(Break::account).thenComparing(Break::reference));
        return new TieOut(day, totals(day, books), breaks, core.compared() + rails.compared(), silent(day, books));
    }

    private record Place(String account, Asset asset) {}

    private static List<Total> totals(LocalDate day, Books books) {
        var ours = new TreeMap<Place, Long>(Comparator.comparing(Place::account)
                .thenComparing(it -> it.asset().code()));
        var theirs = new TreeMap<Place, Long>(ours.comparator());
        for (var it : books.booked()) {
            if (it.day().equals(day)) {
                ours.merge(new Place(it.debitAccount(), it.asset()), -it.minor(), Math::addExact);
                ours.merge(new Place(it.creditAccount(), it.asset()), it.minor(), Math::addExact);
                clearing(it).forEach((rail, minor) -> ours.merge(new Place(rail, it.asset()), minor, Math::addExact));
            }
        }
        Stream.concat(books.core().stream(), books.rails().stream())
                .filter(it -> it.day().equals(day))
                .forEach(it -> theirs.merge(
                        new Place(it.account(), it.asset()),
                        it.side() == Side.CREDIT ? it.minor() : -it.minor(),
                        Math::addExact));
        var places = new TreeSet<Place>(ours.comparator());
        places.addAll(ours.keySet());
        places.addAll(theirs.keySet());
        return places.stream()
                .map(it -> new Total(it.account(), it.asset(), ours.getOrDefault(it, 0L), theirs.getOrDefault(it, 0L)))
                .toList();
    }

    private static Map<String, Long> clearing(Booked it) {
        var rails = new TreeMap<String, Long>();
        if (it.debit().startsWith(CLEARING)) {
            rails.merge(it.debit().substring(CLEARING.length()), -it.minor(), Math::addExact);
        }
        if (it.credit().startsWith(CLEARING)) {
            rails.merge(it.credit().substring(CLEARING.length()), it.minor(), Math::addExact);
        }
        return rails;
    }

    private static List<String> silent(LocalDate day, Books books) {
        var silent = new TreeSet<String>();
        for (var it : books.booked()) {
            if (it.day().equals(day)) {
                silent.add(it.debitAccount());
                silent.add(it.creditAccount());
                silent.addAll(clearing(it).keySet());
            }
        }
        silent.removeAll(books.toldAccounts());
        silent.removeAll(books.toldRails());
        return List.copyOf(silent);
    }
}
