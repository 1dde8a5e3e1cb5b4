package gateway.compliance.matching;

import gateway.compliance.names.NameToken;
import gateway.compliance.names.SoundKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words of the names on the lists, each once, to be found by what sounds like it. */
final class Vocabulary {

    // More words of one key than this say that the key says nothing.
    private static final int MOST_PER_KEY = 1_000;
    private static final int SAME = 1_000;
    private static final int[] NONE = {};

    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, int[]> byKey = new HashMap<>();
    private final List<int[]> bearers = new ArrayList<>();
    private final boolean forgiving;

    /**
     * @param names numbers of the names that have the word, by word
     * @param forgiving whether a wrong consonant is forgiven in long words
     */
    Vocabulary(Map<String, int[]> names, boolean forgiving) {
        this.forgiving = forgiving;
        var keys = new HashMap<String, List<Integer>>();
        for (var each : names.entrySet()) {
            int number = words.size();
            numbers.put(each.getKey(), number);
            words.add(each.getKey());
            bearers.add(each.getValue());
            for (var key : keys(each.getKey(), forgiving)) {
                keys.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
            }
        }
        keys.forEach((key, its) -> byKey.put(
                key,
                its.stream().limit(MOST_PER_KEY).mapToInt(Integer::intValue).toArray()));
    }

    /** Numbers of the names that have the word. */
    int[] bearers(int word) {
        return bearers.get(word);
    }

    int countOf(String sound) {
        var word = numbers.get(sound);
        return word == null ? 0 : bearers.get(word).length;
    }

    /** How like the token each word is that is like it at all. */
    Tally like(NameToken token, boolean forgive) {
        var like = new Tally();
        for (var sound : token.sounds()) {
            var known = numbers.get(sound);
            if (known != null) {
                like.max(known, SAME);
            }
            compare(sound, forgive && forgiving, like);
        }
        return like;
    }

    private void compare(String sound, boolean forgive, Tally like) {
        var compared = new BitSet();
        for (var key : keys(sound, forgive)) {
            for (int word : byKey.getOrDefault(key, NONE)) {
                if (!compared.get(word)) {
                    compared.set(word);
                    like.max(word, NameToken.likeness(sound, words.get(word)));
                }
            }
        }
    }

    private static Set<String> keys(String sound, boolean forgiving) {
        return forgiving ? SoundKey.of(sound) : Set.of(SoundKey.exact(sound));
    }
}
