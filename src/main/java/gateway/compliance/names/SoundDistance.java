package gateway.compliance.names;

/**
 * How far two words are from sounding the same, in quarters of a wrong letter: vowels that transliterations swap cost
 * one, sounds that are easily misheard two, other letters four. Symmetric.
 */
final class SoundDistance {

    static final int LETTER = 4;
    static final int FAR = 1_000;

    private static final int SWAPPED = 3;
    private static final int VOWEL_MISSING = 2;
    // Aziz and Aziza are two persons.
    private static final int OTHER_GENDER = 6;

    private static final String ONE = "ao ou ae ei vf sz sS";
    private static final String TWO = "kg kh gh bp dt vb pf CS Jz Ji JC";
    private static final String THREE = "eo iu mn";

    private static final int[][] COSTS = costs();

    private SoundDistance() {}

    /** {@link #FAR} where it is more than two words of that length may differ. */
    static int between(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        int most = most(one, other);
        if (Math.abs(one.length() - other.length()) > most) {
            return FAR;
        }
        int gender = differInGender(one, other) ? OTHER_GENDER : 0;
        int distance = gender > most ? FAR : edits(one, other, most) + gender;
        return distance > most ? FAR : distance;
    }

    // Short names that differ in one consonant are other names: Aziz and Azim, Karimov and Kasimov.
    private static int most(String one, String other) {
        int length = Math.max(stem(one), stem(other));
        if (length <= 3) {
            return 1;
        }
        return length <= 6 ? 3 : length <= 8 ? 4 : 8;
    }

    private static int stem(String word) {
        if (word.endsWith("oviC") || word.endsWith("eviC")) {
            return word.length() - 4;
        }
        return word.endsWith("ov") || word.endsWith("ev") ? word.length() - 2 : word.length();
    }

    private static boolean differInGender(String one, String other) {
        return one.endsWith("a") != other.endsWith("a")
                && !Sounds.isVowel(last(one.endsWith("a") ? other : one))
                && one.length() != other.length();
    }

    private static char last(String word) {
        return word.isEmpty() ? 'a' : word.charAt(word.length() - 1);
    }

    // Three rows of the usual table; the third is for swapped neighbours. Most words are soon seen to be too far apart.
    private static int edits(String one, String other, int most) {
        var missing = missing(other);
        var before = new int[other.length() + 1];
        var row = new int[other.length() + 1];
        var next = new int[other.length() + 1];
        for (int j = 1; j <= other.length(); j++) {
            row[j] = row[j - 1] + missing[j - 1];
        }
        int least = 0;
        for (int i = 1; i <= one.length(); i++) {
            int leastBefore = least;
            least = row(one, i, other, missing, before, row, next);
            if (least > most && leastBefore + SWAPPED > most) {
                return FAR;
            }
            var free = before;
            before = row;
            row = next;
            next = free;
        }
        return row[other.length()];
    }

    /** Fills the next row and gives the smallest number in it. */
    private static int row(String one, int i, String other, int[] missing, int[] before, int[] row, int[] next) {
        char letter = one.charAt(i - 1);
        int gone = missing(one, i - 1);
        next[0] = row[0] + gone;
        int least = next[0];
        for (int j = 1; j <= other.length(); j++) {
            int best = row[j - 1] + instead(letter, other.charAt(j - 1), i == 1 && j == 1);
            best = Math.min(best, row[j] + gone);
            best = Math.min(best, next[j - 1] + missing[j - 1]);
            next[j] = swapped(one, i, other, j) ? Math.min(best, before[j - 2] + SWAPPED) : best;
            least = Math.min(least, next[j]);
        }
        return least;
    }

    private static int[] missing(String word) {
        var missing = new int[word.length()];
        for (int at = 0; at < missing.length; at++) {
            missing[at] = missing(word, at);
        }
        return missing;
    }

    private static boolean swapped(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }

    // Names begin alike, or they are others.
    private static int instead(char one, char other, boolean first) {
        int cost = cost(one, other);
        return first && cost > 1 ? cost + 1 : cost;
    }

    private static int missing(String word, int at) {
        if (at == 0) {
            return LETTER;
        }
        char letter = word.charAt(at);
        if (letter == 'h') {
            return 1;
        }
        return Sounds.isVowel(letter) || isHardSign(word, at) ? VOWEL_MISSING : LETTER;
    }

    // Russian passports write г for the Uzbek sign ъ: Аъзам, Агзам.
    private static boolean isHardSign(String word, int at) {
        return word.charAt(at) == 'g'
                && Sounds.isVowel(word.charAt(at - 1))
                && at + 1 < word.length()
                && !Sounds.isVowel(word.charAt(at + 1));
    }

    private static int cost(char one, char other) {
        if (one == other) {
            return 0;
        }
        return one < COSTS.length && other < COSTS.length ? COSTS[one][other] : LETTER;
    }

    private static int[][] costs() {
        var costs = new int[128][128];
        for (var row : costs) {
            java.util.Arrays.fill(row, LETTER);
        }
        set(costs, ONE, 1);
        set(costs, TWO, 2);
        set(costs, THREE, 3);
        return costs;
    }

    private static void set(int[][] costs, String pairs, int cost) {
        for (var pair : pairs.split(" ", -1)) {
            costs[pair.charAt(0)][pair.charAt(1)] = cost;
            costs[pair.charAt(1)][pair.charAt(0)] = cost;
        }
    }
}
