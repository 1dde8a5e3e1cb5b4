package gateway.compliance.matching;

import gateway.compliance.Identifier;
import gateway.compliance.ListVersion;
import gateway.compliance.lists.ListEntry;
import gateway.compliance.lists.ListEntry.ListedName;
import gateway.compliance.lists.ListFile;
import gateway.compliance.names.Name;
import gateway.compliance.names.NameToken;
import gateway.compliance.names.NameToken.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All lists in force, arranged so that the few names worth comparing are found at once. Never changes. */
public final class ListIndex {

    /** Names that share most with the party's are compared word by word, others not at all. */
    private static final int MOST_COMPARED = 48;

    // A word that more names have only adds to what other words have found.
    private static final int MOST_BEARERS = 2_000;

    private final List<ListVersion> versions;
    private final List<Indexed> names = new ArrayList<>();
    private final Map<Identifier, List<Listed>> byIdentifier = new HashMap<>();
    private final Vocabulary vocabulary;
    private final Weights weights;

    /** An entry and the list it stands on. */
    public record Listed(ListVersion version, ListEntry entry) {}

    private record Indexed(Listed listed, ListedName name) {}

    /** A name on a list that is like the one looked for. */
    public record Found(Listed listed, ListedName name, Likeness likeness) {}

    public ListIndex(List<ListFile> lists) {
        versions = lists.stream().map(ListFile::version).toList();
        for (var list : lists) {
            list.entries().forEach(entry -> add(new Listed(list.version(), entry)));
        }
        vocabulary = new Vocabulary(bearers());
        weights = token -> Weights.of(token, vocabulary.countOf(token.sound()));
    }

    public List<ListVersion> versions() {
        return versions;
    }

    public List<Listed> with(Identifier identifier) {
        return byIdentifier.getOrDefault(identifier, List.of());
    }

    /** The names most like this one, in no particular order. */
    public List<Found> like(Name name) {
        return Arrays.stream(candidates(name).largest(MOST_COMPARED))
                .mapToObj(names::get)
                .map(it -> new Found(
                        it.listed(), it.name(), CompareNames.compare(name, it.name().name(), weights)))
                .toList();
    }

    private Tally candidates(Name name) {
        var found = new Tally();
        searched(name).stream()
                .map(token -> new Search(weights.of(token), vocabulary.like(token)))
                .sorted(Comparator.comparingInt(this::size))
                .forEach(search -> collect(search, found));
        return found;
    }

    private record Search(int weight, Tally words) {}

    private int size(Search search) {
        return Arrays.stream(search.words().keys())
                .map(word -> vocabulary.bearers(word).length)
                .sum();
    }

    private void collect(Search search, Tally found) {
        boolean first = found.isEmpty();
        for (int word : search.words().keys()) {
            var bearers = vocabulary.bearers(word);
            int worth = search.weight() * search.words().get(word) / 1_000;
            for (int bearer : bearers) {
                if (first || bearers.length <= MOST_BEARERS || found.has(bearer)) {
                    found.add(bearer, worth);
                }
            }
        }
    }

    private void add(Listed listed) {
        listed.entry().names().forEach(name -> names.add(new Indexed(listed, name)));
        listed.entry().identifiers().forEach(identifier -> byIdentifier
                .computeIfAbsent(identifier, _ -> new ArrayList<>())
                .add(listed));
    }

    private Map<String, int[]> bearers() {
        var bearers = new HashMap<String, List<Integer>>();
        for (int number = 0; number < names.size(); number++) {
            for (var sound : sounds(names.get(number).name().name())) {
                bearers.computeIfAbsent(sound, _ -> new ArrayList<>()).add(number);
            }
        }
        var arrays = new HashMap<String, int[]>();
        bearers.forEach((sound, its) ->
                arrays.put(sound, its.stream().mapToInt(Integer::intValue).toArray()));
        return arrays;
    }

    private static Set<String> sounds(Name name) {
        var sounds = new LinkedHashSet<String>();
        searched(name).forEach(token -> sounds.addAll(token.sounds()));
        return sounds;
    }

    /** The words a name is found by: not the common ones, unless there are no others; neighbours also as one. */
    private static List<NameToken> searched(Name name) {
        var telling = name.tokens().stream()
                .filter(token -> token.kind() == Kind.NAME)
                .toList();
        if (telling.isEmpty()) {
            return name.tokens();
        }
        var searched = new ArrayList<>(telling);
        for (int i = 0; i + 1 < telling.size(); i++) {
            searched.add(telling.get(i).joined(telling.get(i + 1)));
        }
        return searched;
    }
}
