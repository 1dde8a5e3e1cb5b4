package gateway.compliance.matching;

import gateway.compliance.Identifier;
import gateway.compliance.ListVersion;
import gateway.compliance.lists.ListEntry;
import gateway.compliance.lists.ListEntry.ListedName;
import gateway.compliance.lists.ListFile;
import gateway.compliance.names.Name;
import gateway.compliance.names.NameToken;
import gateway.compliance.names.NameToken.Kind;
import gateway.platform.crypto.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All lists in force, arranged so that the few names worth comparing are found at once. Never changes. */
public final class ListIndex {

    /** Names of which the largest part is shared with the party's are compared word by word, others not at all. */
    private static final int MOST_COMPARED = 48;

    /** Of a thousand: names that share less of what tells them apart cannot be alike. */
    private static final int LEAST_SHARED = 450;

    // A word that more names have only adds to what other words have found.
    private static final int MOST_BEARERS = 2_000;

    private final List<ListVersion> versions;
    private final List<Indexed> names = new ArrayList<>();
    private final Map<Identifier, List<Listed>> byIdentifier = new HashMap<>();
    private final Map<Place, Listed> byPlace = new HashMap<>();
    private final String fingerprint;
    private final Vocabulary words;
    private final Vocabulary joined;
    private final Weights weights;
    private final int[] whole;

    /** An entry and the list it stands on. */
    public record Listed(ListVersion version, ListEntry entry) {}

    private record Place(String list, String entry) {}

    private record Indexed(Listed listed, ListedName name) {}

    /** A name on a list that is like the one looked for. */
    public record Found(Listed listed, ListedName name, Likeness likeness) {}

    public ListIndex(List<ListFile> lists) {
        versions = lists.stream().map(ListFile::version).toList();
        for (var list : lists) {
            list.entries().forEach(entry -> add(new Listed(list.version(), entry)));
        }
        words = new Vocabulary(bearers(ListIndex::words), true);
        joined = new Vocabulary(bearers(ListIndex::joined), false);
        weights = token -> Weights.of(token, words.countOf(token.sound()));
        whole = names.stream().mapToInt(it -> weight(it.name().name())).toArray();
        fingerprint = fingerprint(lists);
    }

    /** The same for the same entries, in whatever order; another one as soon as anything about any of them changes. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The entry with that id on that list; null where there is none (any more). */
    public @Nullable Listed find(String list, String entry) {
        return byPlace.get(new Place(list, entry));
    }

    private static String fingerprint(List<ListFile> lists) {
        var all = new StringBuilder();
        for (var list : lists) {
            all.append(list.version().list()).append('\n');
            list.entries().stream()
                    .map(entry -> HexFormat.of().formatHex(entry.fingerprint()))
                    .sorted()
                    .forEach(all::append);
        }
        return HexFormat.of().formatHex(Sha256.of(all.toString()));
    }

    public List<ListVersion> versions() {
        return versions;
    }

    public List<Listed> with(Identifier identifier) {
        return byIdentifier.getOrDefault(identifier, List.of());
    }

    /** The names most like this one, in no particular order. */
    public List<Found> like(Name name) {
        int mine = weight(name);
        return Arrays.stream(candidates(name).largest(MOST_COMPARED, least(name, mine), mine, whole))
                .mapToObj(names::get)
                .map(it -> new Found(
                        it.listed(),
                        it.name(),
                        CompareNames.compare(name, it.name().name(), weights)))
                .toList();
    }

    private static int least(Name name, int mine) {
        // A given name and a father's name: of the two, names on lists are found by the first only.
        return name.mayNameFather() ? 0 : mine * LEAST_SHARED / 1_000;
    }

    private int weight(Name name) {
        return words(name).stream().mapToInt(weights::of).sum();
    }

    // Two words as one are only looked for among single ones, and the other way round.
    private Tally candidates(Name name) {
        var searches = new ArrayList<Search>();
        for (var token : words(name)) {
            searches.add(new Search(weights.of(token), words, words.like(token, true)));
            searches.add(new Search(weights.of(token), joined, joined.like(token, false)));
        }
        for (var token : joined(name)) {
            searches.add(new Search(weights.of(token), words, words.like(token, false)));
        }
        searches.sort(Comparator.comparingInt(Search::size));
        var found = new Tally();
        searches.forEach(search -> search.collect(found));
        return found;
    }

    private record Search(int weight, Vocabulary vocabulary, Tally like) {

        int size() {
            int size = 0;
            for (int word : like.keys()) {
                size += vocabulary.bearers(word).length;
            }
            return size;
        }

        void collect(Tally found) {
            boolean first = found.isEmpty();
            for (int word : like.keys()) {
                var bearers = vocabulary.bearers(word);
                int worth = weight * like.get(word) / 1_000;
                for (int bearer : bearers) {
                    if (first || bearers.length <= MOST_BEARERS || found.has(bearer)) {
                        found.add(bearer, worth);
                    }
                }
            }
        }
    }

    private void add(Listed listed) {
        byPlace.put(new Place(listed.version().list(), listed.entry().id()), listed);
        listed.entry().names().forEach(name -> names.add(new Indexed(listed, name)));
        listed.entry()
                .identifiers()
                .forEach(identifier -> byIdentifier
                        .computeIfAbsent(identifier, _ -> new ArrayList<>())
                        .add(listed));
    }

    private Map<String, int[]> bearers(Function<Name, List<NameToken>> of) {
        var bearers = new HashMap<String, List<Integer>>();
        for (int number = 0; number < names.size(); number++) {
            var sounds = new LinkedHashSet<String>();
            of.apply(names.get(number).name().name()).forEach(token -> sounds.addAll(token.sounds()));
            for (var sound : sounds) {
                bearers.computeIfAbsent(sound, _ -> new ArrayList<>()).add(number);
            }
        }
        var arrays = new HashMap<String, int[]>();
        bearers.forEach((sound, its) ->
                arrays.put(sound, its.stream().mapToInt(Integer::intValue).toArray()));
        return arrays;
    }

    /** The words a name is found by: not the common ones, unless there are no others. */
    private static List<NameToken> words(Name name) {
        var telling = name.tokens().stream()
                .filter(token -> token.kind() == Kind.NAME)
                .toList();
        return telling.isEmpty() ? name.tokens() : telling;
    }

    /** Neighbours as one word. */
    private static List<NameToken> joined(Name name) {
        var joined = new ArrayList<NameToken>();
        for (int i = 0; i + 1 < name.tokens().size(); i++) {
            var one = name.tokens().get(i);
            var next = name.tokens().get(i + 1);
            if (one.kind() == Kind.NAME && next.kind() == Kind.NAME) {
                joined.add(one.joined(next));
            }
        }
        return joined;
    }
}
