package sandbox.tieout;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import sandbox.tieout.Falsifier.Falsehood;
import sandbox.tieout.Falsifier.Way;

/**
 * What a tie-out found of what was put there.
 *
 * @param found falsehoods of which everything was said
 * @param missed what should have been said
 * @param invented what was said of nothing
 * @param table a line for each way to be wrong
 */
record Judgement(int found, Set<String> missed, Set<String> invented, String table) {

    private record Tally(int put, int found) {

        Tally plus(boolean isFound) {
            return new Tally(put + 1, found + (isFound ? 1 : 0));
        }
    }

    static Judgement of(List<Falsehood> put, Set<String> said) {
        var tallies = new EnumMap<Way, Tally>(Way.class);
        var explained = new HashSet<String>();
        for (var it : put) {
            explained.addAll(it.expected());
            boolean found = said.containsAll(it.expected());
            tallies.merge(it.way(), new Tally(0, 0).plus(found), (before, _) -> before.plus(found));
        }
        var invented = new TreeSet<>(said);
        invented.removeAll(explained);
        var table = new StringBuilder("  %-20s %5s %6s%n".formatted("falsehood", "put", "found"));
        tallies.forEach((way, it) -> table.append("  %-20s %5d %6d%n"
                .formatted(way.name().toLowerCase(Locale.ROOT).replace('_', ' '), it.put(), it.found())));
        int found = tallies.values().stream().mapToInt(Tally::found).sum();
        table.append("  %-20s %5d %6d, invented: %d".formatted("all", put.size(), found, invented.size()));
        var missed = new TreeSet<>(explained);
        missed.removeAll(said);
        return new Judgement(found, Set.copyOf(missed), Set.copyOf(invented), table.toString());
    }
}
