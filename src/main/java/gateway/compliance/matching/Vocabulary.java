package gateway.compliance.matching;

import gateway.compliance.names.NameToken;
import gateway.compliance.names.SoundKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every word of the names on the lists, once, to be found by what sounds like it. */
final class Vocabulary {

    // More words of one key than this say that the key says nothing.
    private static final int MOST_PER_KEY = 2_000;

    private final List<String> words = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, int[]> byKey = new HashMap<>();
    private final List<int[]> bearers = new ArrayList<>();

    /** @param names numbers of the names that have the word, by word */
    Vocabulary(Map<String, int[]> names) {
        var keys = new HashMap<String, List<Integer>>();
        names.forEach((word, its) -> {
            numbers.put(word, words.size());
            SoundKey.of(word).forEach(key -> keys.computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(words.size()));
            words.add(word);
            bearers.add(its);
        });
        keys.forEach((key, its) -> byKey.put(
                key, its.stream().limit(MOST_PER_KEY).mapToInt(Integer::intValue).toArray()));
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
    Tally like(NameToken token) {
        var like = new Tally();
        for (var sound : token.sounds()) {
            var known = numbers.get(sound);
            if (known != null) {
                like.max(known, 1_000);
            }
            for (var key : SoundKey.of(sound)) {
                for (int word : byKey.getOrDefault(key, new int[0])) {
                    if (!like.has(word)) {
                        like.max(word, NameToken.likeness(sound, words.get(word)));
                    }
                }
            }
        }
        return like;
    }
}
