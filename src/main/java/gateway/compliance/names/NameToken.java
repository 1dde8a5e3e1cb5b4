package gateway.compliance.names;

import java.util.List;

/**
 * One word of a name.
 *
 * @param text as it was spelled
 * @param sounds the usual one first; of a patronymic the father's name first, then the whole word
 */
public record NameToken(Kind kind, String text, List<String> sounds) {

    private static final int ALIKE = 1_000;

    /** What a word does in a name. */
    public enum Kind {
        NAME,
        /** A single letter; it can stand for a name. */
        INITIAL,
        /** A word that half of all organisations have. */
        COMMON,
        PATRONYMIC
    }

    public NameToken {
        sounds = List.copyOf(sounds);
    }

    public String sound() {
        return sounds.getFirst();
    }

    /** Two words written as one. */
    public NameToken joined(NameToken next) {
        var joined = text + next.text;
        return new NameToken(Kind.NAME, joined, Sounds.of(joined));
    }

    /** Of a thousand; 0 for different words. An initial is half like every word that begins so. */
    public int likeness(NameToken other) {
        if (kind == Kind.INITIAL || other.kind == Kind.INITIAL) {
            return beginsLike(other) ? (kind == other.kind ? ALIKE : ALIKE / 2) : 0;
        }
        // The endings of two patronymics are always alike and say nothing.
        if (kind == Kind.PATRONYMIC && other.kind == Kind.PATRONYMIC) {
            return likeness(sound(), other.sound());
        }
        int best = 0;
        for (var mine : sounds) {
            for (var its : other.sounds) {
                best = Math.max(best, likeness(mine, its));
            }
        }
        return best;
    }

    private boolean beginsLike(NameToken other) {
        return SoundDistance.between(sound().substring(0, 1), other.sound().substring(0, 1)) <= 1;
    }

    /** Of a thousand; 0 for sounds that are too far from each other. */
    public static int likeness(String one, String other) {
        int distance = SoundDistance.between(one, other);
        if (distance == SoundDistance.FAR) {
            return 0;
        }
        int longest = Math.max(1, Math.max(one.length(), other.length()));
        return ALIKE - ALIKE * distance / (SoundDistance.LETTER * longest);
    }
}
