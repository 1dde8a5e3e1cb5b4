package gateway.compliance.names;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The consonants of a word with those that are easily misheard made one: what two spellings of a name share, so that an
 * index can find one by the other.
 */
public final class SoundKey {

    private static final int LONG_ENOUGH_FOR_A_MISTAKE = 4;

    private SoundKey() {}

    /**
     * The key, and for long words also each that is a letter shorter, so that one wrong consonant is forgiven, not the
     * first.
     */
    public static Set<String> of(String sound) {
        var key = exact(sound);
        var keys = new LinkedHashSet<String>();
        keys.add(key);
        for (int at = 1; at < key.length() && key.length() >= LONG_ENOUGH_FOR_A_MISTAKE; at++) {
            keys.add(key.substring(0, at) + key.substring(at + 1));
        }
        return keys;
    }

    public static String exact(String sound) {
        var key = new StringBuilder(sound.length());
        for (int i = 0; i < sound.length(); i++) {
            char letter = classOf(sound.charAt(i));
            if (letter != ' ' && (key.isEmpty() || key.charAt(key.length() - 1) != letter)) {
                key.append(letter);
            }
        }
        return key.isEmpty() ? sound : key.toString();
    }

    private static char classOf(char letter) {
        return switch (letter) {
            case 'a', 'e', 'i', 'o', 'u', 'h' -> ' ';
            case 'p', 'v', 'f' -> 'b';
            case 't' -> 'd';
            case 'z', 'S', 'C' -> 's';
            case 'k' -> 'g';
            case 'n' -> 'm';
            default -> letter;
        };
    }
}
