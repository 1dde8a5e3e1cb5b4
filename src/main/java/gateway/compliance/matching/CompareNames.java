package gateway.compliance.matching;

import gateway.compliance.Gender;
import gateway.compliance.names.Name;
import gateway.compliance.names.NameToken;
import gateway.compliance.names.NameToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two names word by word. Symmetric; what one of them leaves out is no contradiction. */
public final class CompareNames {

    private static final int ALIKE = 1_000;
    private static final int OTHER_NAME = 200;
    private static final int OTHER_FATHER = 300;
    private static final int OTHER_GENDER = 300;
    private static final int OTHER_ENDING = 150;
    private static final int OTHER_FORM = 20;
    private static final int LONG_ENOUGH = 6;
    private static final int WORTH_TELLING = 300;

    private final Name left;
    private final Name right;
    private final Pairing pairing;
    private final Weights weights;
    private final List<String> reasons = new ArrayList<>();

    private CompareNames(Name left, Name right, Weights weights) {
        this.left = left;
        this.right = right;
        this.weights = weights;
        pairing = new Pairing(words(left, right), words(right, left), weights);
    }

    public static Likeness compare(Name left, Name right, Weights weights) {
        return new CompareNames(left, right, weights).likeness();
    }

    /** With the patronymic where the other name has none: it may stand there as a plain word. */
    private static List<NameToken> words(Name name, Name other) {
        if (name.patronymic() == null || other.patronymic() != null || !other.mayNameFather()) {
            return name.tokens();
        }
        var words = new ArrayList<>(name.tokens());
        words.add(name.patronymic());
        return words;
    }

    private Likeness likeness() {
        boolean sameFather = sameFather();
        int score = shared(sameFather) - contradictions(sameFather);
        if (left.mixed() || right.mixed()) {
            reasons.add("a word mixes Latin and Cyrillic letters");
        }
        return new Likeness(Math.max(0, score), isSure(), told(score));
    }

    private boolean sameFather() {
        return left.patronymic() != null
                && right.patronymic() != null
                && left.patronymic().likeness(right.patronymic()) > 0;
    }

    private int shared(boolean sameFather) {
        long whole = weight(left) + weight(right);
        long shared = 0;
        for (var pair : pairing.pairs()) {
            shared += pair.value();
            whole += extra(pair.left().token()) + extra(pair.right().token());
        }
        if (sameFather && left.patronymic() != null && right.patronymic() != null) {
            int both = weights.of(left.patronymic()) + weights.of(right.patronymic());
            shared += (long) both * left.patronymic().likeness(right.patronymic());
            whole += both;
            reasons.add("same father's name");
        }
        return whole == 0 ? 0 : (int) (shared / whole);
    }

    /** A patronymic counts only where it has found its like. */
    private long extra(NameToken token) {
        return token.kind() == Kind.PATRONYMIC ? weights.of(token) : 0;
    }

    private long weight(Name name) {
        return name.tokens().stream().mapToLong(weights::of).sum();
    }

    // Nobody reads why two names are not alike.
    private List<String> told(int score) {
        if (score < WORTH_TELLING) {
            return List.of();
        }
        var told = new ArrayList<String>();
        pairing.pairs().forEach(pair -> told.add(told(pair)));
        told.addAll(reasons);
        return told;
    }

    private static String told(Pairing.Pair pair) {
        var left = pair.left().token().text();
        var right = pair.right().token().text();
        return pair.likeness() == ALIKE ? left + " sounds like " + right : left + " is close to " + right;
    }

    private int contradictions(boolean sameFather) {
        int less = 0;
        if (tells(pairing.leftOver()) && tells(pairing.rightOver())) {
            reasons.add("each has a word that the other has not");
            less += OTHER_NAME;
        }
        if (left.patronymic() != null && right.patronymic() != null && !sameFather) {
            reasons.add("another father's name");
            less += OTHER_FATHER;
        }
        if (differ(left.gender(), right.gender())) {
            reasons.add("son and daughter");
            less += OTHER_GENDER;
        } else if (differ(left.surname(), right.surname())) {
            reasons.add("the family name has the ending of the other gender");
            less += OTHER_ENDING;
        }
        if (!left.legalForm().isEmpty()
                && !right.legalForm().isEmpty()
                && !left.legalForm().equals(right.legalForm())) {
            reasons.add("another legal form");
            less += OTHER_FORM;
        }
        return less;
    }

    private static boolean tells(List<NameToken> tokens) {
        return tokens.stream().anyMatch(token -> token.kind() == Kind.NAME || token.kind() == Kind.INITIAL);
    }

    private static boolean differ(@Nullable Gender one, @Nullable Gender other) {
        return one != null && other != null && !Objects.equals(one, other);
    }

    /** One word alone is sure only when it is long, the whole name, and no family name. */
    private boolean isSure() {
        var telling = pairing.pairs().stream().filter(CompareNames::isWord).toList();
        long words = telling.stream()
                .mapToLong(pair -> Math.max(
                        pair.left().to() - pair.left().from(),
                        pair.right().to() - pair.right().from()))
                .sum();
        if (words != 1) {
            return words > 1;
        }
        var only = telling.getFirst();
        return only.likeness() == ALIKE
                && !isPerson()
                && !tells(pairing.leftOver())
                && !tells(pairing.rightOver())
                && isRare(only.left().sound());
    }

    private static boolean isWord(Pairing.Pair pair) {
        return counts(pair.left().token()) && counts(pair.right().token());
    }

    private static boolean counts(NameToken token) {
        return token.kind() == Kind.NAME || token.kind() == Kind.PATRONYMIC;
    }

    private boolean isPerson() {
        return left.isPerson() || right.isPerson();
    }

    private static boolean isRare(String sound) {
        return sound.length() >= LONG_ENOUGH
                && !sound.endsWith("ov")
                && !sound.endsWith("ev")
                && !sound.endsWith("ski");
    }
}
