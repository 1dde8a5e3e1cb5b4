package gateway.compliance.matching;

import java.util.List;

/**
 * How alike two names are.
 *
 * @param score of a thousand
 * @param sure whether enough of them is the same that they may be one without a person looking
 * @param reasons for people
 */
public record Likeness(int score, boolean sure, List<String> reasons) {

    public Likeness {
        reasons = List.copyOf(reasons);
    }
}
