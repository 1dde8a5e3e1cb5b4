package gateway.compliance.matching;

import gateway.compliance.Party;
import gateway.compliance.Verdict;
import gateway.compliance.Verdict.Match;
import gateway.compliance.matching.ListIndex.Listed;
import gateway.compliance.names.Name;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides about one party against one state of the lists. Pure.
 *
 * @param hitFrom score from which it is a hit, of a thousand
 * @param possibleFrom score from which a person has to look
 */
public record Screen(int hitFrom, int possibleFrom) {

    private record Weighed(String name, Likeness likeness) {

        Weighed better(Weighed other) {
            return likeness.score() >= other.likeness.score() ? this : other;
        }
    }

    public Verdict against(ListIndex index, Party party, Name name) {
        var weighed = new IdentityHashMap<Listed, Weighed>();
        for (var found : index.like(name)) {
            var likeness = Circumstances.weigh(party, found.listed().entry(), found.name(), found.likeness());
            weighed.merge(found.listed(), new Weighed(found.name().text(), capped(likeness)), Weighed::better);
        }
        for (var identifier : party.identifiers()) {
            for (var listed : index.with(identifier)) {
                var known = listed.entry().names().getFirst().text();
                weighed.put(listed, new Weighed(known, Circumstances.sameNumber(identifier)));
            }
        }
        return verdict(index, weighed);
    }

    // What is not sure is never a hit, however alike.
    private Likeness capped(Likeness it) {
        return it.sure() || it.score() < hitFrom ? it : new Likeness(hitFrom - 1, false, it.reasons());
    }

    // All of them: what is left out here nobody would ever see, and whoever clears the others would clear it with them.
    private Verdict verdict(ListIndex index, Map<Listed, Weighed> weighed) {
        var matches = weighed.entrySet().stream()
                .filter(each -> each.getValue().likeness().score() >= possibleFrom)
                .map(each -> match(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(Match::score)
                        .reversed()
                        .thenComparing(Match::list)
                        .thenComparing(Match::entry))
                .toList();
        if (matches.isEmpty()) {
            return new Verdict.Clear(index.versions());
        }
        return matches.getFirst().score() >= hitFrom
                ? new Verdict.Hit(matches, index.versions())
                : new Verdict.Possible(matches, index.versions());
    }

    private static Match match(Listed listed, Weighed it) {
        List<String> reasons = it.likeness().reasons();
        return new Match(
                listed.version().list(),
                listed.version().version(),
                listed.entry().id(),
                it.name(),
                it.likeness().score(),
                reasons);
    }
}
