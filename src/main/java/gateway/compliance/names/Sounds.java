package gateway.compliance.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a word sounds, whichever alphabet it is written in: Uzbek Latin of 1995, Uzbek and Russian Cyrillic, passports,
 * English. One letter per sound, of which {@code S}, {@code C} and {@code J} stand for sh, ch and zh; letters that
 * transliterations mix up (x, h and kh; q and k; gʻ and g; oʻ and u) are one.
 */
final class Sounds {

    // Behind a consonant it is e to English ears and in Russian print (Fyodor, Федор), elsewhere two sounds.
    private static final char YO = 'ё';

    private static final Map<Character, String> CYRILLIC = table("""
            а a  б b  в v  г g  д d  е e  ж J  з z  и i  й i  к k  л l  м m  н n  о o  п p  р r  с s  т t  у u  ф f
            х h  ц ts  ч C  ш S  щ S  ы i  э e  ю iu  я ia  ё ё  ў u  қ k  ғ g  ҳ h  ң n  ә a  ө o  ү u  ұ u  һ h
            җ J  ҷ J  і i  ї i  є e  ґ g  ј J  ѕ s
            """);

    /** Longest first, by their first letter. */
    private static final Map<Character, List<String[]>> LATIN = spellings("""
            shch S  tsch C  sch S  tch C  dzh J  yoʻ iu  yo ё  oʻ u  gʻ g  sh S  ch C  zh J  dj J  kh h  gh g  ph f
            th t  ck k  ce se  ci si  cy si  ee i  oo u  ou u
            a a  b b  c k  d d  e e  f f  g g  h h  i i  j J  k k  l l  m m  n n  o o  p p  q k  r r  s s  t t  u u
            v v  w v  x h  y i  z z  ş S  ç C  ğ g  õ u  ı i  ə a  ø o  ł l  đ d  ß s  æ e  œ e
            """);

    private Sounds() {}

    /** One, or two where the letter x may be Uzbek or English; the Uzbek one first. */
    static List<String> of(String word) {
        var uzbek = sound(word);
        if (word.indexOf('x') < 0) {
            return List.of(uzbek);
        }
        return List.of(uzbek, sound(word.replace("x", "ks")));
    }

    private static String sound(String word) {
        var sound = new StringBuilder(word.length() + 4);
        int at = 0;
        while (at < word.length()) {
            char letter = word.charAt(at);
            var cyrillic = CYRILLIC.get(letter);
            if (cyrillic != null) {
                addAll(cyrillic, sound);
                at++;
            } else {
                at += latin(word, at, sound);
            }
        }
        return sound.toString();
    }

    private static int latin(String word, int at, StringBuilder sound) {
        for (var spelling : LATIN.getOrDefault(word.charAt(at), List.of())) {
            if (word.startsWith(spelling[0], at)) {
                addAll(spelling[1], sound);
                return spelling[0].length();
            }
        }
        // Signs without a sound, such as ь, are left out; letters of other alphabets sound like themselves.
        if ("ъь".indexOf(word.charAt(at)) < 0 && word.charAt(at) != Spelling.OKINA) {
            add(word.charAt(at), sound);
        }
        return 1;
    }

    private static void addAll(String letters, StringBuilder sound) {
        for (int i = 0; i < letters.length(); i++) {
            add(letters.charAt(i), sound);
        }
    }

    private static void add(char letter, StringBuilder sound) {
        char last = sound.isEmpty() ? ' ' : sound.charAt(sound.length() - 1);
        if (letter == YO) {
            addAll(isConsonant(last) ? "e" : "io", sound);
        } else if ((letter == 'e' && last == 'i') || (letter == 'J' && last == 'd')) {
            sound.setLength(sound.length() - 1);
            add(letter, sound);
        } else if (letter != last) {
            sound.append(letter);
        }
    }

    static boolean isVowel(char letter) {
        return switch (letter) {
            case 'a', 'e', 'i', 'o', 'u' -> true;
            default -> false;
        };
    }

    private static boolean isConsonant(char letter) {
        return letter != ' ' && !isVowel(letter);
    }

    private static Map<Character, String> table(String rows) {
        var table = new HashMap<Character, String>();
        for (var pair : rows.strip().split("\\s{2,}|\\n", -1)) {
            table.put(pair.charAt(0), pair.substring(2));
        }
        return Map.copyOf(table);
    }

    private static Map<Character, List<String[]>> spellings(String rows) {
        var spellings = new HashMap<Character, List<String[]>>();
        Arrays.stream(rows.strip().split("\\s{2,}|\\n", -1))
                .map(pair -> pair.split(" ", -1))
                .forEach(pair -> spellings
                        .computeIfAbsent(pair[0].charAt(0), _ -> new ArrayList<>())
                        .add(pair));
        return Map.copyOf(spellings);
    }
}
