package gateway.corebanking.tieout;

import gateway.corebanking.tieout.TieOut.Break;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found so far; it remembers a bounded number of breaks and counts the others. */
final class Findings {

    private static final int MOST = 10_000;
    private static final Comparator<Break> ORDER =
            Comparator.comparing(Break::kind).thenComparing(Break::account).thenComparing(Break::reference);

    private final List<Break> breaks = new ArrayList<>();
    private long found;
    private long compared;

    void add(Break it) {
        found++;
        if (breaks.size() < MOST) {
            breaks.add(it);
        }
    }

    void countCompared() {
        compared++;
    }

    List<Break> breaks() {
        return breaks.stream().sorted(ORDER).toList();
    }

    long found() {
        return found;
    }

    long compared() {
        return compared;
    }
}
