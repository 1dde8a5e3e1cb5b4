package gateway.compliance.matching;

import gateway.compliance.names.NameToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which word of one name is which of the other: the most telling pairs first, each word once, two words also as one
 * (Abdu Rahmon, Abdurahmon). The same whichever name comes first.
 */
final class Pairing {

    private static final Comparator<Pair> BEST_FIRST = Comparator.comparingInt(Pair::value)
            .reversed()
            .thenComparing(Pair::lesser)
            .thenComparing(Pair::greater);

    private final List<NameToken> left;
    private final List<NameToken> right;
    private final Weights weights;
    private final List<Pair> chosen = new ArrayList<>();
    private final boolean[] leftUsed;
    private final boolean[] rightUsed;

    /** A run of one or two words on each side. */
    record Pair(Run left, Run right, int likeness, int value) {

        String lesser() {
            return left.sound().compareTo(right.sound()) <= 0 ? left.sound() : right.sound();
        }

        String greater() {
            return left.sound().compareTo(right.sound()) <= 0 ? right.sound() : left.sound();
        }
    }

    record Run(int from, int to, NameToken token, int weight) {

        String sound() {
            return token.sound();
        }
    }

    Pairing(List<NameToken> left, List<NameToken> right, Weights weights) {
        this.left = left;
        this.right = right;
        this.weights = weights;
        leftUsed = new boolean[left.size()];
        rightUsed = new boolean[right.size()];
        choose();
    }

    List<Pair> pairs() {
        return chosen;
    }

    List<NameToken> leftOver() {
        return unused(left, leftUsed);
    }

    List<NameToken> rightOver() {
        return unused(right, rightUsed);
    }

    // Two words are one only where neither has found a partner of its own.
    private void choose() {
        var leftWords = words(left);
        var rightWords = words(right);
        var single = new ArrayList<Pair>();
        addAll(leftWords, rightWords, single);
        take(single);
        var joined = new ArrayList<Pair>();
        addAll(joined(left, leftUsed), rightWords, joined);
        addAll(leftWords, joined(right, rightUsed), joined);
        take(joined);
    }

    private void take(List<Pair> pairs) {
        pairs.sort(BEST_FIRST);
        for (var pair : pairs) {
            if (isFree(pair.left(), leftUsed) && isFree(pair.right(), rightUsed)) {
                use(pair.left(), leftUsed);
                use(pair.right(), rightUsed);
                chosen.add(pair);
            }
        }
    }

    private static void addAll(List<Run> lefts, List<Run> rights, List<Pair> pairs) {
        for (var one : lefts) {
            for (var other : rights) {
                int likeness = one.token().likeness(other.token());
                if (likeness > 0) {
                    pairs.add(new Pair(one, other, likeness, likeness * (one.weight() + other.weight())));
                }
            }
        }
    }

    private List<Run> words(List<NameToken> tokens) {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < tokens.size(); i++) {
            runs.add(new Run(i, i + 1, tokens.get(i), weights.of(tokens.get(i))));
        }
        return runs;
    }

    private List<Run> joined(List<NameToken> tokens, boolean[] used) {
        var runs = new ArrayList<Run>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (!used[i] && !used[i + 1] && canJoin(tokens.get(i)) && canJoin(tokens.get(i + 1))) {
                int weight = weights.of(tokens.get(i)) + weights.of(tokens.get(i + 1));
                runs.add(new Run(i, i + 2, tokens.get(i).joined(tokens.get(i + 1)), weight));
            }
        }
        return runs;
    }

    private static boolean canJoin(NameToken token) {
        return token.kind() == NameToken.Kind.NAME;
    }

    private static boolean isFree(Run run, boolean[] used) {
        return !used[run.from()] && !used[run.to() - 1];
    }

    private static void use(Run run, boolean[] used) {
        used[run.from()] = true;
        used[run.to() - 1] = true;
    }

    private static List<NameToken> unused(List<NameToken> tokens, boolean[] used) {
        var unused = new ArrayList<NameToken>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!used[i]) {
                unused.add(tokens.get(i));
            }
        }
        return unused;
    }
}
